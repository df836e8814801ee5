"""Documents and entries of search, for tests that need no items behind them."""

from typing import Any

from portal.cards import Card
from portal.searchable import SearchDocument
from search.documents import EntryValues, Vocabularies, entry_values
from search.engines import engine
from search.engines.protocol import Engine
from search.entries import Entry


def document(
    title: str = "Praatcafé", *, url: str = "/praatcafe/", is_example: bool = False, **values: Any
) -> SearchDocument:
    """Return the document of an item with this title; other values are those of `SearchDocument`."""
    card = Card(
        kind="page", kind_label="Pagina", url=url, title=title, text=values.get("summary", ""), is_example=is_example
    )
    return SearchDocument(card=card, **values)


def values(kind: str, object_id: str, offered: SearchDocument) -> EntryValues:
    """Return the values of the entry for a document, with what the vocabularies add."""
    return entry_values(kind, object_id, offered, Vocabularies.for_documents([offered]))


def fill(*documents: SearchDocument | tuple[str, SearchDocument], by: Engine = engine) -> None:
    """Write an entry for each document and leave no others; a pair gives its kind, which is *praktijk* otherwise."""
    for kind, object_id in Entry.objects.values_list("kind", "object_id"):
        by.withdraw(kind, [object_id])
    pairs = [offered if type(offered) is tuple else ("praktijk", offered) for offered in documents]
    by.apply([values(kind, str(number), offered) for number, (kind, offered) in enumerate(pairs, start=1)])  # type: ignore[arg-type]
