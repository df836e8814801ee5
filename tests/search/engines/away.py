"""An engine that is away when a test says so."""

from collections.abc import Iterable, Sequence

from search.documents import EntryValues
from search.engines.postgresql.engine import PostgreSQLEngine
from search.engines.protocol import Anatomy, EngineAwayError, Request, Results, Suggestion
from search.query.plan import Plan


class AwayEngine(PostgreSQLEngine):
    """Answers as PostgreSQL does, until it is given a `reason` why it cannot be asked."""

    def __init__(self) -> None:
        super().__init__()
        self.reason = ""
        self.asked: list[str] = []
        """What it was asked, whether it answered or not."""

    def search(self, request: Request) -> Results:
        self._ask("search")
        return super().search(request)

    def keys(self, request: Request) -> tuple[tuple[str, str], ...]:
        self._ask("keys")
        return super().keys(request)

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        self._ask("suggest")
        return super().suggest(typed, limit)

    def explain(self, plan: Plan, items: Sequence[tuple[str, str]]) -> tuple[Anatomy, ...]:
        self._ask("explain")
        return super().explain(plan, items)

    def apply(self, values: Iterable[EntryValues]) -> None:
        self.asked.append("apply")
        super().apply(values)

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.reason:
            raise EngineAwayError(self.reason)
