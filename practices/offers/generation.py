"""Generated offers: credible, in Dutch, marked as an example, to try and to measure the site with many."""

import random
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.loading import Report, read_json
from portal.organisations.models import Organisation
from portal.pages.starter import load_page
from portal.reference.models import OfferStatus, Theme
from practices.offers.loading import offer_index
from practices.offers.models import OfferPage

WORDS = Path(__file__).parent / "data" / "words.json"
KEY = "gegenereerd-"
"""How the starter id of every generated offer begins: this is what is removed, and nothing else."""


@transaction.atomic
def generate_offers(number: int, *, remove: bool = False) -> str:
    """Generate offers until there are `number`, or remove all that were generated; say what was done."""
    generated = OfferPage.objects.filter(starter_id__startswith=KEY)
    before = generated.count()
    if remove:
        generated.delete()
        return f"generated offers: {before} removed"
    words, report, index = read_json(WORDS), Report("generated offers"), offer_index()
    themes = {theme.code: theme for theme in Theme.objects.all()}
    statuses = {status.code: status for status in OfferStatus.objects.all()}
    owners = list(Organisation.objects.filter(municipality=None).order_by("pk"))
    for place in range(before, number):
        dice = random.Random(place)  # noqa: S311  nothing secret
        subject = words["subjects"][place % len(words["subjects"])]
        chosen = {"owner_organisation": dice.choice(owners), "status": statuses[dice.choice(words["statuses"])]}
        load_page(
            report,
            OfferPage,
            index,
            comes_back=True,
            starter_id=f"{KEY}{place}",
            values=_values(place, subject, words, dice) | chosen,
            relations={"themes": [themes[code] for code in subject["themes"]]},
        )
    return f"generated offers: {report.created} new, {before} there already"


def _values(place: int, subject: dict[str, Any], words: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    where = words["places"][place // len(words["subjects"]) % len(words["places"])]
    return {
        "title": f"Voorbeeld: {subject['name']} {where}",
        "slug": f"voorbeeld-{place + 1}",
        "summary": f"Verzonnen om het platform te proberen. {subject['what']}.",
        "is_example": True,
        "description": f"{subject['what']}.",
        "for_whom": "medewerkers van lokale besturen",
        "tasks": [{"type": "task", "value": {"task": task, "who": who}} for task, who in words["tasks"]],
        "is_free": dice.random() < 0.7,
        "region": dice.choice(words["regions"]),
        "how_to_apply": words["how"],
        "contact_service": dice.choice(words["services"]),
    }
