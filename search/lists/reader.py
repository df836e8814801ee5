"""How features read what can be found: their questions to portal.finding.reading, answered by the engine."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.finding.listings import Listing, ListingDefinition
from portal.finding.reading import Found
from portal.moment import of_this_moment
from search.engines import engine
from search.engines.protocol import Order, Request
from search.lists.asking import kind_value
from search.lists.counts import counts_of
from search.lists.exports import export
from search.lists.listings import draw, read
from search.lists.outcomes import count_search


class EntriesReader:
    """Answers for features (portal.finding.reading)."""

    def listing(self, definition: ListingDefinition, request: HttpRequest, path: str) -> Listing:
        """Return a list as the address asks for it."""
        reading = read(definition, request, path)
        count_search(reading, request)
        return draw(reading)

    def export(self, definition: ListingDefinition, request: HttpRequest, path: str) -> HttpResponseBase | None:
        """Return the list as the file or feed that the address asks for, or nothing when it asks for a page."""
        return export(definition, request, path)

    def find(
        self,
        kind: str,
        having: Mapping[str, tuple[str, ...]],
        *,
        order: str,
        near: tuple[tuple[str, ...], ...],
        limit: int,
    ) -> Found:
        """Return the first items of a kind."""
        filters = {name: tuple(values) for name, values in having.items()}
        asked = Request(
            scope=(kind_value(kind),), filters=filters, order=Order(order), near=near, limit=limit, with_counts=False
        )
        results = engine.search(asked)
        return Found(
            cards=tuple(hit.card for hit in results.hits),
            values=tuple(hit.facets for hit in results.hits),
            total=results.total,
        )

    def counts(self, kind: str, time: str) -> Mapping[str, int]:
        """Return how many items of a kind have each value."""
        return of_this_moment(("counts", kind), lambda: counts_of(kind))[time]
