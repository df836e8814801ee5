"""How a thing lets itself be found: the document that it offers, and the registry of what may be found.

Search reads features and never names one. A model that wants to be found is registered in its `AppConfig.ready()`, with
the function that makes its document (the module `search.py` of its app), or it has a method `search_document()`:

    searchable.register(PracticePage, label=_("Praktijken"), order=10, document=search.practice_document,
                        public=lambda: PracticePage.objects.visible_to_public().with_cards())

`public` gives what an anonymous visitor may read, with everything prefetched that the document needs: an item outside
it is never indexed, and its entry goes as soon as it leaves it. Member-only text never goes into a document
(architecture decision 11).

The document names codes, search adds what the vocabularies know of them: the label and synonyms of a theme and its
main theme; the name, former names, postcodes, region, province and size class of a municipality.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.dispatch import Signal
from wagtail.blocks import StreamValue

from portal.cards import Card

content_saved = Signal()
"""Sent by a page at the end of `save()`, when its relations are written too (`post_save` comes before them).

With `created`, true for a page that had no key yet.
"""
items_changed = Signal()
"""Sent with a model as `sender` and keys as `ids` by who knows that what can be found of these items changed, though
none of them was saved. In the transaction of the change."""


@dataclass(frozen=True)
class SearchDocument:
    """What can be found of one item, and how it looks among the results."""

    card: Card
    """The row of results: also the title, the address and whether it is an example."""
    names: tuple[str, ...] = ()
    """Other full names of the item itself: an abbreviation, a name before the merger. Asked for one, it comes first."""
    summary: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    """The running text, without markup (`plain_text`)."""
    tags: tuple[str, ...] = ()
    """Other words that must find it: publisher, owner, place. Not shown."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes per facet (portal.finding): thema, doelgroep, domein, actie, gemeente (NIS), regio, provincie, grootte,
    kwaliteit, kost, inspanning, verankering, status, rol, and those that a feature defines itself. The kind is not one:
    the registry knows it."""
    starts: datetime | None = None
    """Only of something that happens: with `ends` it says when the item leaves the results that are shown first."""
    ends: datetime | None = None
    is_over: bool = False
    """It happened, at a time that nobody noted."""
    is_archived: bool = False
    """Kept to be read back: out of the results unless somebody asks."""
    quality: int = 0
    """Its step on the quality ladder, 1 to 4; 0 for what has none."""
    uptake: int = 0
    """How many others say that they do this too."""
    published: date | None = None
    """For *nieuwste*: the day it was first published, or of its source."""


@dataclass(frozen=True)
class Searchable:
    """A model of which items can be found."""

    kind: str
    """The word in addresses (`soort`): praktijk, richtlijn, aanbod, netwerk, evenement, gemeente …"""
    label: Any
    """Its name among the filters, in the plural."""
    order: int
    model: type[Model]
    public: Callable[[], QuerySet[Any]]
    document: Callable[[Any], SearchDocument]
    is_suggested: bool = False
    """Whether it is shown below items that are like it."""
    weight: float = 1.0
    """What an item counts for beside those of other kinds: below 1 when it is seldom what people look for."""
    follows: Callable[[type[Model], Iterable[Any]], Iterable[Any]] | None = None
    """From another model, and keys of its items of which the entries changed, to the keys of the items of this one
    that change with them."""


_registry: dict[type[Model], Searchable] = {}


def register(
    model: type[Model],
    *,
    label: Any,
    order: int,
    public: Callable[[], QuerySet[Any]],
    kind: str = "",
    document: Callable[[Any], SearchDocument] | None = None,
    is_suggested: bool = False,
    weight: float = 1.0,
    follows: Callable[[type[Model], Iterable[Any]], Iterable[Any]] | None = None,
) -> None:
    """Let items of `model` be found; without `document` the item has a method `search_document()`.

    A page type has its `kind` already.
    """
    _registry[model] = Searchable(
        kind=kind or model.kind,  # type: ignore[attr-defined]
        label=label,
        order=order,
        model=model,
        public=public,
        document=document or (lambda item: item.search_document()),
        is_suggested=is_suggested,
        weight=weight,
        follows=follows,
    )


def searchables() -> list[Searchable]:
    """Return what can be found, in the order of the filters."""
    return sorted(_registry.values(), key=lambda searchable: (searchable.order, searchable.kind))


def searchable_of(model: type[Model]) -> Searchable | None:
    """Return how items of `model` are found, or nothing when they are not."""
    return _registry.get(model)


def plain_text(*parts: Any) -> str:
    """Return texts and StreamFields as running text without markup, one part per line."""
    pieces: list[str] = []
    for part in parts:
        if isinstance(part, StreamValue):
            # Wagtail writes a number or choice that was left empty as the word None.
            pieces += [piece for piece in part.stream_block.get_searchable_content(part) if str(piece) != "None"]
        elif part:
            pieces.append(str(part))
    return "\n".join(" ".join(piece.split()) for piece in pieces if piece and piece.strip())


def headings_of(*streams: StreamValue) -> tuple[str, ...]:
    """Return the headings in running texts: blocks of type `heading`."""
    return tuple(str(block.value) for stream in streams for block in stream if block.block_type == "heading")
