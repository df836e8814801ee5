"""What `make bench-elastic` measures inside the site, on a node with many documents."""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.elastic import indices, searches
from search.engines.elastic.connection import Cluster, UnderWay, cluster_of_settings
from search.engines.elastic.engine import ElasticEngine
from search.engines.protocol import Hit
from search.entries import Entry
from search.generation.entries import World, generated, read_world
from tests.performance.benchmarks import theirs as modelsearch
from tests.performance.benchmarks.searching import (
    EACH,
    SAMPLE,
    SEED,
    WORDS_ALONE,
    Vocabulary,
    ask,
    percentile,
    questions,
    timed,
)
from tests.performance.benchmarks.stock import Asked

PATIENCE = 10.0
"""Seconds, for what takes longer than readers wait: it must be counted here."""
ROUNDS = 2
CLIENTS = 4
LIMIT = 8
Row = tuple[str, str, str]
"""What, figure, aim."""


class Recording(Cluster):
    """A cluster that keeps the searches that were asked of it."""

    asked: list[dict[str, Any]]

    def begin(self, *, until: float | None = None, **body: Any) -> UnderWay:
        self.asked.append(body)
        # What is asked again is counted again here: readers ask otherwise.
        remembered = {} if body["size"] else {"request_cache": False}
        return super().begin(until=until, **body, **remembered)


class Measured(ElasticEngine):
    """The engine, of which the results are shown though they are no entries.

    It asks PostgreSQL for their revisions as ever, so that this is in the time.
    """

    def _confirmed(self, hits: Sequence[Hit], revisions: Sequence[int]) -> tuple[Hit, ...]:
        super()._confirmed(hits, revisions)
        return tuple(hits)


def the_engine() -> tuple[Measured, Recording]:
    """Return the engine on the node of the settings."""
    given = cluster_of_settings()
    cluster = Recording(given.urls, given.prefix, given.options, deadline=PATIENCE)
    cluster.asked = []
    return Measured(cluster), cluster


