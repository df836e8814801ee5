"""What `make bench-search` measures inside the site: our engine and stock search, asked the same in turn."""

import os
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from portal.moment import one_moment
from portal.searchable import searchables
from portal.tasks.periodic import ensure_jobs
from search.analysis.lexicon import shipped_lexicon
from search.engines import engine
from search.engines.protocol import Engine, Request, Results
from search.generation.entries import BATCH, Scale, World, generated, read_world, write
from search.generation.language import language
from search.query.meant import did_you_mean
from search.query.planning import plan
from search.suggest import suggest
from tests.performance.benchmarks import stock
from tests.performance.benchmarks.stock import Asked

SEED = 7
EACH = 40
"""Questions of each kind."""
ROUNDS = 2
SAMPLE = 3_000
INDEXED = 2_000
BUDGETS = {10_000: 30, 100_000: 120}
"""Milliseconds of p95 by number of entries."""

WORDS_ALONE = ("one common word", "one middling word", "one rare word", "a compound", "two words", "three words")

Times = dict[str, list[tuple[float, float]]]
"""Per kind of question the milliseconds of ours and of stock search."""


def measure(number: int) -> None:
    """Measure on the database of this process, which has `number` generated entries, and print."""
    world = read_world(seed=1)
    vocabulary = Vocabulary(fill_stock(number, world))
    print(f"\n{number:,} generated entries beside the starter content; milliseconds of the whole call")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; above 1 times are too long")
    times = compare(questions(vocabulary, world.facets))
    print_times(times, BUDGETS.get(number))
    print_indexing(number, world)
    print_help_with_words(vocabulary)
    # A worker starts with every job of a new site, and comparing entries with items would remove the generated ones.
    ensure_jobs(now=timezone.now() + timedelta(days=1))


