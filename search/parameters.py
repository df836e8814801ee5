"""What stands in an address, cleaned once: whatever was typed or forged, the rest of search reads this value."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from portal.finding.definitions import Choices
from portal.finding.listings import ListingDefinition, Sort
from search.words import readable

WORDS, SORT, PAGE, VIEW = "q", "sorteer", "pagina", "weergave"
MAP, FILE, FEED = "kaart", "csv", "atom"
"""Other views of a list: on a map; as a file for a spreadsheet; as a feed to follow (search.lists.exports)."""
TYPED = "getypt"
"""What was typed, in the address of *bedoelde je*: for the log of searches; no state has it, so no other link."""
SINCE, UNTIL = "van", "tot"
LONGEST_QUERY = 200
"""Signs of a question that are read; what comes behind them is not a question any more."""
LAST_PAGE = 1000
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True)
class State:
    """A list in one state: what its address says, and no more."""

    path: str = ""
    q: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of each facet the values that are on, in the order in which it offers them."""
    since: date | None = None
    until: date | None = None
    switches: tuple[str, ...] = ()
    sort: str = ""
    """Empty for the default."""
    view: str = ""
    page: int = 1
    fixed: tuple[tuple[str, str], ...] = ()

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The facets that are on."""
        return {name: values for name, values in self.values.items() if values}

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list, apart from words."""
        return bool(self.filters or self.since or self.until)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return not (self.q or self.is_filtered or self.view)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters that make this state, those of the default left out."""
        pairs = [*self.fixed, (WORDS, self.q)]
        pairs += [(name, value) for name, values in self.values.items() for value in values]
        pairs += [(SINCE, _iso(self.since)), (UNTIL, _iso(self.until))]
        pairs += [(name, "1") for name in self.switches]
        pairs += [(SORT, self.sort), (VIEW, self.view), (PAGE, str(self.page) if self.page > 1 else "")]
        return tuple((name, value) for name, value in pairs if value)

    @property
    def address(self) -> str:
        """The address of the list in this state."""
        return self.address_with()

    def address_with(self, *more: tuple[str, str]) -> str:
        """Return the address of the list in this state, with parameters that belong to no state."""
        pairs = (*self.pairs(), *more)
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def exported_as(self, view: str) -> str:
        """Return the address of all its results as a file or a feed; a feed has an order of its own."""
        plain = replace(self, view="", page=1, sort="" if view == FEED else self.sort)
        return plain.address_with((VIEW, view))

    def with_values(self, name: str, values: Iterable[str]) -> "State":
        """Return the first page with other values of one facet."""
        return replace(self, values={**self.values, name: tuple(values)}, page=1)

    def without(self, name: str, value: str) -> "State":
        """Return the first page without one value of one facet."""
        return self.with_values(name, (other for other in self.values[name] if other != value))

    def without_filters(self) -> "State":
        """Return the first page without facets, period and switches."""
        return replace(self, values={}, since=None, until=None, switches=(), page=1)


def read_words(query: QueryDict, name: str = WORDS) -> str:
    """Return the words of a question, on one line and not too many."""
    return " ".join(readable(query.get(name, "")[: LONGEST_QUERY * 5]).split())[:LONGEST_QUERY].strip()


def read_state(
    definition: ListingDefinition, query: QueryDict, path: str, choices: Choices, sorts: tuple[Sort, ...]
) -> State:
    """Return what `query` asks of a list; what cannot be read, or does not exist, counts as not asked."""
    since, until = _period(query) if definition.has_period else (None, None)
    sort = query.get(SORT, "")
    return State(
        path=path,
        q=read_words(query),
        values={name: _known(query.getlist(name), (choice.value for choice in of)) for name, of in choices.items()},
        since=since,
        until=until,
        switches=tuple(name for name in definition.switches if query.get(name) == "1"),
        sort=sort if sort in {other.name for other in sorts[1:]} else "",
        view=MAP if definition.has_map and query.get(VIEW) == MAP else "",
        page=_page(query.get(PAGE, "")),
        fixed=definition.fixed,
    )


def _known(asked: Iterable[str], offered: Iterable[str]) -> tuple[str, ...]:
    wanted = set(asked)
    return tuple(value for value in offered if value in wanted) if wanted else ()


def _page(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        return 1
    return min(max(int(text[:9]), 1), LAST_PAGE)


def _period(query: QueryDict) -> tuple[date | None, date | None]:
    """Return the days between which is asked; the wrong way round is turned."""
    since, until = _day(query.get(SINCE, "")), _day(query.get(UNTIL, ""), is_last=True)
    if since and until and since > until:
        since, until = _day(query.get(UNTIL, "")), _day(query.get(SINCE, ""), is_last=True)
    return since, until


def _day(text: str, *, is_last: bool = False) -> date | None:
    """Return a day as people write it, or nothing: *2027-02-11*, *11/2/2027*; of a month or year first or last day."""
    text = text[:20].strip()
    if not text.isascii():
        return None
    if found := DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _date(year, month, day)
    if not (found := YEAR_FIRST.fullmatch(text)):
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if day or not is_last:
        return _date(year, month or 1, day or 1)
    first_after = _date(year + 1, 1, 1) if month in {0, 12} else _date(year, month + 1, 1)
    return date.fromordinal(first_after.toordinal() - 1) if first_after and first_after > date.min else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
