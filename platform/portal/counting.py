"""How much stands behind a municipality, organisation, theme or action: features count, shared pages show.

A feature registers one counter for each subject in its `AppConfig.ready()`; the portal names no feature:

    counting.register(
        "action",
        order=10,
        name="practices",
        title=_("Praktijken"),
        counts=lambda: PracticePage.objects.visible_to_public().count_by("actions__code"),
        label=lambda number: counted(number, "praktijk", "praktijken"),
        url=lambda code: f"{get_script_prefix()}praktijken/?actie={code}",
    )

Subjects and their keys: `municipality` (NIS code), `organisation` (code), `theme` (code; a main theme counts what
stands under its sub-themes too, each item once), `action` (code). Only what the public may read is counted.
The counters of `municipality` colour the map of Flanders: register there what a municipality shares.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.cards import Link


@dataclass(frozen=True)
class Counter:
    """What one feature counts for a subject."""

    order: int
    name: str
    title: Any
    """What is counted, as a heading: *Praktijken*."""
    counts: Callable[[], Mapping[str, int]]
    """From the subject's key to a number, in one query; a key without items may be absent."""
    label: Callable[[int], str]
    """The number with its word: *1 praktijk*, *5 keer aanbod*."""
    url: Callable[[str], str]
    """Address of the list of exactly these items."""


_counters: dict[str, list[Counter]] = defaultdict(list)


@dataclass(frozen=True)
class Counts:
    """The numbers of all counters of a subject, read once for a page."""

    read: tuple[tuple[Counter, Mapping[str, int]], ...]

    def total(self, key: str) -> int:
        """Return how many items stand behind `key`, of all kinds."""
        return sum(numbers.get(key, 0) for _, numbers in self.read)

    def totals(self) -> dict[str, int]:
        """Return the total of every key that has items."""
        keys = {key for _, numbers in self.read for key, number in numbers.items() if number}
        return {key: self.total(key) for key in keys}

    def numbers(self, key: str) -> list[tuple[Counter, int]]:
        """Return each counter that has items, with its number."""
        return [(counter, numbers[key]) for counter, numbers in self.read if numbers.get(key)]

    def doors(self, key: str) -> tuple[Link, ...]:
        """Return a link for each kind that has items: *12 praktijken*, *3 richtlijnen*."""
        return tuple(Link(counter.label(number), counter.url(key)) for counter, number in self.numbers(key))

    def words(self, key: str) -> str:
        """Return the numbers as one text: *12 praktijken, 3 richtlijnen*; nothing when there is nothing."""
        return ", ".join(door.text for door in self.doors(key))


def register(
    subject: str,
    *,
    order: int,
    name: str,
    title: Any,
    counts: Callable[[], Mapping[str, int]],
    label: Callable[[int], str],
    url: Callable[[str], str],
) -> None:
    """Register a counter; a second registration under the same name replaces the first."""
    kept = [counter for counter in _counters[subject] if counter.name != name]
    _counters[subject] = sorted(
        [*kept, Counter(order, name, title, counts, label, url)], key=lambda counter: (counter.order, counter.name)
    )


def counts(subject: str) -> Counts:
    """Read all counters of `subject`: one query each."""
    return Counts(tuple((counter, counter.counts()) for counter in _counters[subject]))
