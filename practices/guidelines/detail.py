"""The page of a guideline, prepared: everything its template shows, read in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from portal import slots
from portal.cards import Card, Link
from portal.kept import kept
from portal.navigation.trails import crumbs
from portal.pages.terms import keys_in_memory, terms_of
from portal.wording import file_size
from practices.cards import card as practice_card
from practices.guidelines import facts, history
from practices.models import PracticePage

if TYPE_CHECKING:
    from practices.guidelines.models import GuidelinePage, GuidelineVersion

MOST_PRACTICES = 12
SHORTEST_CONTENTS = 3
"""A page with fewer sections needs no table of contents."""


@dataclass(frozen=True)
class Chapter:
    """A chapter; its title carries its number unless it is the only one."""

    anchor: str
    title: str
    text: StreamValue


def shown_context(
    guideline: "GuidelinePage", request: HttpRequest, replaced: "GuidelineVersion | None" = None
) -> dict[str, Any]:
    """Return what the template shows of a guideline, or of an earlier version of it; the content is kept."""
    address = guideline.get_url(request) or ""
    trail = [Link(_("Richtlijnen"), f"{get_script_prefix()}richtlijnen/"), Link(guideline.title, address)]
    if replaced:
        trail.append(Link(_("Versie %(number)s") % {"number": replaced.number}))
    key = ("guideline", guideline.pk, replaced.number if replaced else None)
    return {
        "section": "richtlijnen",
        "crumbs": crumbs(*trail),
        "is_replaced_version": replaced is not None,
        "inside": kept(*key, request=request, make=lambda: _rendered(guideline, request, replaced)),
    }


def _rendered(guideline: "GuidelinePage", request: HttpRequest, replaced: "GuidelineVersion | None") -> SafeString:
    """Return the content as HTML; of a draft as it stands in memory."""
    keys = keys_in_memory(guideline)
    if replaced:
        keys = {field.name: replaced.content.get(field.name, []) for field in guideline._meta.many_to_many}
    elif not getattr(request, "is_preview", False):
        guideline = type(guideline).objects.with_page().get(pk=guideline.pk)
    shown = content(guideline, request, keys=keys, replaced=replaced)
    return render_to_string("guidelines/guideline_inside.html", {**shown, "page": guideline}, request=request)


def content(
    guideline: "GuidelinePage",
    request: HttpRequest,
    *,
    keys: Mapping[str, list[int]],
    replaced: "GuidelineVersion | None" = None,
) -> dict[str, Any]:
    """Return everything that the content shows.

    `replaced` is the earlier version that `guideline` holds; `keys` are those behind its relations, where they are not
    what the database has.
    """
    address = guideline.get_url(request) or ""
    versions = list(guideline.versions.order_by("-number").defer("content")) if guideline.is_of_agii else []
    chapters = _chapters(guideline.chapters)
    editions = history.editions(guideline, versions, address)
    practices = _practices(guideline, request, keys.get("practices"))
    attachments = _attachments(guideline)
    return {
        "label": facts.label(guideline, history.validity(versions, replaced) if replaced else ""),
        "notice": history.replaced(versions, replaced, address) if replaced else history.state(guideline, request),
        "chapters": chapters,
        "editions": editions,
        "practices": practices,
        "attachments": attachments,
        "contents": _contents(chapters, bool(editions), bool(practices), bool(attachments)),
        "facts": facts.facts(
            guideline, terms_of(guideline, facts.LISTS, keys), history.checked_on(guideline, versions)
        ),
        "contact": facts.contact(guideline),
        "similar": _similar(guideline, practices, request) if not replaced else "",
    }


def _chapters(stream: StreamValue) -> list[Chapter]:
    values = [block.value for block in stream]
    is_numbered = len(values) > 1
    return [
        Chapter(f"hoofdstuk-{number}", f"{number}. {value['title']}" if is_numbered else value["title"], value["text"])
        for number, value in enumerate(values, start=1)
    ]


def _contents(chapters: list[Chapter], editions: bool, practices: bool, attachments: bool) -> tuple[Link, ...]:
    """Return the table of contents; none for a short page."""
    further = [
        (editions, Link(_("Wat is er nieuw?"), "#wijzigingen")),
        (practices, Link(_("Praktijken die dit tonen"), "#praktijken")),
        (attachments, Link(_("Bijlagen"), "#bijlagen")),
    ]
    rows = [Link(chapter.title, f"#{chapter.anchor}") for chapter in chapters]
    rows += [link for is_there, link in further if is_there]
    return tuple(rows) if len(rows) >= SHORTEST_CONTENTS else ()


def _practices(guideline: "GuidelinePage", request: HttpRequest, keys: list[int] | None) -> list[Card]:
    """Return the public practices that show it."""
    practices = PracticePage.objects.visible_to_public().with_cards().order_by("title")
    showing = practices.filter(guidelines=guideline.pk) if keys is None else practices.filter(pk__in=keys)
    return [practice_card(practice, request, with_facts=False) for practice in showing[:MOST_PRACTICES]]


def _similar(guideline: "GuidelinePage", practices: list[Card], request: HttpRequest) -> SafeString:
    """Return what is like it, apart from the practices that show it."""
    shown = {card.url for card in practices}
    return slots.render("similar", {"request": request, "item": guideline, "shown": shown})


def _attachments(guideline: "GuidelinePage") -> list[Link]:
    """Return the files, each with its type and size in its name."""
    files = [block.value for block in guideline.attachments if block.value]
    return [Link(f"{file.title} ({_type_and_size(file)})", file.url) for file in files]


def _type_and_size(file: Any) -> str:
    return ", ".join(part for part in (file.file_extension.lower(), file_size(file.file_size)) if part)
