"""Generated practices: credible, in Dutch, marked as an example, to try and to measure the site with many.

Rows go in by the hundreds: through `save()` and a revision it would take minutes. So the paths in the tree and what
`save()` computes are made here; the constraints of the database watch over both.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from portal.loading import read_json
from portal.organisations.models import Municipality
from portal.reference.models import (
    AnchoringFactor,
    AnchoringScale,
    EvidenceKind,
    PolicyDomain,
    PracticeStatus,
    QualityLevel,
    TargetGroup,
    Theme,
)
from practices.choices import COST_BOUNDS, EFFORT_BOUNDS, class_of
from practices.invented import Invention, invent
from practices.loading import practices_section
from practices.models import AnchoringScore, PracticeIndexPage, PracticePage

WORDS = Path(__file__).parent / "data" / "words.json"
KEY = "gegenereerd-"
"""How the starter id of every generated practice begins: this is what `remove` removes, and nothing else."""
BATCH = 500
RELATIONS: dict[str, Any] = {
    "themes": Theme,
    "target_groups": TargetGroup,
    "policy_domains": PolicyDomain,
    "evidence_kinds": EvidenceKind,
}


@dataclass(frozen=True)
class _Known:
    """What generated practices refer to, read once."""

    terms: dict[str, dict[str, Any]]
    statuses: dict[str, PracticeStatus]
    levels: dict[str, QualityLevel]
    municipalities: list[Municipality]
    factors: list[AnchoringFactor]
    scale: dict[int, AnchoringScale]


def generate_practices(number: int, *, remove: bool = False) -> str:
    """Generate practices until there are `number` of them, or remove all that were generated; say what was done."""
    if remove:
        return f"generated practices: {_remove()} removed"
    before = PracticePage.objects.filter(starter_id__startswith=KEY).count()
    words, known = read_json(WORDS), _read_known()
    for start in range(before, number, BATCH):
        _insert({place: invent(place, words) for place in range(start, min(start + BATCH, number))}, known)
    return f"generated practices: {max(0, number - before)} new, {before} there already"


def _read_known() -> _Known:
    return _Known(
        terms={name: {term.code: term for term in model.objects.all()} for name, model in RELATIONS.items()},
        statuses={row.code: row for row in PracticeStatus.objects.all()},
        levels={row.code: row for row in QualityLevel.objects.all()},
        municipalities=list(Municipality.objects.select_related("organisation").exclude(organisation=None)),
        factors=list(AnchoringFactor.objects.all()),
        scale={row.value: row for row in AnchoringScale.objects.all()},
    )


@transaction.atomic
def _insert(inventions: dict[int, Invention], known: _Known) -> None:
    index = PracticeIndexPage.objects.select_for_update(of=("self",)).get(pk=practices_section().pk)
    pages = Page.objects.bulk_create(_nodes(index, inventions))
    Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + len(pages))
    practices = [
        _practice(page, number, invention, known)
        for page, (number, invention) in zip(pages, inventions.items(), strict=True)
    ]
    # `bulk_create` refuses a table whose parent table has the key; the parent rows stand there already.
    table: Any = models.QuerySet(PracticePage)
    table._insert(practices, fields=PracticePage._meta.local_concrete_fields, using=table.db)
    _relate(practices, list(inventions.values()), known)


def _nodes(index: PracticeIndexPage, inventions: dict[int, Invention]) -> list[Page]:
    """Return the rows of the pages in the tree, behind the last child of `index`."""
    last = index.get_last_child()
    path = last._inc_path() if last else index._get_path(index.path, index.depth + 1, 1)
    content_type = ContentType.objects.get_for_model(PracticePage)
    nodes = []
    for number, invention in inventions.items():
        slug = f"voorbeeld-{number + 1}"
        published = timezone.now() - datetime.timedelta(days=365, hours=number)
        node = Page(
            path=path,
            depth=index.depth + 1,
            title=invention.title,
            draft_title=invention.title,
            slug=slug,
            url_path=f"{index.url_path}{slug}/",
            content_type=content_type,
            locale_id=index.locale_id,
            live=True,
            first_published_at=published,
            last_published_at=published,
        )
        nodes.append(node)
        path = node._inc_path()
    return nodes


def _practice(page: Page, number: int, invention: Invention, known: _Known) -> PracticePage:
    place = _place(invention, known)
    values = invention.values
    return PracticePage(
        page_ptr_id=page.pk,
        starter_id=f"{KEY}{number}",
        is_public=True,
        is_example=True,
        owner_organisation=place.organisation,
        status=known.statuses[invention.status],
        quality_level=known.levels[invention.quality],
        cost_class=class_of(values.get("cost_amount"), COST_BOUNDS),
        effort_class=class_of(values.get("fte_amount"), EFFORT_BOUNDS),
        **values,
    )


def _place(invention: Invention, known: _Known) -> Municipality:
    return known.municipalities[invention.place % len(known.municipalities)]


def _relate(practices: list[PracticePage], inventions: list[Invention], known: _Known) -> None:
    """Write the relations of practices to vocabularies and municipalities, and their scores of anchoring."""
    rows: dict[str, list[Any]] = {name: [] for name in (*RELATIONS, "municipalities")}
    scores = []
    for practice, invention in zip(practices, inventions, strict=True):
        chosen = {name: [known.terms[name][code] for code in codes] for name, codes in invention.codes.items()}
        for name, terms in {**chosen, "municipalities": [_place(invention, known)]}.items():
            field: Any = PracticePage._meta.get_field(name)
            keys = (field.m2m_field_name(), field.m2m_reverse_field_name())
            rows[name] += [_through(name)(**dict(zip(keys, (practice, term), strict=True))) for term in terms]
        scores += [
            AnchoringScore(practice=practice, factor=factor, score=known.scale[value], sentence=sentence)
            for factor, (value, sentence) in zip(known.factors, invention.scores, strict=False)
        ]
    for name, links in rows.items():
        _through(name).objects.bulk_create(links)
    AnchoringScore.objects.bulk_create(scores)


def _through(name: str) -> Any:
    """Return the table between practices and what a many-to-many relation of theirs refers to."""
    field: Any = PracticePage._meta.get_field(name)
    return field.remote_field.through


@transaction.atomic
def _remove() -> int:
    """Remove what was generated; the tree's own deletion keeps the number of children right."""
    generated = PracticePage.objects.filter(starter_id__startswith=KEY)
    number: int = generated.count()
    generated.delete()
    return number
