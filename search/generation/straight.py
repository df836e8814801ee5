"""Generated documents straight into a new index of Elasticsearch, without entries: to measure search with a million.

Each document is the one that an entry of the same item would have (`document`), made by several processes that know
no database. The index is filled and takes its place as any rebuild's does, after the real entries; so the next
rebuild removes what was generated, and so does a worker as it starts. As no entry has them, the page leaves them out
of the results that it shows.
"""

import multiprocessing
import os
import pickle
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.pool import Pool
from typing import Any

from portal.cards import Card
from portal.searchable import SearchDocument
from search.analysis import Analyser
from search.documents import EntryValues, Vocabularies, entry_values
from search.editors.overrides import WordOverride, lexicon_with
from search.engines.elastic import indices
from search.engines.elastic.bulk import Change
from search.engines.elastic.connection import Cluster
from search.engines.elastic.documents import Name, source
from search.engines.postgresql.lexemes import vectors
from search.engines.postgresql.suggestions import names_of
from search.engines.protocol import EngineAwayError
from search.entries import Entry
from search.generation.entries import Generated, World, generated
from search.generation.processes import begin as begin_process
from search.lexicon import Lexicon

BATCH = 300
SAMPLE = 20_000
"""Documents of which the words are counted for the lexicon."""
REVISION = 1
"""Below that of whatever is written afterwards, so that a removal is never too old."""


@dataclass(frozen=True)
class Maker:
    """All that a process needs to make documents: no database is asked."""

    cluster: Cluster
    world: World
    vocabularies: Vocabularies
    overrides: Sequence[WordOverride]
    every: int
    """Of one document in so many the words are counted."""


@dataclass
class Counted:
    """What was written: how many documents, and the words of a sample of them."""

    documents: int
    sampled: int
    words: Counter[str]


def generate(
    cluster: Cluster, number: int, world: World, *, processes: int = 0, tell: indices.Tell | None = None
) -> None:
    """Make the index anew from the entries and `number` generated documents; then let the lexicon count both."""
    counted = Counted(0, 0, Counter())

    def fill(cluster: Cluster, _tell: indices.Tell | None, should_stop: Callable[[], bool]) -> bool:
        indices.from_entries(cluster, None, should_stop)
        maker = Maker(
            Cluster(cluster.urls, cluster.prefix, cluster.options),
            world,
            vocabularies_of(world),
            list(WordOverride.objects.all()),
            max(1, number // SAMPLE),
        )
        parts = [range(start, min(start + BATCH, number + 1)) for start in range(1, number + 1, BATCH)]
        with _pool(maker, processes or os.cpu_count() or 1) as pool:
            for part in pool.imap_unordered(_write, parts):
                counted.documents += part.documents
                counted.sampled += part.sampled
                counted.words.update(part.words)
                if tell:
                    tell(counted.documents, number)
        return True

    indices.rebuild(cluster, fill=fill)
    Lexicon().refresh()
    share = counted.documents / max(counted.sampled, 1)
    Lexicon().add({word: round(times * share) for word, times in counted.words.items()}, counted.documents)


def remove(cluster: Cluster) -> None:
    """Make the index anew from the entries alone, and let the lexicon count those."""
    indices.rebuild(cluster)
    Lexicon().refresh()


def vocabularies_of(world: World) -> Vocabularies:
    """Return what search knows of all codes that generated documents can name."""
    codes = {name: tuple(scale.values) for name, scale in world.facets.items()}
    return Vocabularies.for_documents([SearchDocument(Card(kind="", kind_label="", url="", title=""), facets=codes)])


def document(number: int, made: Generated, vocabularies: Vocabularies, analyser: Analyser) -> dict[str, Any]:
    """Return what the index holds of a generated document: what it would hold of an entry (`documents.sources`)."""
    kind, object_id, offered = made
    item = entry_values(kind, object_id, offered, vocabularies)
    entry = Entry(pk=-number, kind=kind, object_id=object_id, revision=REVISION, digest=item.digest, **item.fields)
    entry.body = vectors(item.weighted, analyser)[1]
    # The values stand for the keys that they have in the database.
    entry.facets = list(item.facets)
    values: dict[Any, str] = {value: value for value in item.facets}
    return source(entry, values, _names(number, item, analyser))


def _names(number: int, item: EntryValues, analyser: Analyser) -> list[Name]:
    return [
        Name(name.is_whole, name.beginning, name.other_name, name.weight)
        for name in names_of(-number, item, analyser.lexicon.stop_words)
    ]


def _pool(maker: Maker, processes: int) -> Pool:
    # Not forked: a connection to the database that two processes have is of neither.
    return multiprocessing.get_context("spawn").Pool(processes, begin_process, [pickle.dumps(maker)])


def begin(maker: Maker) -> None:
    """Know what there is to know, in a process that makes documents."""
    global _maker, _analyser
    _maker, _analyser = maker, Analyser(lexicon_with(list(maker.overrides)))


def _write(numbers: range) -> Counted:
    counted = Counted(len(numbers), 0, Counter())
    changes = []
    for number in numbers:
        made = generated(number, _maker.world)
        written = document(number, made, _maker.vocabularies, _analyser)
        changes.append(Change(made[0], made[1], REVISION, written))
        if number % _maker.every == 0:
            counted.sampled += 1
            counted.words.update(written["rank"].keys())
    if refused := indices.write(_maker.cluster, changes):
        raise EngineAwayError(f"it refuses a generated document: {refused[0].error}")
    return counted


_maker: Maker
_analyser: Analyser
