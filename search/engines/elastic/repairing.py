"""What can be wrong with the index that answers, and putting it right."""

import logging
from collections.abc import Callable

from search import outbox
from search.engines.elastic.connection import Cluster, answering
from search.engines.elastic.indices import only_one, rebuild, silence
from search.engines.elastic.state import State, state
from search.engines.protocol import EngineAwayError
from search.entries import Entry
from search.query.vocabulary import current_analyser

logger = logging.getLogger(__name__)

LEAST = 0.5
"""Share of the entries below which an index is taken for one that lost its documents; fewer are found at night."""


def problem(cluster: Cluster, now: State | None = None) -> str:
    """Return what is wrong with the index, in words for operators, or nothing; a rebuild repairs it."""
    now = now or state(cluster)
    return _wrong(cluster, now) or _outdated(now)


def repair(cluster: Cluster, should_stop: Callable[[], bool] = lambda: False) -> str:
    """Make the index anew if something is wrong with it, and return what was.

    Where its answers cannot be right, or this release cannot read them, it gives none meanwhile, and PostgreSQL does.
    Raises `UnderWayError`, and `EngineAwayError` also when a later release made the index: two at once would make it
    anew for ever, and whoever goes back to this release runs rebuild_search.
    """
    with only_one(cluster):
        now = state(cluster)
        if now.is_of_later_format:
            raise EngineAwayError(now.fatal)
        wrong = _wrong(cluster, now)
        if not (found := wrong or _outdated(now)):
            return ""
        logger.warning("The index is made anew: %s", found)
        if wrong:
            silence(cluster, now)
        if name := rebuild(cluster, should_stop=should_stop):
            logger.warning("The index is made anew: %s answers now", name)
        return found


def _wrong(cluster: Cluster, now: State) -> str:
    """Return why the answers of the index cannot be right, or nothing."""
    return now.fatal or _lacking(cluster, now)


def _lacking(cluster: Cluster, now: State) -> str:
    """Return that most entries are neither in the index nor on their way to it, or nothing."""
    # What is counted first, and sent between two counts, is counted twice: never too few.
    entries = Entry.objects.count()
    if count(cluster) >= LEAST * entries:
        return ""
    waiting = outbox.number_waiting()
    with answering():
        cluster.client.indices.refresh(index=cluster.alias)
    documents = count(cluster)
    if documents + waiting >= LEAST * entries:
        return ""
    return f"the index {now.serving[0]} holds {documents} of {entries} entries"


def _outdated(now: State) -> str:
    """Return that the words of the index are not those of the entries, or nothing; its answers are right all the same.

    Not before all entries are analysed anew: each of them is delivered meanwhile.
    """
    if now.is_of_other_words and not Entry.objects.exclude(analyser=current_analyser().version).exists():
        return f"the index {now.serving[0]} was made with another version of the analyser"
    return ""


def count(cluster: Cluster) -> int:
    """Return how many documents the index that answers has, as its searches see it."""
    with answering():
        return int(cluster.client.count(index=cluster.alias)["count"])
