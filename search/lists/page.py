"""What `/zoeken/` shows beside its results: what can be asked, and where to look further."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cards import Link
from portal.finding.definitions import registered_facets
from portal.finding.listings import ARCHIVE_SWITCH, NEWEST, PAST_SWITCH, RELEVANCE, Listing, ListingDefinition
from portal.wording import dutch_number
from search.editors.promotions import promotions_for
from search.engines import engine
from search.engines.excerpts import with_excerpts
from search.engines.protocol import Hit
from search.lists.asking import Reading
from search.lists.listings import draw, read
from search.parameters import State


@dataclass(frozen=True)
class SearchPage:
    """The page of results, or without a question the page that shows what can be asked."""

    reading: Reading
    listing: Listing
    is_start: bool
    themes: tuple[Link, ...]
    """Main themes, to look further when there is nothing, or nothing was asked."""
    entrances: tuple[Link, ...]
    """What can be found, each with its number."""


def everything() -> ListingDefinition:
    """Return the definition of the list of everything that can be found."""
    return ListingDefinition(
        facets=registered_facets(),
        sorts=(RELEVANCE, NEWEST),
        noun=(_("resultaat"), _("resultaten")),
        like_mine=True,
        has_period=True,
        has_map=True,
        switches=(PAST_SWITCH, ARCHIVE_SWITCH),
    )


def read_page(request: HttpRequest) -> SearchPage:
    """Return the page for a request."""
    reading = read(everything(), request, reverse("search"))
    return SearchPage(
        reading=reading,
        listing=draw(reading, _promoted(reading)),
        is_start=reading.state.is_empty,
        themes=_themes(reading),
        entrances=_entrances(reading),
    )


def _promoted(reading: Reading) -> tuple[Hit, ...]:
    """Return what editors put first for exactly these words, on the first page of the whole list."""
    state = reading.state
    if not state.q or state.is_filtered or state.view or state.page > 1:
        return ()
    return with_excerpts(engine.fetch(promotions_for(reading.plan.name)), reading.request)


def _address(name: str, value: str) -> str:
    return State(path=reverse("search"), values={name: (value,)}).address


def _themes(reading: Reading) -> tuple[Link, ...]:
    return tuple(
        Link(choice.label, _address("thema", choice.value))
        for choice in reading.choices["thema"]
        if not choice.parent and not choice.is_ended
    )


def _entrances(reading: Reading) -> tuple[Link, ...]:
    counts = reading.results.counts
    return tuple(
        Link(
            choice.label,
            _address("soort", choice.value),
            note=dutch_number(counts[f"soort:{choice.value}"]) if f"soort:{choice.value}" in counts else "",
        )
        for choice in reading.choices["soort"]
    )
