"""Generated guidelines: credible, in Dutch, marked as an example, to try and to measure the site with many."""

import datetime
import random
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.loading import Report, read_json
from portal.organisations.models import Organisation
from portal.pages.models import Origin
from portal.pages.starter import load_page
from portal.reference.models import Audience, GuidelineKind, Theme
from practices.guidelines.loading import guideline_index
from practices.guidelines.models import GuidelinePage
from practices.models import PracticePage

WORDS = Path(__file__).parent / "data" / "words.json"
KEY = "gegenereerd-"
"""How the starter id of every generated guideline begins: this is what is removed, and nothing else."""


@transaction.atomic
def generate_guidelines(number: int, *, remove: bool = False) -> str:
    """Generate guidelines until there are `number`, or remove all that were generated; say what was done."""
    generated = GuidelinePage.objects.filter(starter_id__startswith=KEY)
    before = generated.count()
    if remove:
        generated.delete()
        return f"generated guidelines: {before} removed"
    words, report, index = read_json(WORDS), Report("generated guidelines"), guideline_index()
    owner = Organisation.objects.order_by("pk").first()
    themes, audiences = {theme.code: theme for theme in Theme.objects.all()}, list(Audience.objects.all())
    kinds, practices = list(GuidelineKind.objects.all()), list(PracticePage.objects.visible_to_public()[:50])
    for place in range(before, number):
        dice = random.Random(place)  # noqa: S311  nothing secret
        subject = words["subjects"][place % len(words["subjects"])]
        load_page(
            report,
            GuidelinePage,
            index,
            comes_back=True,
            starter_id=f"{KEY}{place}",
            values=_values(place, subject, words, dice)
            | {"owner_organisation": owner, "guideline_kind": dice.choice(kinds)},
            relations={
                "themes": [themes[code] for code in subject["themes"]],
                "audiences": dice.sample(audiences, k=min(2, len(audiences))),
                "practices": dice.sample(practices, k=min(3, len(practices))),
            },
        )
    return f"generated guidelines: {report.created} new, {before} there already"


def _values(place: int, subject: dict[str, Any], words: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """Return the fields of one: every third is of another publisher."""
    where = words["places"][place // len(words["subjects"]) % len(words["places"])]
    common: dict[str, Any] = {
        "title": f"Voorbeeld: {subject['name']} {where}",
        "slug": f"voorbeeld-{place + 1}",
        "summary": f"Verzonnen om het platform te proberen: {subject['what']}.",
        "is_example": True,
        "chapters": [_chapter("In het kort", f"<ul>{''.join(f'<li>{point}</li>' for point in words['points'])}</ul>")],
    }
    if place % 3 == 2:
        return common | {
            "issued_by": GuidelinePage.IssuedBy.OTHER,
            "publisher": dice.choice(words["publishers"]),
            "year": dice.randint(2016, 2026),
            "origin": Origin.SOURCE,
            "source_url": "https://www.voorbeeld.example/bron",
            "source_title": "voorbeeld.example",
        }
    return common | {
        "issued_by": GuidelinePage.IssuedBy.AGII,
        "version": 1,
        "valid_from": datetime.date(dice.randint(2023, 2025), dice.randint(1, 12), 1),
        "contact_service": dice.choice(words["services"]),
        "chapters": common["chapters"]
        + [_chapter(title, f"<p>{words['text']}</p>" * 3) for title in words["chapters"]],
    }


def _chapter(title: str, html: str) -> dict[str, Any]:
    return {"type": "chapter", "value": {"title": title, "text": [{"type": "text", "value": html}]}}