def fill_stock(number: int, world: World) -> list[str]:
    """Put what was indexed in the tables of stock search, and return a sample of the texts."""
    stock.make_tables()
    free = 1
    for searchable in searchables():
        free = stock.insert(free, [(searchable.kind, searchable.document(item)) for item in searchable.public()])
    sample: list[str] = []
    for start in range(1, number + 1, 1000):
        made = [generated(n, world) for n in range(start, min(start + 1000, number + 1))]
        sample += [f"{document.card.title}\n{document.text}" for _, _, document in made[:: max(1, number // SAMPLE)]]
        free = stock.insert(free, [(kind, document) for kind, _, document in made])
    stock.make_indexes()
    return sample


class Vocabulary:
    """The words of a sample of texts, by how many of them have each."""

    def __init__(self, texts: list[str]) -> None:
        stop = shipped_lexicon().stop_words
        self.texts = texts
        self.often = Counter(word for text in texts for word in {*words_of(text)} if word not in stop)
        self.compounds = [word for word in language(1).compounds if word in self.often]

    def between(self, least: float, most: float) -> list[str]:
        """Return the words that this share of the texts has."""
        number = len(self.texts)
        return sorted(word for word, times in self.often.items() if least <= times / number < most and len(word) > 3)


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return re.findall(r"\w+", text.lower())


def questions(vocabulary: Vocabulary, facets: Mapping[str, Scale]) -> dict[str, list[Asked]]:
    """Return the questions by kind: words that many, some and few texts have, alone and together, with filters."""
    dice = random.Random(SEED)
    once = max(0.002, 1.5 / len(vocabulary.texts))
    common, middle, rare = (vocabulary.between(*share) for share in ((0.05, 0.5), (0.005, 0.03), (0, once)))

    def filters() -> tuple[tuple[str, str], ...]:
        names = dice.sample(("thema", "gemeente"), dice.randint(1, 2))
        return tuple((name, dice.choice(facets[name].values[:20])) for name in names)

    def phrase() -> str:
        words = words_of(dice.choice(vocabulary.texts))
        start = dice.randrange(3, len(words) - 2)
        return f'"{words[start]} {words[start + 1]}"'

    makers: dict[str, Callable[[], Asked]] = {
        "one common word": lambda: Asked(dice.choice(common)),
        "one middling word": lambda: Asked(dice.choice(middle)),
        "one rare word": lambda: Asked(dice.choice(rare)),
        "a compound": lambda: Asked(dice.choice(vocabulary.compounds)),
        "two words": lambda: Asked(f"{dice.choice(common)} {dice.choice(middle)}"),
        "three words": lambda: Asked(f"{dice.choice(common)} {dice.choice(middle)} {dice.choice(common)}"),
        "a phrase": lambda: Asked(phrase()),
        "with an exclusion": lambda: Asked(f"{dice.choice(middle)} -{dice.choice(common)}"),
        "a word and filters": lambda: Asked(dice.choice(common), filters()),
        "filters alone": lambda: Asked("", filters()),
    }
    return {kind: [make() for _ in range(EACH)] for kind, make in makers.items()}


def compare(asked: dict[str, list[Asked]]) -> Times:
    """Return per kind the milliseconds that each question took of our engine and of stock search."""
    times: Times = {kind: [] for kind in asked}
    incomplete = set()
    for turn in range(ROUNDS + 1):
        for kind, some in asked.items():
            for question in some:
                ours, results = timed(lambda q=question: ask(q))
                theirs, _total = timed(lambda q=question: stock.search(q))
                if not results.is_complete:
                    incomplete.add(question)
                if turn:  # the first is for the caches
                    times[kind].append((ours, theirs))
    if incomplete:
        print(f"{len(incomplete)} questions got the plain answer, for want of time")
    return times


def ask(question: Asked, of: Engine = engine) -> Results:
    """Ask as the page does: words, total, first ten, counts of all facets, excerpts."""
    filters: dict[str, tuple[str, ...]] = {}
    for name, value in question.filters:
        filters[name] = (*filters.get(name, ()), f"{name}:{value}")
    with one_moment():
        return of.search(Request(plan=plan(question.q), filters=filters, with_excerpts=True))


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Return the milliseconds that an action took, and what it gave."""
    began = time.perf_counter()
    gave = action()
    return (time.perf_counter() - began) * 1000, gave


def print_times(times: Times, budget: int | None) -> None:
    """Print a line for each kind, and one for all."""
    print(f"{'question':22}{'p50':>8}{'p95':>8}{'max':>8}   {'stock p50':>10}{'p95':>8}{'max':>8}{'ratio p95':>12}")
    everything = [pair for pairs in times.values() for pair in pairs]
    words = [pair for kind in WORDS_ALONE for pair in times[kind]]
    sums = {"1-3 words together": words, f"all {len(everything) // ROUNDS}": everything}
    for kind, pairs in (times | sums).items():
        ours, theirs = (sorted(side) for side in zip(*pairs, strict=True))
        ratio = percentile(ours, 95) / percentile(theirs, 95)
        print(
            f"{kind:22}{percentile(ours, 50):>8.1f}{percentile(ours, 95):>8.1f}{ours[-1]:>8.1f}   "
            f"{percentile(theirs, 50):>10.1f}{percentile(theirs, 95):>8.1f}{theirs[-1]:>8.1f}{ratio:>12.2f}"
        )
    ratios = statistics.median(one / other for one, other in everything)
    limit = f"; p95 of 1-3 words must be ≤ {budget} ms, the longest ≤ 1,000 ms" if budget else ""
    print(f"median of the ratios, question by question: {ratios:.2f}{limit}")


def percentile(ordered: list[float], share: int) -> float:
    """Return the value below which this share lies, in hundredths."""
    return ordered[min(len(ordered) * share // 100, len(ordered) - 1)]


def print_indexing(number: int, world: World) -> None:
    """Print how fast documents become entries: this process and its database take turns, so it is one core."""
    made = [generated(n, world) for n in range(number + 1, number + 1 + INDEXED)]
    batches = [made[start : start + BATCH] for start in range(0, INDEXED, BATCH)]
    write(batches[0])
    began, own = time.perf_counter(), time.process_time()
    for batch in batches[1:]:
        write(batch)
    took, own = time.perf_counter() - began, time.process_time() - own
    speed = (INDEXED - BATCH) / took
    print(f"indexing: {speed:.0f} entries a second (≥ 400), {own / took:.0%} of it in Python, the rest in the database")
    for kind in {kind for kind, _, _ in made}:
        engine.withdraw(kind, [object_id for its, object_id, _ in made if its == kind])


def print_help_with_words(vocabulary: Vocabulary) -> None:
    """Print how long suggestions and *did you mean* take, where there are any."""
    dice = random.Random(SEED)
    words = dice.choices(vocabulary.between(0.002, 0.5), k=5 * EACH)
    helps: dict[str, tuple[Callable[[str], Any], list[str], int]] = {
        "suggestions": (suggest, [word[: dice.randint(2, 6)] for word in words], 10),
        "plan with a correction": (plan, [_mistyped(word, dice) for word in words], 30),
        "did you mean": (lambda text: did_you_mean(plan(text), 0), words, 30),
    }
    for name, (function, typed, budget) in helps.items():
        for text in typed[:EACH]:
            function(text)
        times = sorted(timed(lambda t=text, f=function: f(t))[0] for text in typed)
        p50, p95 = percentile(times, 50), percentile(times, 95)
        print(f"{name}: p50 {p50:.1f}, p95 {p95:.1f} (≤ {budget}), max {times[-1]:.1f}")


def _mistyped(word: str, dice: random.Random) -> str:
    """Return a word with two letters in each other's place."""
    place = dice.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
