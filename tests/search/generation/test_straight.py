"""Documents that are generated straight into an index: those that entries give, and gone when asked."""

from collections.abc import Iterator
from io import StringIO
from typing import Any
from uuid import uuid4

import orjson
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from search.engines.elastic.connection import Cluster
from search.engines.elastic.documents import sources
from search.engines.postgresql.engine import PostgreSQLEngine
from search.entries import Entry
from search.generation import straight
from search.generation.entries import generated, read_world, there, values_of
from search.lexicon import ALL, LexemeCount
from search.query.vocabulary import current_analyser
from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import ThemeFactory
from tests.search.indexed import indexed


@pytest.fixture
def vocabularies(settings: LazySettings) -> None:
    settings.EXAMPLE_ACCOUNTS = True
    ThemeFactory(code="werk", parent=ThemeFactory(code="leren-en-werken"))
    MunicipalityFactory(nis="71016", name="Genk")


@pytest.fixture
def cluster(elasticsearch_url: str, settings: LazySettings) -> Iterator[Cluster]:
    prefix = f"straight-{uuid4().hex[:12]}"
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"urls": (elasticsearch_url,), "index_prefix": prefix}
    cluster = Cluster((elasticsearch_url,), prefix)
    yield cluster
    for name in cluster.client.indices.get(index=f"{cluster.alias}*").body:
        cluster.client.indices.delete(index=name)


def _comparable(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document without what the database numbers, and with lists without an order in one."""
    document = orjson.loads(orjson.dumps(document))  # as the index gets it
    parts = document | {f"shown {name}": value for name, value in orjson.loads(document.pop("shown")).items()}
    without = {name: value for name, value in parts.items() if not name.endswith(("entry", "revision"))}
    lists = ("whole", "word", "facets", "shown facets", "shown begun")
    return without | {name: sorted(parts[name]) for name in lists}


@pytest.mark.django_db
def test_a_document_is_the_one_that_an_entry_gives(vocabularies: None) -> None:
    world = read_world(1)
    made = [generated(number, world) for number in range(1, 201)]
    PostgreSQLEngine().apply(values_of(made))
    entries = {entry.object_id: entry for entry in there()}

    known, analyser = straight.vocabularies_of(world), current_analyser()
    for number, one in enumerate(made, start=1):
        straightly = straight.document(number, one, known, analyser)
        (of_entry,) = sources([entries[one[1]]])
        assert _comparable(straightly) == _comparable(of_entry)


@pytest.mark.django_db
def test_they_stand_beside_the_entries_with_their_words_counted_and_go_when_asked(
    cluster: Cluster, vocabularies: None
) -> None:
    PracticePageFactory(title="Een echte praktijk")
    real = Entry.objects.count()
    out = StringIO()

    call_command("generate_entries", "700", "--straight", "--words=30", stdout=out, stderr=StringIO())

    assert "700 written" in out.getvalue()
    assert Entry.objects.count() == real
    assert cluster.client.count(index=cluster.alias)["count"] == real + 700
    assert LexemeCount.objects.get(lexeme=ALL).documents == real + 700
    assert LexemeCount.objects.get(lexeme="x_voorbeeld").documents == 700

    call_command("generate_entries", "--remove", stdout=out, stderr=StringIO())
    assert len(indexed(cluster)) == real
    assert LexemeCount.objects.get(lexeme=ALL).documents == real


@pytest.mark.django_db
def test_there_must_be_an_index(settings: LazySettings, vocabularies: None) -> None:
    settings.SEARCH_ENGINE = "postgresql"
    with pytest.raises(CommandError, match="SEARCH_ENGINE=elasticsearch"):
        call_command("generate_entries", "5", "--straight")
