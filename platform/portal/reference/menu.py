"""The menukaart: programmes with their actions, what stands behind each, and which action continues which."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.cards import Fact, Link
from portal.counting import Counts
from portal.reference.models import Action, Crosswalk, Programme, Theme
from portal.wording import dutch_number, euro

INFERRED = "inferred"
"""Certainty of a number that was not read but follows from others; the page then says from what."""


@dataclass(frozen=True)
class MenuItem:
    """An action on the menu: its number, its programme's state in words, and the doors behind it."""

    number: str
    link: Link
    state: str
    doors: tuple[Link, ...]
    successors: tuple[Link, ...]


@dataclass(frozen=True)
class MenuPart:
    """A programme with its actions."""

    id: str
    title: str
    text: str
    state: str
    is_over: bool
    items: tuple[MenuItem, ...]


@dataclass(frozen=True)
class KpiRow:
    """What a programme paid for: a unit, how many at most, and the Flemish contribution for each."""

    unit: str
    most: str
    amount: str


def actions_for(theme: Theme | None) -> QuerySet[Action]:
    """Return the actions of all programmes, or those under `theme` and its sub-themes, with their programme."""
    actions = Action.objects.select_related("programme")
    if theme is not None:
        under = Theme.objects.filter(Q(pk=theme.pk) | Q(parent=theme))
        actions = actions.filter(pk__in=Action.themes.through.objects.filter(theme__in=under).values("action"))
    return actions.order_by("programme__sort", "programme__label", "sort", "label")


def with_successors(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Return the actions with those that continue them, the closest first."""
    links = Crosswalk.objects.select_related("new").order_by("relation", "new__sort")
    return actions.prefetch_related(Prefetch("successors", queryset=links))


def menu(actions: QuerySet[Action], counts: Counts) -> list[MenuPart]:
    """Return the programmes that have actions: running ones first, the latest first."""
    by_programme: dict[Programme, list[Action]] = {}
    for action in actions:
        by_programme.setdefault(action.programme, []).append(action)
    programmes = sorted(by_programme, key=lambda programme: (programme.is_over, programme.sort, programme.label))
    return [_part(programme, by_programme[programme], counts) for programme in programmes]


def _part(programme: Programme, actions: list[Action], counts: Counts) -> MenuPart:
    return MenuPart(
        id=programme.code,
        title=programme.label,
        text=programme.description,
        state=programme_state(programme),
        is_over=programme.is_over,
        items=tuple(_item(action, counts) for action in actions),
    )


def _item(action: Action, counts: Counts) -> MenuItem:
    return MenuItem(
        number=str(action.number or ""),
        link=Link(action.label, action.get_absolute_url()),
        state=action_state(action),
        doors=counts.doors(action.code),
        successors=successors(action),
    )


def programme_state(programme: Programme) -> str:
    """Say until when a programme runs or ran: *Loopt tot juni 2029*, *Afgelopen op 30 september 2025*."""
    if programme.is_over:
        day = programme.end
        return _("Afgelopen op %s") % date_format(day, "j F Y") if day else _("Afgelopen in %s") % programme.end_year
    if programme.end:
        return _("Loopt tot %s") % date_format(programme.end, "F Y")
    if programme.end_year:
        return _("Loopt tot en met %s") % programme.end_year
    return _("Loopt sinds %s") % programme.start_year


def action_state(action: Action) -> str:
    """Say whether an action can still be used; of an ended one, that nothing continues it when that is so."""
    if action.is_ended and action.ended_on:
        return _("Beëindigd op %s") % date_format(action.ended_on, "j F Y")
    if action.is_over:
        return _("Afgelopen")
    return programme_state(action.programme)


def successors(action: Action) -> tuple[Link, ...]:
    """Return the actions that continue this one, with how close they are."""
    rows = action.successors.all()  # with_successors() read them in their order
    return tuple(Link(row.new.label, row.new.get_absolute_url(), row.get_relation_display()) for row in rows)


def predecessors(action: Action) -> tuple[Link, ...]:
    """Return the actions of ended programmes that this one continues, with how close they are."""
    rows = action.predecessors.select_related("old").order_by("relation", "old__sort")
    return tuple(Link(row.old.label, row.old.get_absolute_url(), row.get_relation_display()) for row in rows)


def action_facts(action: Action) -> list[Fact]:
    """Return where an action belongs and for whom it is meant."""
    themes = tuple(Link(theme.label, theme.get_absolute_url()) for theme in action.themes.all())
    groups = tuple(Link(group.label) for group in action.target_groups.all())
    programme = action.programme
    number = Link(str(action.number), note=action.number_basis if action.number_certainty == INFERRED else "")
    rows = [
        (_("Nummer"), (number,) if action.number else ()),
        (_("Programma"), (Link(programme.label),)),
        (_("Doelstelling"), (Link(action.objective.label),) if action.objective else ()),
        (_("Looptijd"), (Link(programme_state(programme)),)),
        (_("Uitgever"), (Link(programme.issuer),) if programme.issuer else ()),
        (_("Thema’s"), themes),
        (_("Doelgroepen"), groups),
    ]
    shown = [Fact(label, values) for label, values in rows if values]
    if action.title_source.startswith("http"):
        shown.append(Fact(_("Bron"), (Link(_("Webpagina van het programma"), action.title_source),)))
    return shown


def kpi_rows(action: Action) -> list[KpiRow]:
    """Return what the programme's call paid for, as read in its form."""
    rows: list[dict[str, Any]] = action.kpi.get("rows", [])
    return [
        KpiRow(
            unit=str(row.get("unit", "")),
            most=dutch_number(row.get("max_units")),
            amount=euro(row.get("flemish_contribution_per_unit_eur")),
        )
        for row in rows
    ]


def kpi_notes(action: Action) -> list[str]:
    """Return what was said about the indicator of an action, in sentences."""
    kpi = action.kpi
    notes = [kpi.get("kpi_criterion", ""), kpi.get("kpi_note", "")]
    if unit := kpi.get("kpi_unit_from_second_call"):
        notes.append(_("Vanaf de tweede oproep was de eenheid: %s.") % unit)
    if most := kpi.get("max_flemish_contribution_eur"):
        notes.append(_("De Vlaamse bijdrage was hoogstens %s.") % euro(most))
    if kpi.get("other_instrument"):
        notes.append(_("Deze actie werd uit een ander programma betaald."))
    return [note for note in notes if note]
