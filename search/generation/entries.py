"""Generated entries: to measure search with many, without the items behind them.

They are written as the entries of items are (`entry_values`, `engine.apply`), of real kinds and with values of the
vocabularies of this database. Their objects have numbers below zero, which no item has: so `remove` finds them, and
whatever reconciles the entries with their items (every night, and after content is loaded) removes them too.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone

from portal.cards import Card, Tag
from portal.finding.vocabularies import UNKNOWN
from portal.organisations.models import Municipality
from portal.reference.models import (
    Action,
    AfterSubsidyStatus,
    AgiiRole,
    PolicyDomain,
    PracticeStatus,
    QualityLevel,
    TargetGroup,
    Theme,
)
from portal.searchable import SearchDocument
from practices.choices import CostClass, EffortClass
from search.documents import EntryValues, Vocabularies, entry_values
from search.engines import engine
from search.entries import Entry, kinds
from search.generation.language import LONGEST, SHORTEST, Language, Text, invent, language

BATCH = 200
PREFIX = "Voorbeeld: "
MODELS: tuple[tuple[str, type[Model], int, int], ...] = (
    ("thema", Theme, 1, 5),
    ("doelgroep", TargetGroup, 1, 4),
    ("domein", PolicyDomain, 1, 3),
    ("actie", Action, 0, 2),
    ("gemeente", Municipality, 0, 3),
    ("kwaliteit", QualityLevel, 1, 1),
    ("status", PracticeStatus, 1, 1),
    ("verankering", AfterSubsidyStatus, 0, 1),
    ("rol", AgiiRole, 0, 2),
)
"""Facets with the vocabulary of their values, and how many values an entry has, as practices have them."""
Generated = tuple[str, str, SearchDocument]
"""Kind, object and document."""
MEASURES = (("kost", CostClass), ("inspanning", EffortClass))


@dataclass(frozen=True)
class Scale:
    """The values of a facet: the first come most often."""

    values: Sequence[str]
    least: int
    most: int

    def draw(self, dice: random.Random) -> tuple[str, ...]:
        """Return some of the values."""
        if not self.values:
            return ()
        weights = [1 / (rank + 2) for rank in range(len(self.values))]
        return tuple(dict.fromkeys(dice.choices(self.values, weights, k=dice.randint(self.least, self.most))))


@dataclass(frozen=True)
class World:
    """What generated entries refer to, read once."""

    kinds: Sequence[tuple[str, str]]
    """Code and name in the plural, in the order of the filters: there are most of the first."""
    dated: frozenset[str]
    """Kinds of things that happen on a day."""
    facets: dict[str, Scale]
    language: Language
    seed: int
    today: date
    lengths: tuple[int, int] = (SHORTEST, LONGEST)
    """The fewest and the most words of a text."""


def read_world(seed: int, words: int = 0) -> World:
    """Return the vocabularies of this database, and the language of this seed; texts have so many words on average."""
    scales = {name: Scale(_codes(model), least, most) for name, model, least, most in MODELS}
    measures = {name: Scale([*choices.values, UNKNOWN], 1, 1) for name, choices in MEASURES}
    return World(
        kinds=list(kinds().items()),
        dated=frozenset(Entry.objects.exclude(starts=None).values_list("kind", flat=True).distinct()),
        facets=scales | measures,
        language=language(seed),
        seed=seed,
        today=timezone.localdate(),
        lengths=(words - words // 2, words + words // 2) if words else (SHORTEST, LONGEST),
    )


def generated(number: int, world: World) -> Generated:
    """Return kind, object and document of the generated entry with this number, counted from 1."""
    dice = random.Random(f"{world.seed}:{number}")  # noqa: S311  nothing secret
    text = invent(dice, world.language, world.lengths)
    kind, label = dice.choices(world.kinds, [1 / (rank + 1) for rank in range(len(world.kinds))])[0]
    document = SearchDocument(
        card=_card(label, number, text),
        summary=text.summary,
        text=text.text,
        facets={name: scale.draw(dice) for name, scale in world.facets.items()},
        starts=timezone.now() + timedelta(days=dice.randint(-700, 300)) if kind in world.dated else None,
        published=world.today - timedelta(days=dice.randint(0, 3000)),
    )
    return kind, f"-{number}", document


def generate(numbers: range, world: World) -> Iterator[int]:
    """Write the entries with these numbers, anew when they are there; yield how many are written, after each batch."""
    for start in range(0, len(numbers), BATCH):
        made = [generated(number, world) for number in numbers[start : start + BATCH]]
        write(made)
        yield start + len(made)


def write(made: list[Generated]) -> None:
    """Write entries as indexing writes those of items."""
    with transaction.atomic():
        engine.apply(values_of(made))


def values_of(made: list[Generated]) -> list[EntryValues]:
    """Return what the entries of these hold."""
    vocabularies = Vocabularies.for_documents(document for _, _, document in made)
    return [entry_values(kind, object_id, document, vocabularies) for kind, object_id, document in made]


def remove() -> int:
    """Remove what was generated, and return how many entries that were."""
    number = 0
    for kind in there().values_list("kind", flat=True).distinct():
        ids = list(there().filter(kind=kind).values_list("object_id", flat=True))
        with transaction.atomic():
            engine.withdraw(kind, ids)
        number += len(ids)
    return number


def there() -> QuerySet[Entry]:
    """Return the generated entries."""
    return Entry.objects.filter(object_id__startswith="-")


def _codes(model: type[Model]) -> list[str]:
    """Return the codes of a vocabulary, of municipalities the largest first."""
    field, order = ("nis", "-population") if model is Municipality else ("code", "pk")
    return list(model._default_manager.order_by(order).values_list(field, flat=True))


def _card(label: str, number: int, text: Text) -> Card:
    return Card(
        kind="page",
        kind_label=label,
        url=f"{reverse('search')}#voorbeeld-{number}",
        title=PREFIX + text.title,
        text=text.summary,
        tags=(Tag("Voorbeeld"),),
        is_example=True,
    )
