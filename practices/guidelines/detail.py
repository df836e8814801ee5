"""The page of a guideline, prepared: everything its template shows, read in a fixed number of queries."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from portal.cards import Card, Fact, Link, Silhouette
from portal.navigation.trails import crumbs
from portal.reference.models import Term
from portal.wording import file_size
from practices.cards import card as practice_card
from practices.guidelines import validity
from practices.models import PracticePage

if TYPE_CHECKING:
    from practices.guidelines.models import GuidelinePage, GuidelineVersion

MOST_PRACTICES = 12


@dataclass(frozen=True)
class Chapter:
    """A chapter; its title carries its number unless it is the only one."""

    anchor: str
    title: str
    text: StreamValue


@dataclass(frozen=True)
class Edition:
    """A version in the list of versions: its name (a link, unless it is the one shown) and what it was."""

    link: Link
    text: str


def detail_context(
    guideline: "GuidelinePage", request: HttpRequest, *, replaced: "GuidelineVersion | None" = None
) -> dict[str, Any]:
    """Return what the page of a guideline shows; `replaced` is the earlier version that `guideline` holds."""
    address = guideline.get_url(request) or ""
    versions = list(guideline.versions.order_by("-number").defer("content")) if guideline.is_of_agii else []
    chapters = _chapters(guideline.chapters)
    editions = _editions(guideline, versions, address)
    practices = _practices(guideline, request)
    attachments = _attachments(guideline)
    shown = replaced or next((version for version in versions if version.number == guideline.version), None)
    return {
        "section": "richtlijnen",
        "crumbs": _crumbs(guideline, address, replaced),
        "label": _label(guideline),
        "chapters": chapters,
        "editions": editions,
        "practices": practices,
        "attachments": attachments,
        "contents": _contents(chapters, bool(editions), bool(practices), bool(attachments)),
        "facts": _facts(guideline, shown),
        "notice": _replaced_version(versions, replaced, address) if replaced else _notice(guideline, request),
        "contact": _contact(guideline),
        "is_replaced_version": replaced is not None,
    }


@dataclass(frozen=True)
class Notice:
    """What stands above the title: this was replaced, or is not valid any more."""

    tone: str
    title: str
    text: str = ""
    link: Link | None = None


def _replaced_version(versions: list["GuidelineVersion"], replaced: "GuidelineVersion", address: str) -> Notice:
    current = versions[0].number
    return Notice(
        "past",
        _("Versie %(number)s is vervangen") % {"number": replaced.number},
        link=Link(
            _("Lees versie %(number)s, die nu geldt.") % {"number": current},
            address,
            note=f"{_valid_until_next(versions, replaced)}.",
        ),
    )


def _notice(guideline: "GuidelinePage", request: HttpRequest) -> Notice | None:
    if not guideline.is_of_agii:
        return None
    successor = type(guideline).objects.visible_to_public().filter(replaces=guideline).order_by("pk").first()
    if successor:
        return Notice(
            "past",
            _("Deze richtlijn is vervangen"),
            link=Link(successor.title, successor.get_url(request) or "", note=_("Die richtlijn komt in de plaats.")),
        )
    if guideline.is_expired and guideline.valid_to:
        return Notice(
            "warn",
            _("Deze richtlijn is niet meer geldig"),
            _("Ze gold tot en met %(end)s. Een nieuwe versie is hier nog niet verschenen.")
            % {"end": date_format(guideline.valid_to, "j F Y")},
        )
    return None


def _crumbs(guideline: "GuidelinePage", address: str, replaced: "GuidelineVersion | None") -> tuple[Link, ...]:
    trail = [Link(_("Richtlijnen"), f"{get_script_prefix()}richtlijnen/"), Link(guideline.title, address)]
    if replaced:
        trail.append(Link(_("Versie %(number)s") % {"number": replaced.number}))
    return crumbs(*trail)


def _label(guideline: "GuidelinePage") -> tuple[str, str]:
    """Return what stands beside the kind: version and validity, or publisher, kind and year."""
    if guideline.is_of_agii:
        number = _("Versie %(number)s") % {"number": guideline.version} if guideline.version else ""
        return number, validity.in_words(guideline.valid_from, guideline.valid_to)
    kind = guideline.guideline_kind.label if guideline.guideline_kind else ""
    return guideline.publisher, ", ".join(part for part in (kind, str(guideline.year or "")) if part)


def _chapters(stream: StreamValue) -> list[Chapter]:
    blocks = [block.value for block in stream]
    return [
        Chapter(f"hoofdstuk-{number}", f"{number}. {block['title']}" if len(blocks) > 1 else block["title"], block["text"])
        for number, block in enumerate(blocks, start=1)
    ]


def _contents(chapters: list[Chapter], editions: bool, practices: bool, attachments: bool) -> tuple[Link, ...]:
    """Return the table of contents; none for a page that is short."""
    rows = [Link(chapter.title, f"#{chapter.anchor}") for chapter in chapters]
    further = [
        (editions, Link(_("Wat is er nieuw?"), "#wijzigingen")),
        (practices, Link(_("Praktijken die dit tonen"), "#praktijken")),
        (attachments, Link(_("Bijlagen"), "#bijlagen")),
    ]
    rows += [link for is_there, link in further if is_there]
    return tuple(rows) if len(rows) > 1 else ()


def _editions(guideline: "GuidelinePage", versions: list["GuidelineVersion"], address: str) -> tuple[Edition, ...]:
    """Return the versions, newest first; none while there is only one."""
    if len(versions) <= 1:
        return ()
    editions = []
    for version in versions:
        is_shown = version.number == guideline.version
        where = address if version is versions[0] else f"{address}versie-{version.number}/"
        state = validity.in_words(version.valid_from, version.valid_to)
        if version is not versions[0]:
            state = f"{_valid_until_next(versions, version)}. {_('Vervangen')}"
        text = f"{version.what_changed.strip()} {state}.".strip()
        name = _("Versie %(number)s") % {"number": version.number}
        editions.append(Edition(Link(name, "" if is_shown else where), text))
    return tuple(editions)


def _valid_until_next(versions: list["GuidelineVersion"], version: "GuidelineVersion") -> str:
    """Return the validity of a replaced version: to its own end, or the day before the next one began."""
    following = next(newer for newer, older in pairwise(versions) if older.number == version.number)
    day_before = following.valid_from - datetime.timedelta(days=1)
    end = min(version.valid_to or day_before, day_before)
    return validity.in_words(version.valid_from, max(end, version.valid_from))


def _practices(guideline: "GuidelinePage", request: HttpRequest) -> list[Card]:
    showing = PracticePage.objects.visible_to_public().filter(pk__in=[practice.pk for practice in guideline.practices.all()])
    return [practice_card(practice, request) for practice in showing.with_cards().order_by("title")[:MOST_PRACTICES]]


def _attachments(guideline: "GuidelinePage") -> list[Link]:
    """Return the files, each with its type and size in its name."""
    files = [block.value for block in guideline.attachments if block.value]
    return [
        Link(f"{file.title} ({', '.join(filter(None, (file.file_extension.lower(), file_size(file.file_size))))})", file.url)
        for file in files
    ]


def _links(terms: Iterable[Term], facet: str = "") -> tuple[Link, ...]:
    """Return terms as links to the guidelines that have them, or as words."""
    where = f"{get_script_prefix()}richtlijnen/?{facet}=" if facet else ""
    return tuple(Link(term.label, f"{where}{term.code}" if where else "") for term in terms)


def _facts(guideline: "GuidelinePage", version: "GuidelineVersion | None") -> tuple[Fact, ...]:
    facts = _facts_of_agii(guideline, version) if guideline.is_of_agii else _facts_of_another(guideline)
    return tuple(fact for fact in facts if any(value.text for value in fact.values))


def _facts_of_agii(guideline: "GuidelinePage", version: "GuidelineVersion | None") -> list[Fact]:
    level = (guideline.support_level,) if guideline.support_level else ()
    facts = [
        Fact(_("Voor wie"), _links(guideline.audiences.all(), "publiek")),
        Fact(_("Soort"), _links([guideline.guideline_kind] if guideline.guideline_kind else [], "soort")),
        Fact(_("Soort steun"), _links([*guideline.support_types.all(), *level])),
        Fact(_("Rol van AgII"), _links(guideline.agii_roles.all(), "rol")),
        Fact(_("Thema’s"), _links(guideline.themes.all(), "thema")),
        Fact(_("Doelgroepen"), _links(guideline.target_groups.all(), "doelgroep")),
        Fact(_("Opgesteld door"), (Link(_("Redactie AgII")),)),
    ]
    if version and version.checked_on:
        checked = _("Een tweede redacteur van AgII, %(day)s") % {"day": date_format(version.checked_on, "j F Y")}
        facts.append(Fact(_("Nagekeken door"), (Link(checked),)))
    return [*facts, Fact(_("Licentie"), (Link(guideline.get_licence_display()),))]


def _facts_of_another(guideline: "GuidelinePage") -> list[Fact]:
    return [
        Fact(_("Uitgever"), (Link(guideline.publisher),)),
        Fact(_("Soort"), _links([guideline.guideline_kind] if guideline.guideline_kind else [], "soort")),
        Fact(_("Jaar"), (Link(str(guideline.year or "")),)),
        Fact(_("Voor wie"), _links(guideline.audiences.all(), "publiek")),
        Fact(_("Thema’s"), _links(guideline.themes.all(), "thema")),
        Fact(_("Doelgroepen"), _links(guideline.target_groups.all(), "doelgroep")),
        Fact(_("Licentie van deze samenvatting"), (Link(guideline.get_licence_display()),)),
    ]


@dataclass(frozen=True)
class Contact:
    """Who answers: the service of the owner, or the source of what we summarised."""

    title: str
    service: str = ""
    organisation: Link | None = None
    silhouette: Silhouette | None = None
    source: Link | None = None


def _contact(guideline: "GuidelinePage") -> Contact | None:
    if guideline.is_from_source:
        source = Link(guideline.source_title or guideline.source_url, guideline.source_url)
        return Contact(_("Lees het bij de uitgever"), source=source)
    owner = guideline.owner_organisation
    if owner is None:
        return None
    return Contact(
        _("Wie antwoordt op vragen"), guideline.contact_service, Link(owner.name, owner.get_absolute_url())
    )
