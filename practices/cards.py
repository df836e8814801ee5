"""A practice outside its own page: the card that listings, slots and search draw."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cards import Badge, Card, Measure
from portal.organisations.models import Municipality
from portal.organisations.places import silhouettes
from portal.reference.models import Term
from portal.wording import dutch_number
from practices.choices import CostClass, EffortClass, EvidenceStrength

if TYPE_CHECKING:
    from practices.models import PracticePage

MOST_SILHOUETTES = 4
MOST_NAMES = 3
LONGEST_WORDS = 40
"""Longer answers give way to their class in the narrow column of a card; the practice's page has them in full."""

_COST_PIPS: dict[str, int] = {CostClass.LOW: 1, CostClass.MIDDLE: 2, CostClass.HIGH: 3}
_EFFORT_PIPS: dict[str, int] = {EffortClass.LOW: 1, EffortClass.MIDDLE: 2, EffortClass.HIGH: 3}
_EVIDENCE_PIPS: dict[str, int] = {EvidenceStrength.LIMITED: 1, EvidenceStrength.FAIR: 2, EvidenceStrength.STRONG: 3}


def card(
    practice: "PracticePage",
    request: HttpRequest | None = None,
    *,
    with_facts: bool = True,
) -> Card:
    """Return the card of a practice.

    `with_facts` adds inhabitants and period, for the rows of a listing.
    """
    places = list(practice.municipalities.all())
    return Card(
        kind="practice",
        kind_label=str(practice.kind_label),
        url=practice.get_url(request) or "",
        title=practice.title,
        text=practice.summary,
        silhouettes=silhouettes(places)[:MOST_SILHOUETTES],
        measures=measures(practice),
        place=place_names(practice, places),
        badge=badge(practice),
        foot=tuple(fact for fact in (inhabitants(places), period(practice)) if fact) if with_facts else (),
        is_example=practice.is_example,
    )


def badge(practice: "PracticePage") -> Badge | None:
    """Return the rung of a practice on the quality ladder."""
    level = practice.quality_level
    return Badge(level.value, level.label) if level else None


def place_names(practice: "PracticePage", places: list[Municipality]) -> str:
    """Return where it happens: up to three names, a number of more, or who runs it when no municipality is named."""
    if not places:
        return practice.owner_organisation.name if practice.owner_organisation else ""
    if len(places) > MOST_NAMES:
        return ngettext("%(count)s gemeente", "%(count)s gemeenten", len(places)) % {"count": dutch_number(len(places))}
    names = [place.name for place in places]
    return (
        names[0]
        if len(names) == 1
        else _("%(names)s en %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
    )


def inhabitants(places: list[Municipality]) -> str:
    """Return the inhabitants of the one municipality."""
    if len(places) != 1:
        return ""
    return _("%(count)s inwoners") % {"count": dutch_number(places[0].population)}


def period(practice: "PracticePage") -> str:
    """Return when it runs, as its status and years tell: *Sinds 2024*, *2022 tot 2025*."""
    start, end = practice.start_year, practice.end_year
    if start and end:
        return str(start) if start == end else _("%(start)s tot %(end)s") % {"start": start, "end": end}
    if start:
        return (
            _("Sinds %(start)s") % {"start": start}
            if runs_on(practice)
            else _("Begonnen in %(start)s") % {"start": start}
        )
    return _("Tot %(end)s") % {"end": end} if end else ""


def runs_on(practice: "PracticePage") -> bool:
    """Tell whether it is known to run still."""
    return practice.status is not None and practice.status.code == "lopend"


def measures(practice: "PracticePage", *, in_full: bool = False, kinds: Iterable[Term] = ()) -> tuple[Measure, ...]:
    """Return cost, evidence and effort in words; `in_full` and with `kinds` of evidence for its own page."""
    return (
        Measure("cost", _("Kost"), _cost(practice, in_full), _COST_PIPS.get(practice.cost_class)),
        Measure("evidence", _("Bewijs"), _evidence(practice, kinds), _EVIDENCE_PIPS.get(practice.evidence_strength)),
        Measure("effort", _("Inspanning"), _effort(practice, in_full), _EFFORT_PIPS.get(practice.effort_class)),
    )


def _cost(practice: "PracticePage", in_full: bool) -> str:
    if not practice.cost:
        return _("onbekend")
    if in_full or len(practice.cost) <= LONGEST_WORDS:
        return practice.cost
    return practice.get_cost_class_display() or _("onbekend")


def _effort(practice: "PracticePage", in_full: bool) -> str:
    if not practice.fte:
        return _("onbekend")
    if in_full or len(practice.fte) <= LONGEST_WORDS:
        return practice.fte
    return practice.get_effort_class_display() or _("onbekend")


def _evidence(practice: "PracticePage", kinds: Iterable[Term]) -> str:
    if not practice.evidence_strength:
        return _("onbekend")
    strength = practice.get_evidence_strength_display()
    named = ", ".join(kind.label.lower() for kind in kinds)
    return f"{strength}: {named}" if named else strength
