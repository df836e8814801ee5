"""What each worker does all the time for an index outside the database: deliver to it, and see that it is there."""

import logging
import time
from collections import defaultdict
from threading import Event

from django.db import DatabaseError, connection

from search.delivery import deliver
from search.engines.elastic.comparing import reconcile
from search.engines.elastic.connection import Cluster, cluster_of_settings
from search.engines.elastic.indices import UnderWayError, tidy
from search.engines.elastic.repairing import repair
from search.engines.protocol import EngineAwayError
from search.outbox import CHANNEL

logger = logging.getLogger(__name__)

NAP = 1.0
"""Seconds without a word from the database after which the outbox is looked at all the same."""
LONGEST_WAIT = 10.0
"""Seconds between two looks whether a cluster that was away is back."""
BETWEEN_LOOKS = 10.0
"""Seconds between two looks whether the index is right."""
LONGEST_BETWEEN_TRIALS = 300.0


def deliver_always(stop: Event) -> None:
    """Deliver what changes."""
    Deliverer(cluster_of_settings()).run(stop)


def keep_index(stop: Event) -> None:
    """Make the index when there is none that can be used."""
    Keeper(cluster_of_settings()).run(stop)


class Deliverer:
    """Delivers as long as its process works: at once when the database says that something changed."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.away_since: float | None = None
        self.pauses = 0

    def run(self, stop: Event) -> None:
        """Deliver until told to stop; a database or a cluster that is away is waited for."""
        while not stop.is_set():
            try:
                self._listen(stop)
            except DatabaseError:
                logger.warning("The database did not answer; delivery to the index tries again")
                connection.close()
                stop.wait(NAP)
        connection.close()

    def _listen(self, stop: Event) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        while not stop.is_set():
            if not self._turn(stop):
                # Also without a word: what was refused comes due, and what another process took may be free again.
                with connection.wrap_database_errors:
                    list(connection.connection.notifies(timeout=NAP, stop_after=1))

    def _turn(self, stop: Event) -> bool:
        """Deliver once and return whether to go on at once."""
        try:
            done = deliver(self.cluster)
        except EngineAwayError as error:
            self._away(error)
            stop.wait(min(2.0**self.pauses, LONGEST_WAIT))
            return True
        if self.away_since is not None and done.taken:
            logger.warning("The index is written again, after %.0f s", time.monotonic() - self.away_since)
            self.away_since, self.pauses = None, 0
        refused = defaultdict(list)
        for item, reason in done.errors.items():
            refused[reason].append(item)
        for reason, items in refused.items():
            logger.error("The index refuses %d changes, of which %s %s: %s", len(items), *items[0], reason)
        return done.may_have_more

    def _away(self, error: EngineAwayError) -> None:
        """Say once that the index cannot be written, and why."""
        self.pauses += 1
        if self.away_since is None:
            self.away_since = time.monotonic()
            logger.error("The index cannot be written, changes wait for it: %s", error)


class Keeper:
    """Looks after the index as long as its process works, and makes it anew when it is not there or not right.

    Once, as it starts, it compares all of it with the entries, as happens every night.
    """

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.failures = 0
        self.is_compared = False

    def run(self, stop: Event) -> None:
        """Look until told to stop; a database or a cluster that is away is waited for."""
        while not stop.is_set():
            try:
                self._look(stop)
                self.failures = 0
            except DatabaseError:
                connection.close()
            except UnderWayError:
                pass
            except EngineAwayError as error:
                self.failures += 1
                logger.warning("The index could not be looked after: %s", error)
            stop.wait(min(BETWEEN_LOOKS * 2**self.failures, LONGEST_BETWEEN_TRIALS) if self.failures else BETWEEN_LOOKS)
        connection.close()

    def _look(self, stop: Event) -> None:
        repair(self.cluster, should_stop=stop.is_set)
        tidy(self.cluster)
        if not self.is_compared:
            # Until now changes may have gone elsewhere: to another cluster, or to none while PostgreSQL was the engine.
            if found := reconcile(self.cluster, should_stop=stop.is_set):
                some = ", ".join(found[:5])
                logger.warning("The index differed from the entries at the start, in %d items: %s …", len(found), some)
            self.is_compared = True