def the_questions(number: int) -> tuple[dict[str, list[Asked]], Vocabulary, World]:
    """Return the same questions in every process, of a sample of the documents."""
    world = read_world(1, int(os.environ["BENCH_WORDS"]))
    made = (generated(n, world)[2] for n in range(1, number + 1, max(1, number // SAMPLE)))
    vocabulary = Vocabulary([f"{document.card.title}\n{document.text}" for document in made])
    return questions(vocabulary, world.facets), vocabulary, world


def measure(number: int, of_theirs: int, seconds: int, speed: float) -> None:
    """Measure on the index of the settings, and print the table."""
    asked, vocabulary, world = the_questions(number)
    engine, cluster = the_engine()
    load = os.getloadavg()[0]
    backend = modelsearch.backend(cluster.urls[0])
    their_speed = modelsearch.fill(backend, of_theirs, world)
    bodies = warm_up(engine, cluster, backend, asked)
    times = compare(engine, cluster, backend, asked, bodies)
    print(f"\n{number:,} generated documents beside the starter content, {of_theirs:,} of them in django-modelsearch.")
    print(
        "An embedded node of the unmodified server, not the official distribution, 2 GB of heap, one shard, not merged "
        f"by force; load {load:.1f} before, {os.getloadavg()[0]:.1f} after, on {os.cpu_count()} cores.\n"
        "django-modelsearch without its own analysers (standard instead): first ten and five facets, no total."
    )
    rows = [("| what", "p50 / p95 / max, ms", "aim |"), ("|---", "---", "---|")]
    print_rows([*rows, *rows_of_times(times)])
    print_rows([suggestions(engine, vocabulary), four_clients(number, seconds)])
    print_rows([("generated straight into the index", f"{speed:,.0f} a second", "")])
    print_rows([("django-modelsearch, indexing of rows, one process", f"{their_speed:,.0f} a second", "")])


def warm_up(
    engine: Measured, cluster: Recording, backend: modelsearch.Backend, asked: dict[str, list[Asked]]
) -> dict[Asked, list[dict[str, Any]]]:
    """Ask everything once, and return what the bare client asks for each question."""
    bodies = {}
    for question in (question for some in asked.values() for question in some):
        cluster.asked = []
        ask(question, engine)
        bodies[question] = [*in_one(cluster.asked)]
        if question.q:
            modelsearch.search(backend, question)
    return bodies


def in_one(asked: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each page that ours asked in searches at once as one search, which gives both results and counts.

    Of a list with filters without what other choices would give: what is compared are questions of words alone.
    What is shown is read from the source, which the server needs for its excerpts too: so it is quickest.
    """
    pages: list[list[dict[str, Any]]] = []
    for body in asked:
        if "sort" in body:
            pages.append([body])
        elif pages and "shown" in _counted(body):
            pages[-1].append(body)
    for results, *counts in pages:
        ranked, counted = results["query"]["bool"], counts[-1]["query"]["bool"]
        yield {
            **{name: value for name, value in results.items() if name != "stored_fields"},
            "source": results["stored_fields"],
            "query": {"bool": counted | {"should": ranked.get("should", [])}},
            "post_filter": {"bool": {"filter": [one for one in ranked["filter"] if one not in counted["filter"]]}},
            "aggs": counts[-1]["aggs"],
        }


def _counted(body: dict[str, Any]) -> dict[str, Any]:
    aggs: dict[str, Any] = body.get("aggs", {})
    sample: dict[str, Any] = aggs.get(searches.SAMPLE, {"aggs": aggs})["aggs"]
    return sample


Times = dict[str, list[tuple[float, float, float]]]
"""Per kind of question the milliseconds of ours, the bare client and django-modelsearch (0: not asked)."""


def compare(
    engine: Measured,
    cluster: Recording,
    backend: modelsearch.Backend,
    asked: dict[str, list[Asked]],
    bodies: dict[Asked, list[dict[str, Any]]],
) -> Times:
    """Ask each question of all in turn; of ours and the bare client each is first once."""
    client = Elasticsearch(list(cluster.urls), request_timeout=PATIENCE)

    def bare(question: Asked) -> None:
        for body in bodies[question]:
            client.search(index=cluster.alias, highlight=_excerpts(question), **body)

    times: Times = {kind: [] for kind in asked}
    for turn in range(ROUNDS):
        for kind, some in asked.items():
            for question in some:
                ours = lambda q=question: ask(q, engine)  # noqa: E731
                alone = lambda q=question: bare(q)  # noqa: E731
                both = [ours, alone] if turn % 2 else [alone, ours]
                took = [timed(each)[0] for each in both]
                own, plain = took if turn % 2 else reversed(took)
                other = timed(lambda q=question: modelsearch.search(backend, q))[0] if question.q else 0.0
                times[kind].append((own, plain, other))
                cluster.asked = []
    return times


def _excerpts(question: Asked) -> dict[str, Any]:
    """Return what the client asks for excerpts, as a page of results has them: ours makes them itself."""
    field = {"type": "unified", "fragment_size": 150, "number_of_fragments": 2}
    return {"fields": {"exact": field}, "highlight_query": {"match": {"exact": question.q.lower()}}}


def rows_of_times(times: Times) -> list[Row]:
    """Return a row per kind, and those of one to three words together with the aims."""
    rows = [(kind, _figures([one for one, *_ in of_kind]), "") for kind, of_kind in times.items()]
    words = [triple for kind in WORDS_ALONE for triple in times[kind]]
    every = [triple for of_kind in times.values() for triple in of_kind]
    ours, bare, theirs = zip(*words, strict=True)
    ratio = statistics.median(one / other for one, other, _ in words)
    of_p95 = percentile(sorted(ours), 95) / percentile(sorted(bare), 95)
    beside = [(one, other) for one, _, other in every if other]
    return [
        *rows,
        ("**1-3 words together, ours, whole call**", _figures(ours), "p50 ≤ 12, p95 ≤ 35"),
        ("1-3 words, the bare client: one search for results, counts and excerpts of the server", _figures(bare), ""),
        ("whole call ÷ bare client: median of the ratios / ratio of p95", f"{ratio:.2f} / {of_p95:.2f}", "≤ 1.3"),
        ("1-3 words, django-modelsearch", _figures(theirs), ""),
        (
            "ours ÷ django-modelsearch, all that have words: median of the ratios",
            f"{statistics.median(one / other for one, other in beside):.2f}",
            "",
        ),
        ("searches that took longer than readers wait (250 ms)", str(sum(one > 250 for one, *_ in every)), "0"),
    ]


def suggestions(engine: Measured, vocabulary: Vocabulary) -> Row:
    """Return how long suggestions take while somebody types."""
    dice = random.Random(SEED)
    words = dice.choices(vocabulary.between(0.002, 0.5), k=5 * EACH)
    typed = [word[: dice.randint(2, 6)] for word in words]
    for text in typed:
        engine.suggest(text, LIMIT)
    return "suggestions", _figures([timed(lambda t=text: engine.suggest(t, LIMIT))[0] for text in typed]), ""


def four_clients(number: int, seconds: int) -> Row:
    """Return how many whole calls a second four processes get together."""
    code = (
        "import django; django.setup(); from tests.performance.benchmarks.bench_elastic import client; "
        f"client({number}, {seconds}, %d)"
    )
    clients = [
        subprocess.Popen([sys.executable, "-c", code % at], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for at in range(CLIENTS)
    ]
    for each in clients:
        assert each.stdout
        assert each.stdout.readline() == "ready\n"
    for each in clients:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    times = sorted(took for each in clients for took in json.loads(each.communicate()[0].splitlines()[-1]))
    return f"{CLIENTS} clients for {seconds} s", f"{len(times) / seconds:.0f} a second; {_figures(times)}", "≥ 100"


def client(number: int, seconds: int, at: int) -> None:
    """Ask all questions in an order of its own until the time is over, and print the milliseconds of each."""
    asked, *_ = the_questions(number)
    engine, _cluster = the_engine()
    some = [question for questions_of_kind in asked.values() for question in questions_of_kind]
    random.Random(at).shuffle(some)
    for question in some[:50]:
        ask(question, engine)
    print("ready", flush=True)
    sys.stdin.readline()
    times: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        times.append(timed(lambda: ask(some[len(times) % len(some)], engine))[0])
    print(json.dumps(times))


def measure_rebuild() -> None:
    """Print how fast an index is made from all entries, and what this process took at most."""
    given = cluster_of_settings()
    cluster = Cluster(given.urls, f"{given.prefix}-rebuilt", given.options)
    number = Entry.objects.count()
    took = timed(lambda: indices.rebuild(cluster))[0] / 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    print_rows(
        [
            (f"index made from {number:,} entries", f"{number / took:,.0f} a second", "≥ 2,000"),
            ("memory of that process at most", f"{peak:.0f} MB", "≤ 300"),
        ]
    )


def print_rows(rows: Sequence[Row]) -> None:
    """Print rows of the table."""
    for row in rows:
        line = " | ".join(row)
        print(line if line.startswith("|") else f"| {line} |", flush=True)


def _figures(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"{percentile(ordered, 50):.1f} / {percentile(ordered, 95):.1f} / {ordered[-1]:.1f}"
