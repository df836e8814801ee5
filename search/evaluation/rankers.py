"""What can be evaluated, by name: our engines, on a scratch area or on the site, and the baselines beside them."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from typing import Protocol

from search.engines import engine, engines
from search.engines.protocol import Engine, Request, Time
from search.evaluation.baselines import ALL_WORDS, ANY_WORD, BM25Ranker, StockRanker
from search.evaluation.collections import Document
from search.evaluation.site import Item, judged_ids
from search.query.planning import plan


class Ranker(Protocol):
    """Something that ranks documents for a query."""

    name: str

    def index(self, documents: Iterable[Document]) -> None:
        """Take in what can be found, once, in a place of its own."""

    def rank(self, query: str, limit: int) -> list[str]:
        """Return the ids of the best, the best first; never raises for what was asked."""

    def close(self) -> None:
        """Remove that place."""


ENGINES: Mapping[str, Engine] = engines()
"""Our engines by name; the first is the one whose run is kept."""


class EngineRanker:
    """One of our engines, on a scratch area that never touches the site's entries."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._stack = ExitStack()

    def index(self, documents: Iterable[Document]) -> None:
        """Fill a new scratch area."""
        self._area = self._stack.enter_context(ENGINES[self.name].scratch())
        self._area.index((document.id, document.title, document.text) for document in documents)

    def rank(self, query: str, limit: int) -> list[str]:
        """Return what the engine finds there."""
        return self._area.rank(query, limit)

    def close(self) -> None:
        """Remove the scratch area."""
        self._stack.close()


class SiteRanker:
    """One of our engines as visitors have it, on the entries of the site."""

    def __init__(self, name: str) -> None:
        self.name = name

    def index(self, documents: Iterable[Document]) -> None:
        """Read how judgements call the items; the entries stand there already."""
        self._ids = judged_ids()

    def rank(self, query: str, limit: int) -> list[str]:
        """Return what the page would show, in its order."""
        found = rank_on_site(query, limit, ENGINES[self.name])
        return [self._ids.get(item, ":".join(item)) for item in found]

    def close(self) -> None:
        """Leave everything as it is."""


def rank_on_site(query: str, limit: int, by: Engine = engine) -> list[Item]:
    """Return kind and object of what the site's search finds: no filters, what is past included."""
    asked = Request(plan=plan(query), time=Time.ALL, limit=limit, with_counts=False)
    return [(hit.kind, hit.object_id) for hit in by.search(asked).hits]


BASELINES: Mapping[str, Callable[[], Ranker]] = {
    "stock-and": lambda: StockRanker("stock-and", ALL_WORDS),
    "stock-or": lambda: StockRanker("stock-or", ANY_WORD),
    "bm25": BM25Ranker,
}
NAMES = (*ENGINES, *BASELINES)


def ranker(name: str, *, on_site: bool) -> Ranker:
    """Return what ranks under this name; one of our engines ranks the site's entries when `on_site`."""
    if name in BASELINES:
        return BASELINES[name]()
    return SiteRanker(name) if on_site else EngineRanker(name)
