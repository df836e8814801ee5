"""The public pages of themes and of the menukaart."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import counting, slots
from portal.cards import Link
from portal.navigation.trails import crumbs
from portal.reference import menu
from portal.reference.models import Action, Theme


@dataclass(frozen=True)
class ThemeEntry:
    """A main theme in the tree, with its sub-themes."""

    id: str
    link: Link
    text: str
    parts: tuple[Link, ...]


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """The themes as a tree of two levels, with what stands behind each; an ended theme shows while it has items."""
    counts = counting.counts("theme")
    rows = [row for row in Theme.objects.all() if not row.is_ended or counts.total(row.code)]
    entries = [
        ThemeEntry(
            id=main.code,
            link=Link(main.label, main.get_absolute_url(), counts.words(main.code)),
            text=main.description,
            parts=tuple(
                Link(row.label, row.get_absolute_url(), _total(counts.total(row.code)))
                for row in rows
                if row.parent_id == main.pk
            ),
        )
        for main in rows
        if main.parent_id is None
    ]
    return render(request, "reference/themes.html", {"crumbs": crumbs(Link(_("Thema’s"))), "entries": entries})


def _total(number: int) -> str:
    return str(number) if number else ""


@require_safe
def theme(request: HttpRequest, code: str) -> HttpResponse:
    """One theme: what it means, its parts, the actions under it, and what features have on it."""
    found = get_object_or_404(Theme.objects.select_related("parent"), code=code)
    counts = counting.counts("theme")
    trail = [Link(_("Thema’s"), reverse("themes"))]
    if found.parent:
        trail.append(Link(found.parent.label, found.parent.get_absolute_url()))
    actions = sorted(menu.actions_for(found), key=lambda action: action.is_over)
    context = {
        "crumbs": crumbs(*trail, Link(found.label)),
        "theme": found,
        "doors": counts.doors(found.code),
        "parts": [
            Link(row.label, row.get_absolute_url(), _total(counts.total(row.code)))
            for row in found.children.all()
            if not row.is_ended or counts.total(row.code)
        ],
        "actions": [Link(row.label, row.get_absolute_url(), menu.action_state(row)) for row in actions],
        "main": slots.render("theme", {"request": request, "theme": found}),
    }
    return render(request, "reference/theme.html", context)


@require_safe
def menu_card(request: HttpRequest) -> HttpResponse:
    """The menukaart: running programmes with their actions, ended ones folded below; `thema` filters."""
    mains = list(Theme.objects.filter(parent=None))
    chosen = Theme.objects.filter(code=request.GET.get("thema", "")[:60]).first() if "thema" in request.GET else None
    parts = menu.menu(menu.with_successors(menu.actions_for(chosen)), counting.counts("action"))
    here = reverse("menu")
    context = {
        "section": "menukaart",
        "crumbs": crumbs(Link(_("Menukaart"))),
        "chosen": chosen,
        "filters": [Link(row.label, f"{here}?thema={row.code}") for row in mains if row != chosen and not row.is_ended],
        "running": [part for part in parts if not part.is_over],
        "over": [part for part in parts if part.is_over],
    }
    return render(request, "reference/menu.html", context)


@require_safe
def action(request: HttpRequest, code: str) -> HttpResponse:
    """One action of a programme, with what came before and after it."""
    actions = menu.with_successors(menu.actions_for(None)).select_related("programme", "objective")
    actions = actions.prefetch_related("themes", "target_groups")
    found: Action = get_object_or_404(actions, code=code)
    context = {
        "section": "menukaart",
        "crumbs": crumbs(Link(_("Menukaart"), reverse("menu")), Link(found.label)),
        "action": found,
        "state": menu.action_state(found),
        "doors": counting.counts("action").doors(found.code),
        "facts": menu.action_facts(found),
        "kpi_rows": menu.kpi_rows(found),
        "kpi_notes": menu.kpi_notes(found),
        "successors": menu.successors(found),
        "predecessors": menu.predecessors(found),
        "main": slots.render("action", {"request": request, "action": found, "columns": "two"}),
    }
    return render(request, "reference/action.html", context)
