"""What the page of results shows, prepared: the template only draws it."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.cards import Card, Link
from portal.facets import Facet, Option
from portal.navigation.trails import Pages, pages
from portal.organisations.models import Municipality
from portal.wording import dutch_number
from search import facets
from search.engines import engine
from search.engines.protocol import Hit, Request, Results, Time
from search.highlight import highlighter
from search.parameters import FILTERS, Order, SearchParameters
from search.query.plan import Rung
from search.query.planning import plan

PAGE_SIZE = 10

ORDERS = {Order.RELEVANCE: gettext_lazy("Relevantie"), Order.NEWEST: gettext_lazy("Nieuwste")}


@dataclass(frozen=True)
class Row:
    """One result as the list draws it."""

    card: Card
    title: SafeString | str
    excerpt: SafeString | str


@dataclass(frozen=True)
class SearchPage:
    """The page of results, or without a question the page that shows what can be asked."""

    parameters: SearchParameters
    results: Results
    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    switches: tuple[Facet, ...]
    chips: tuple[Link, ...]
    orders: tuple[Option, ...]
    pages: Pages
    themes: tuple[Link, ...]
    """Main themes, to look further when there is nothing, or nothing was asked."""
    entrances: tuple[Link, ...]
    """What can be found, each with its number."""

    @property
    def total(self) -> str:
        """The number of results with its word, for title and heading."""
        return counted_results(self.results.total)

    @property
    def notices(self) -> list[str]:
        """What the reader must know of how these results came about."""
        said = []
        if not self.results.is_complete:
            said.append(_("Zoeken duurde te lang. Probeer het met minder woorden, of kies een thema."))
        if self.results.total and self.results.rung is Rung.MOST:
            said.append(_("We vonden niet precies deze woorden. Dit zijn resultaten met woorden die zo beginnen."))
        if self.results.total and self.results.rung is Rung.ANY:
            said.append(_("We vonden niet al deze woorden samen. Dit zijn resultaten met minstens één ervan."))
        if self.parameters.q and not self.results.total and not self.results.is_complete:
            said.append(_("Typ minstens één woord of getal om op te zoeken."))
        return said

    @property
    def past_link(self) -> Link | None:
        """The link to the same results with past events, when they are left out and something else is missing."""
        if self.parameters.with_past or not self.results.past:
            return None
        number = self.results.past
        words = ngettext("Toon ook %(number)s voorbij evenement", "Toon ook %(number)s voorbije evenementen", number)
        return Link(words % {"number": dutch_number(number)}, address(replace(self.parameters, with_past=True, page=1)))

    @property
    def clear(self) -> Link:
        """The link to the same question without filters."""
        return Link(_("Wis alles"), address(SearchParameters(q=self.parameters.q, order=self.parameters.order)))

    @property
    def hidden_in_filters(self) -> list[tuple[str, str]]:
        """What the form of filters keeps: the question, the order, and filters that it does not draw."""
        drawn = {facet.name for facet in (*self.facets, *self.switches)}
        return [pair for pair in self.parameters.on_page(1).pairs() if pair[0] not in drawn]

    @property
    def hidden_in_orders(self) -> list[tuple[str, str]]:
        """What the form of the order keeps: all but the order and the page."""
        return replace(self.parameters, order=Order.RELEVANCE, page=1).pairs()


def address(parameters: SearchParameters) -> str:
    """Return the address of a request."""
    asked = parameters.query_string()
    return f"{reverse('search')}?{asked}" if asked else reverse("search")


def counted_results(number: int) -> str:
    """Return a number of results with its word: *1 resultaat*, *1.204 resultaten*."""
    return f"{dutch_number(number)} {ngettext('resultaat', 'resultaten', number)}"


def read_page(asked: SearchParameters, mine: Municipality | None) -> SearchPage:
    """Return the page for a request; `mine` is the municipality that the visitor compares with."""
    choices = facets.read_choices(asked)
    parameters = facets.known(asked, choices)
    question = plan(parameters.q)
    results = engine.search(
        Request(
            plan=question,
            filters={
                name: tuple(f"{name}:{value}" for value in parameters.values(name))
                for name in FILTERS
                if parameters.values(name)
            },
            time=Time.ALL if parameters.with_past else Time.COMING,
            limit=PAGE_SIZE,
            offset=(parameters.page - 1) * PAGE_SIZE,
        )
    )
    parameters = parameters.on_page(results.offset // PAGE_SIZE + 1)
    marks = highlighter(question)
    return SearchPage(
        parameters=parameters,
        results=results,
        rows=tuple(_row(hit, mine, marks) for hit in results.hits),
        facets=facets.drawn(parameters, choices, _counts(results)),
        switches=_switches(parameters, results),
        chips=facets.chips(parameters, choices, address),
        orders=tuple(
            Option(order, str(label), is_checked=order is parameters.order) for order, label in ORDERS.items()
        ),
        pages=pages(
            parameters.page, max(1, -(-results.total // PAGE_SIZE)), lambda number: address(parameters.on_page(number))
        ),
        themes=_themes(choices),
        entrances=_entrances(choices, results),
    )


def _switches(parameters: SearchParameters, results: Results) -> tuple[Facet, ...]:
    """Return the switch for past events, where there are any."""
    if not (results.past or parameters.with_past):
        return ()
    past = Option("1", _("Toon ook wat voorbij is"), results.past, parameters.with_past)
    return (Facet("voorbij", _("Voorbij"), (past,)),)


def _row(hit: Hit, mine: Municipality | None, marks: Any) -> Row:
    card = hit.card
    if mine and (reason := likeness(hit.facets, mine)):
        card = replace(card, foot=(*card.foot, reason))
    found = marks.highlighted(card.title, hit.summary, hit.text)
    return Row(card, title=found.title, excerpt=found.excerpts[0] if found.excerpts else "")


def _counts(results: Results) -> dict[str, dict[str, int]]:
    return {
        name: {
            value.removeprefix(f"{name}:"): number
            for value, number in results.counts_of(name).items()
            if value.startswith(f"{name}:")
        }
        for name in FILTERS
    }


def likeness(found: frozenset[str], mine: Municipality) -> str:
    """Return in words why an item is like the visitor's municipality: the nearest reason, or nothing."""
    is_one_size = sum(value.startswith("grootte:") for value in found) == 1
    reasons: list[tuple[str, str | None, str]] = [
        ("gemeente", mine.nis, _("jouw gemeente")),
        ("grootte", mine.size_class.code if is_one_size else None, _("even groot")),
        ("regio", mine.region.code if mine.region else None, _("zelfde regio")),
        ("provincie", mine.province.code if mine.province else None, _("zelfde provincie")),
    ]
    return next((words for name, code, words in reasons if code and f"{name}:{code}" in found), "")


def _themes(choices: facets.Choices) -> tuple[Link, ...]:
    return tuple(
        Link(choice.label, address(SearchParameters(themes=(choice.value,))))
        for choice in choices["thema"]
        if not choice.parent and not choice.is_ended
    )


def _entrances(choices: facets.Choices, results: Results) -> tuple[Link, ...]:
    counts = _counts(results)["soort"]
    return tuple(
        Link(
            choice.label,
            address(SearchParameters(kinds=(choice.value,))),
            note=dutch_number(counts[choice.value]) if choice.value in counts else "",
        )
        for choice in choices["soort"]
    )
