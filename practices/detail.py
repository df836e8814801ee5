"""What the page of a practice shows, as values for its template: only what is filled in, nothing in two places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal import slots
from portal.cards import Figure, Link, Score
from portal.linked_data import safe_json
from portal.pages.terms import terms_of
from portal.reference.models import AnchoringFactor, QualityLevel
from practices import cards, sidebar
from practices.linked_data import linked_data

if TYPE_CHECKING:
    from practices.models import PracticePage

Terms = dict[str, list[Any]]
"""The terms of a practice, by the name of their relation."""
LISTS = ("themes", "target_groups", "policy_domains", "barriers", "evidence_kinds", "agii_roles")
NUMBER = re.compile(r"(\d{1,3}(\.\d{3})+|\d{1,12})(,\d{1,6})?")
TRACK = 1.1
"""Length of the bar of a figure, in times the larger of figure and goal."""
SHORTEST_CONTENTS = 3
"""A page with fewer sections needs no table of contents."""
SHORT_FACTORS = {
    "politiek-draagvlak": _lazy("Draagvlak"),
    "aansluiting-regulier-beleid": _lazy("Beleid"),
    "interne-expertise": _lazy("Expertise"),
    "maturiteit-samenlevingsbeleid": _lazy("Maturiteit"),
}
"""One word for each factor of anchoring, for the corners of its picture."""


@dataclass(frozen=True)
class Budget:
    """What it cost, by who pays."""

    rows: tuple[tuple[str, Decimal], ...]
    total: Decimal | None
    period: str
    per_participant: Decimal | None
    yearly: Decimal | None


def rendered(practice: "PracticePage", request: HttpRequest) -> dict[str, SafeString]:
    """Return the page's content as HTML, and its linked data; of a draft as it stands in memory."""
    if not getattr(request, "is_preview", False):
        practice = type(practice).objects.with_page().get(pk=practice.pk)
    shown = context(practice, request)
    inside = render_to_string("practices/practice_inside.html", {**shown, "page": practice}, request=request)
    return {"inside": inside, "linked_data": shown["linked_data"]}


def context(practice: "PracticePage", request: HttpRequest) -> dict[str, Any]:
    """Return everything that the content shows."""
    terms = terms_of(practice, LISTS)
    places = list(practice.municipalities.all())
    budget, figures, scores = _budget(practice), _figures(practice), _scores(practice)
    sections = _sections(practice, terms, has_figures=bool(figures), budget=budget, has_scores=bool(scores))
    inside = {"request": request, "page": practice, "places": places}
    return {
        "badge": cards.badge(practice),
        "measures": cards.measures(practice, in_full=True, kinds=terms["evidence_kinds"]),
        "place": sidebar.place_card(practice, places),
        "source": sidebar.source(practice),
        "sections": sections,
        "contents": _contents(sections),
        "unanswered": _("Onbekend: de bron zegt hier niets over."),
        "evidence": _evidence(practice, terms),
        "barriers": terms["barriers"],
        "agii_roles": terms["agii_roles"],
        "figures": figures,
        "figures_title": _("Wat de bron erover zegt") if practice.is_from_source else _("Wat we zagen gebeuren"),
        "budget": budget,
        "scores": scores,
        "contact": sidebar.contact(practice, places),
        "ladder": sidebar.ladder(practice, list(QualityLevel.objects.order_by("value"))),
        "facts": sidebar.facts(practice, places, terms, list(practice.actions.select_related("programme"))),
        "aside": slots.render("practice.aside", inside),
        "related": slots.render("practice.related", inside),
        "similar": slots.render("similar", {"request": request, "item": practice}),
        "linked_data": safe_json(linked_data(practice, terms["themes"], places, request)),
    }


def _figures(practice: "PracticePage") -> tuple[Figure, ...]:
    """Return the figures; without their story none is shown, whatever a draft holds."""
    if not practice.figures_story.strip():
        return ()
    return tuple(_figure(block.value) for block in practice.figures)


