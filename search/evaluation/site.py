"""Our own judged queries over the starter content, as a collection like any other (judgements/README.md)."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from portal.searchable import Searchable, SearchDocument, searchables
from search.documents import Vocabularies
from search.entries import Entry
from search.evaluation.collections import Collection, CollectionError, Document, Query, read_judgements, read_rows

JUDGEMENTS = Path(__file__).parent / "judgements"
HALVES = ("tuning", "final")
KEYS = ("starter_id", "code", "pk")
"""Fields by which the data files name an item, the first that its model has."""
BATCH = 200

Item = tuple[str, str]
"""Kind and object of an entry."""


def judged_ids() -> dict[Item, str]:
    """Return the id that judgements use for every item that can be found: `praktijk:<starter id>`, `gemeente:<NIS>`.

    What is no starter content gets an id that no judgement has.
    """
    return {
        (searchable.kind, str(pk)): f"{searchable.kind}:{key or f'#{pk}'}"
        for searchable in searchables()
        for pk, key in searchable.public().order_by().values_list("pk", _key(searchable))
    }


def _key(searchable: Searchable) -> str:
    fields = {field.name for field in searchable.model._meta.get_fields()}
    return next(name for name in KEYS if name == "pk" or name in fields)


def own_collection(half: str) -> Collection:
    """Return one half of the judged queries; raise `CollectionError` when the site lacks items that they judge."""
    rows = [row for row in read_rows(JUDGEMENTS / "queries.jsonl", ("_id", "text", "half")) if row["half"] in HALVES]
    judgements = read_judgements(JUDGEMENTS / "qrels.tsv", {row["_id"]: row for row in rows})
    asked = [(Query(row["_id"], row["text"], row["category"]), row) for row in rows if row["half"] == half]
    ids = judged_ids()
    wanted = {item for query, _ in asked for item in judgements.get(query.id, ())}
    if missing := wanted - set(ids.values()):
        raise CollectionError(
            f"The site lacks {len(missing)} of the {len(wanted)} judged items: load the starter content "
            "(manage.py load_starter), and leave it as it is."
        )
    return Collection(
        name=f"own judged queries, {half}",
        queries=tuple(query for query, row in asked if not row.get("expects_nothing")),
        judgements={query.id: judgements[query.id] for query, _ in asked if query.id in judgements},
        documents=partial(_documents, ids),
        unanswerable=tuple(query for query, row in asked if row.get("expects_nothing")),
    )


def strangers() -> int:
    """Return how many entries are no starter content: made by hand, or generated."""
    ids = {item: key for item, key in judged_ids().items() if ":#" not in key}
    return sum(item not in ids for item in Entry.objects.values_list("kind", "object_id"))


def _documents(ids: dict[Item, str]) -> Iterator[Document]:
    """Yield what every item offers to search, with what the vocabularies add: the same words that entries have."""
    for searchable in searchables():
        keys = [pk for kind, pk in ids if kind == searchable.kind]
        for start in range(0, len(keys), BATCH):
            chosen = keys[start : start + BATCH]
            offered = {str(item.pk): searchable.document(item) for item in searchable.public().filter(pk__in=chosen)}
            vocabularies = Vocabularies.for_documents(offered.values())
            for pk, document in offered.items():
                text = "\n".join(_parts(document, vocabularies))
                yield Document(ids[searchable.kind, pk], document.card.title, text)


def _parts(document: SearchDocument, vocabularies: Vocabularies) -> Iterator[Any]:
    yield from document.names
    yield document.summary
    yield from document.headings
    yield from document.tags
    yield from vocabularies.places(document)
    yield from vocabularies.subjects(document)
    yield document.text
