"""django-modelsearch's own backend for Elasticsearch 9, on the same documents: what ours is measured beside.

The node of the tests has no custom analysers, so this backend's settings go without and its mapping has `standard`: no
folding of accents, and no parts of words for completion, which the questions here do not ask.
"""

import time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from modelsearch import index
from modelsearch.backends.elasticsearch9 import Elasticsearch9Mapping, Elasticsearch9SearchBackend
from modelsearch.backends.elasticsearch9 import Elasticsearch9SearchQueryCompiler as Compiler

from search.generation.entries import Generated, World, generated
from tests.performance.benchmarks.stock import FACETS, Asked

BATCH = 1000
FEW = 10


class BenchDocument(index.Indexed, models.Model):
    """A generated document as a model that is searched by django-modelsearch."""

    id = models.IntegerField(primary_key=True)
    title = models.TextField()
    summary = models.TextField()
    text = models.TextField()
    soort = ArrayField(models.TextField())
    thema = ArrayField(models.TextField())
    doelgroep = ArrayField(models.TextField())
    domein = ArrayField(models.TextField())
    gemeente = ArrayField(models.TextField())

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("summary"),
        index.SearchField("text"),
        *(index.FilterField(name) for name in FACETS),
    ]

    class Meta:
        app_label = "search"
        managed = False
        db_table = "bench_document"

    def __str__(self) -> str:
        return self.title


class _Mapping(Elasticsearch9Mapping):
    edgengram_analyzer_config = {"analyzer": "standard"}


class _Compiler(Compiler):
    mapping_class = _Mapping

    def _process_lookup(self, field_path: Any, lookup: str, value: Any, *more: Any, **named: Any) -> Any:
        # An array that has one of these values: for an index the same as a field that is one of them.
        if lookup == "contains":
            lookup, value = "in", [each.value for each in value.get_source_expressions()]
        return super()._process_lookup(field_path, lookup, value, *more, **named)


class Backend(Elasticsearch9SearchBackend):
    """The backend without the analysers that the node does not have."""

    mapping_class = _Mapping
    query_compiler_class = _Compiler
    settings = {"settings": {"number_of_shards": 1, "number_of_replicas": 0}}


def backend(url: str) -> Backend:
    """Return the backend on this node."""
    return Backend({"URLS": [url], "INDEX_PREFIX": "theirs_", "TIMEOUT": 60})


def fill(theirs: Backend, number: int, world: World) -> float:
    """Write rows and index them as the backend does; return the documents per second of the indexing."""
    with connection.schema_editor() as editor:
        editor.create_model(BenchDocument)
    target = theirs.get_index_for_model(BenchDocument)
    target.put()
    target.add_model(BenchDocument)
    took = 0.0
    for start in range(1, number + 1, BATCH):
        numbers = range(start, min(start + BATCH, number + 1))
        rows = [_row(n, generated(n, world)) for n in numbers]
        BenchDocument.objects.bulk_create(rows)
        began = time.perf_counter()
        target.add_items(BenchDocument, rows)
        took += time.perf_counter() - began
        if start // 50_000 != numbers[-1] // 50_000:
            print(f"django-modelsearch: {numbers[-1]:,} of {number:,} documents", flush=True)
    target.refresh()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE bench_document")
    return number / took


def _row(number: int, made: Generated) -> BenchDocument:
    kind, _, document = made
    facets: dict[str, Any] = {name: list(document.facets.get(name, ())) for name in FACETS} | {"soort": [kind]}
    title = document.card.title
    return BenchDocument(id=number, title=title, summary=document.summary, text=document.text, **facets)


def search(theirs: Backend, asked: Asked) -> int:
    """Ask for the first ten and five facets, as its users do; return how many were found of the ten."""
    rows = BenchDocument.objects.all()
    for name, value in asked.filters:
        rows = rows.filter(**{f"{name}__contains": [value]})
    results = theirs.search(asked.q, rows, operator="and")
    found = list(results[:FEW])
    for name in FACETS:
        results.facet(name)
    return len(found)
