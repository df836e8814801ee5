"""Two engines: the first answers, and when it is away PostgreSQL does, so that people still find."""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TypeVar

from django.utils import timezone

from portal.moment import of_this_moment
from search.documents import EntryValues
from search.engines.breaker import Breaker, OpenError, State
from search.engines.measuring import BREAKER, FALLBACKS, class_of
from search.engines.protocol import Anatomy, Engine, EngineAwayError, Hit, Request, Results, Scratch, Suggestion
from search.query.plan import Plan

T = TypeVar("T")
AWAY = "search engine away"
logger = logging.getLogger(__name__)


class FallbackEngine:
    """Asks the first engine, and the second when the first is away; writes through the first alone.

    Readers see no difference. Operators read one line in the log when the first goes away, when the reason changes, and
    when it answers again; metrics and the admin have the rest.
    """

    def __init__(self, first: Engine, second: Engine, breaker: Breaker | None = None) -> None:
        self.first = first
        self.second = second
        self.breaker = breaker or Breaker(EngineAwayError)
        self.away_since: datetime | None = None
        """Since when the first engine is away, as this process knows it."""
        self._told = ""
        """The reason that the log has last, or nothing while the first answers."""
        self._telling = threading.Lock()

    def search(self, request: Request) -> Results:
        """Return the results of a request."""
        return self._answer(lambda engine: engine.search(request))

    def keys(self, request: Request) -> tuple[tuple[str, str], ...]:
        """Return only kind and key of the results; from the second too this may take too long (`NoTimeError`)."""
        return self._answer(lambda engine: engine.keys(request))

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Return what somebody may mean who has typed so far."""
        return self._answer(lambda engine: engine.suggest(typed, limit))

    def explain(self, plan: Plan, items: Sequence[tuple[str, str]]) -> tuple[Anatomy, ...]:
        """Return what the scores of these items are made of, with the engine that answers now."""
        return self._answer(lambda engine: engine.explain(plan, items))

    def fetch(self, items: Sequence[tuple[str, str]]) -> tuple[Hit, ...]:
        """Return these items in this order."""
        return self.first.fetch(items)

    def apply(self, values: Iterable[EntryValues]) -> None:
        """Write these entries."""
        self.first.apply(values)

    def withdraw(self, kind: str, object_ids: Iterable[str]) -> Sequence[str]:
        """Remove these entries, and return which of them were there."""
        return self.first.withdraw(kind, object_ids)

    def rebuild(self) -> None:
        """Make the first engine's structures anew."""
        self.first.rebuild()

    def reconcile(self) -> Sequence[str]:
        """Compare what the first engine holds with the entries, and have repaired what differs."""
        return self.first.reconcile()

    def renew(self) -> None:
        """Make anew what the first engine holds."""
        self.first.renew()

    def health(self) -> str:
        """Return what is wrong with the first engine, or nothing."""
        return self.first.health()

    def away(self) -> str:
        """Return why the first engine does not answer, or nothing; it waits as long as a reader would, at most."""
        try:
            self._ask_first(lambda engine: engine.search(Request(limit=0, with_counts=False)))
        except EngineAwayError as error:
            return str(error)
        return ""

    def scratch(self) -> AbstractContextManager[Scratch]:
        """Return an empty place apart of the first engine."""
        return self.first.scratch()

    def _answer(self, ask: Callable[[Engine], T]) -> T:
        away = of_this_moment(AWAY, set[str])  # one page waits once at most, and is of one engine
        if not away:
            try:
                return self._ask_first(ask)
            except EngineAwayError as error:
                away.add(class_of(str(error)))
        FALLBACKS.labels(next(iter(away))).inc()
        return ask(self.second)

    def _ask_first(self, ask: Callable[[Engine], T]) -> T:
        """Ask the first engine, or raise `EngineAwayError`: its own, or at once while the breaker is open."""
        try:
            answer = self.breaker.call(lambda: ask(self.first))
        except OpenError:
            raise EngineAwayError(self._told or "another request finds out whether it answers") from None
        except EngineAwayError as error:
            if self.breaker.state is not State.CLOSED:
                self._tell(str(error))
            raise
        finally:
            BREAKER.labels("elasticsearch").set(self.breaker.state)
        if self._told and self.breaker.state is State.CLOSED:
            self._tell("")
        return answer

    def _tell(self, reason: str) -> None:
        """Write in the log why the first engine is away, or that it is not; once."""
        with self._telling:
            told, self._told = self._told, reason
            self.away_since = (self.away_since or timezone.now()) if reason else None
        if reason == told:
            return
        if reason:
            logger.warning("The search engine is away, PostgreSQL answers: %s", reason)
        else:
            logger.warning("The search engine answers again")