def _figure(kpi: Mapping[str, str]) -> Figure:
    target = " ".join(part for part in (kpi["target"], kpi["unit"]) if part)
    realised, goal = _number(kpi["realised"]), _number(kpi["target"])
    track = max(realised, goal) * TRACK if realised and goal else 0
    return Figure(
        value=" ".join(part for part in (kpi["realised"], kpi["unit"]) if part),
        label=kpi["name"],
        goal=_("doel was %(target)s") % {"target": target} if kpi["target"] else "",
        period=kpi["period"] or "",
        share=round(100 * realised / track) if track else None,
        goal_share=round(100 * goal / track) if track else None,
    )


def _number(text: str | None) -> float:
    """Return a whole text that is a Dutch number; 0 for *ruim 1.700* and other words."""
    return float(text.replace(".", "").replace(",", ".")) if text and NUMBER.fullmatch(text) else 0


def _evidence(practice: "PracticePage", terms: Terms) -> str:
    """Return how it is known that it works: kinds and source of the evidence."""
    kinds = ", ".join(kind.label.lower() for kind in terms["evidence_kinds"])
    parts = [part for part in (kinds, practice.evidence_source.strip()) if part]
    return _("Bewijs: %(evidence)s.") % {"evidence": ", ".join(parts).rstrip(".")} if parts else ""


def _budget(practice: "PracticePage") -> Budget:
    rows = [
        (_("Vlaamse subsidie"), practice.budget_flemish),
        (_("Eigen middelen"), practice.budget_own),
        (_("Eigen personeel"), practice.budget_staff),
        (_("Andere middelen"), practice.budget_other),
    ]
    return Budget(
        rows=tuple((label, amount) for label, amount in rows if amount is not None),
        total=practice.budget_total,
        period=practice.budget_period,
        per_participant=practice.cost_per_participant,
        yearly=practice.yearly_cost,
    )


def _scores(practice: "PracticePage") -> tuple[Score, ...]:
    """Return all factors of anchoring as soon as one has a score; the others are not filled in yet."""
    given = {row.factor_id: row for row in practice.anchoring_scores.select_related("score")}
    if not given:
        return ()
    scores = []
    for factor in AnchoringFactor.objects.all():
        row, short = given.get(factor.pk), str(SHORT_FACTORS.get(factor.code, factor.label))
        if row:
            scores.append(Score(factor.label, short, row.score.value, row.score.label, row.sentence))
        else:
            scores.append(Score(factor.label, short, None))
    return tuple(scores)


def _sections(
    practice: "PracticePage", terms: Terms, *, has_figures: bool, budget: Budget, has_scores: bool
) -> dict[str, str]:
    """Return the anchor and title of each section that has something to say, in their order."""
    has_core = practice.core.strip() or practice.adaptable.strip()
    helped = practice.cooperation_form_id or practice.external_supporter_id or terms["agii_roles"]
    sections = [
        ("wat", _("Wat ze doen"), True),
        ("resultaat", _("Resultaat en tegenslag"), True),
        ("cijfers", _("Cijfers en verhaal"), has_figures),
        ("stemmen", _("Wat deelnemers zeggen"), practice.voices),
        ("kost", _("Kost en mensen"), practice.cost or practice.fte or budget.rows or budget.yearly),
        ("beginnen", _("Hoe begin je?"), practice.steps or practice.preconditions.strip()),
        (
            "passen",
            _("Kern en aanpasbaar") if has_core else _("Waar werkt dit niet?"),
            has_core or practice.not_suited.strip(),
        ),
        ("samen", _("Met wie"), practice.partners or helped),
        ("verankering", _("Duurzame verankering"), practice.after_subsidy_status_id or has_scores),
        ("materiaal", _("Materiaal"), practice.material),
    ]
    return {anchor: str(title) for anchor, title, is_there in sections if is_there}


def _contents(sections: dict[str, str]) -> tuple[Link, ...]:
    """Return the table of contents; none for a short page."""
    entries = tuple(Link(title, f"#{anchor}") for anchor, title in sections.items())
    return entries if len(entries) >= SHORTEST_CONTENTS else ()
