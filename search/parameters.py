"""A request for results, cleaned once: whatever was typed or forged, the rest of search reads these values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict

from search.words import readable

LONGEST_QUERY = 200
"""Signs of a question that are read; what comes behind them is not a question any more."""
MOST_VALUES = 50
"""Values of one filter that are read."""
LAST_PAGE = 1000
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


class Order(StrEnum):
    """Orders of the results, as they stand in addresses."""

    RELEVANCE = "relevantie"
    NEWEST = "nieuwste"


@dataclass(frozen=True)
class SearchParameters:
    """What a visitor asks for."""

    q: str = ""
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    """NIS codes."""
    with_past: bool = False
    """Events that are over too."""
    order: Order = Order.RELEVANCE
    page: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked: then the page shows what can be asked."""
        return not (self.q or self.is_filtered)

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is on."""
        return bool(self.kinds or self.themes or self.municipalities)

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values of the filter with this name in addresses."""
        return getattr(self, FILTERS[name])  # type: ignore[no-any-return]

    def with_values(self, name: str, values: Iterable[str]) -> "SearchParameters":
        """Return the same question with other values of one filter, from its first page."""
        return replace(self, **{FILTERS[name]: tuple(values)}, page=1)  # type: ignore[arg-type]

    def on_page(self, page: int) -> "SearchParameters":
        """Return the same question on another page of its results."""
        return replace(self, page=page)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the question as it stands in an address, what is usual left out."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name in FILTERS for value in self.values(name)]
        if self.with_past:
            pairs.append(("voorbij", "1"))
        if self.order is not Order.RELEVANCE:
            pairs.append(("sorteer", self.order.value))
        if self.page > 1:
            pairs.append(("pagina", str(self.page)))
        return pairs

    def query_string(self) -> str:
        """Return the question behind the `?` of an address."""
        return urlencode(self.pairs())


FILTERS = {"soort": "kinds", "thema": "themes", "gemeente": "municipalities"}
"""Filters by their name in addresses: the field that holds their values."""


def read_parameters(query: QueryDict) -> SearchParameters:
    """Return what `query` asks; what cannot be read counts as not asked."""
    order = query.get("sorteer", "")
    return SearchParameters(
        q=" ".join(readable(query.get("q", "")[: LONGEST_QUERY * 5]).split())[:LONGEST_QUERY].strip(),
        with_past=query.get("voorbij") == "1",
        order=Order(order) if order in list(Order) else Order.RELEVANCE,
        page=_page(query.get("pagina", "")),
        **{field: _codes(query.getlist(name)) for name, field in FILTERS.items()},
    )


def _codes(values: list[str]) -> tuple[str, ...]:
    codes = dict.fromkeys(value for value in values if CODE.fullmatch(value))
    return tuple(codes)[:MOST_VALUES]


def _page(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        return 1
    return min(max(int(value[:9]), 1), LAST_PAGE)
