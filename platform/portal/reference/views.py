"""The public pages of themes and of the menukaart."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import counting, slots
from portal.cards import Link
from portal.kept import kept_html
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
    inside = kept_html("reference/themes_inside.html", request=request, context=_tree)
    return render(request, "reference/themes.html", {"crumbs": crumbs(Link(_("Thema’s"))), "inside": inside})


def _tree() -> dict[str, object]:
    """Return the main themes with their sub-themes."""
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
    return {"entries": entries}


def _total(number: int) -> str:
    return str(number) if number else ""


@require_safe
def theme(request: HttpRequest, code: str) -> HttpResponse:
    """One theme: what it means, its parts, the actions under it, and what features have on it."""
    found = get_object_or_404(Theme.objects.select_related("parent"), code=code)
    trail = [Link(_("Thema’s"), reverse("themes"))]
    if found.parent:
        trail.append(Link(found.parent.label, found.parent.get_absolute_url()))
    context = {
        "crumbs": crumbs(*trail, Link(found.label)),
        "theme": found,
        "inside": kept_html(
            "reference/theme_inside.html", found.pk, request=request, context=lambda: _on_theme(found, request)
        ),
    }
    return render(request, "reference/theme.html", context)


def _on_theme(found: Theme, request: HttpRequest) -> dict[str, object]:
    """Return what there is on a theme."""
    counts = counting.counts("theme")
    actions = sorted(menu.actions_for(found), key=lambda action: action.is_over)
    return {
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


@require_safe
def menu_card(request: HttpRequest) -> HttpResponse:
    """The menukaart: running programmes with their actions, ended ones folded below; `thema` filters."""
    asked = request.GET.get("thema", "")[:60]
    chosen = Theme.objects.filter(code=asked).first() if asked else None
    context = {
        "section": "menukaart",
        "crumbs": crumbs(Link(_("Menukaart"))),
        "chosen": chosen,
        "inside": kept_html(
            "reference/menu_inside.html", chosen and chosen.pk, request=request, context=lambda: _menu(chosen)
        ),
    }
    return render(request, "reference/menu.html", context)


def _menu(chosen: Theme | None) -> dict[str, object]:
    """Return the programmes with their actions, and the themes to filter by."""
    parts = menu.menu(menu.with_successors(menu.actions_for(chosen)), counting.counts("action"))
    here = reverse("menu")
    themes = [theme for theme in Theme.objects.filter(parent=None) if theme != chosen and not theme.is_ended]
    return {
        "chosen": chosen,
        "filters": [Link(theme.label, f"{here}?thema={theme.code}") for theme in themes],
        "running": [part for part in parts if not part.is_over],
        "over": [part for part in parts if part.is_over],
    }


@require_safe
def action(request: HttpRequest, code: str) -> HttpResponse:
    """One action of a programme, with what came before and after it."""
    found = get_object_or_404(Action.objects.select_related("programme"), code=code)
    context = {
        "section": "menukaart",
        "crumbs": crumbs(Link(_("Menukaart"), reverse("menu")), Link(found.label)),
        "action": found,
        "inside": kept_html(
            "reference/action_inside.html", found.pk, request=request, context=lambda: _on_action(found, request)
        ),
    }
    return render(request, "reference/action.html", context)


def _on_action(found: Action, request: HttpRequest) -> dict[str, object]:
    """Return what there is on an action, and which it continues or is continued by."""
    whole = menu.with_successors(Action.objects.filter(pk=found.pk)).select_related("programme", "objective")
    found = whole.prefetch_related("themes", "target_groups").get()
    return {
        "action": found,
        "doors": counting.counts("action").doors(found.code),
        "facts": menu.action_facts(found),
        "kpi_rows": menu.kpi_rows(found),
        "kpi_notes": menu.kpi_notes(found),
        "successors": menu.successors(found),
        "predecessors": menu.predecessors(found),
        "main": slots.render("action", {"request": request, "action": found, "columns": "two"}),
    }
