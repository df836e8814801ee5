"""Whatever writes or removes an entry: with an index outside the database, the outbox says so in the same transaction.

A trigger notes each entry that is written or removed, whoever does it. Each must stand in the outbox: by the revision
that it has, or by some revision when it is gone.
"""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from practices.models import PracticePage
from search import indexing
from search.engines.elastic.connection import Cluster
from search.engines.elastic.engine import ElasticEngine
from search.entries import Entry
from search.generation.entries import generate, read_world, remove
from search.outbox import Outbox
from tests.search.test_killed import ACTS, Ground, Step, ground, nothing, something_wrong

__all__ = ["ground"]

pytestmark = pytest.mark.django_db(transaction=True)

NOTED = """
    CREATE TABLE noted (kind text, object_id text);
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO noted SELECT (CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END).kind,
            (CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END).object_id;
        RETURN NULL;
    END $$;
    CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON search_entry FOR EACH ROW EXECUTE FUNCTION note();
"""
FORGOTTEN = "DROP TRIGGER note ON search_entry; DROP FUNCTION note; DROP TABLE noted"


def generate_and_remove() -> None:
    list(generate(range(1, 4), read_world(seed=1)))
    remove()


def strange(on: Ground) -> None:
    """An entry of a kind that the site does not have any more."""
    Entry.objects.create(kind="vreemd", object_id="1", title="Wees", card={}, head="", body="", digest="x")


WAYS: dict[str, tuple[Step, Step]] = ACTS | {
    "delete rows at once": (nothing, lambda on: PracticePage.objects.filter(pk=on.practice.pk).delete()),
    "delete what others refer to": (nothing, lambda on: on.document.delete()),
    "reconcile": (something_wrong, lambda on: indexing.reconcile_entries()),
    "reconcile kinds that are gone": (strange, lambda on: indexing.reconcile_entries()),
    "generate and remove": (nothing, lambda on: generate_and_remove()),
}


@pytest.fixture
def noted(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], set[tuple[str, str]]]]:
    """From its call on, what is written is noted; the engine writes as it does for an index, which nobody asks here."""
    engine = ElasticEngine(Cluster(("http://127.0.0.1:9",), "nowhere"))
    for module in ("search.indexing", "search.generation.entries"):
        monkeypatch.setattr(f"{module}.engine", engine)
    yield lambda: _all("SELECT kind, object_id FROM noted")
    with connection.cursor() as cursor:
        cursor.execute(FORGOTTEN)


def _all(statement: str) -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return set(cursor.fetchall())


@pytest.mark.parametrize(("before", "act"), WAYS.values(), ids=WAYS.keys())
def test_no_way_passes_the_outbox(
    ground: Ground, noted: Callable[[], set[tuple[str, str]]], before: Step, act: Step
) -> None:
    before(ground)
    Outbox.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(NOTED)

    act(ground)

    written = noted()
    revisions = dict.fromkeys(written, 0) | {
        (entry.kind, entry.object_id): entry.revision
        for entry in Entry.objects.all()
        if (entry.kind, entry.object_id) in written
    }
    told = {(row.kind, row.object_id): row.revision for row in Outbox.objects.order_by("revision")}
    assert written
    assert {item: told.get(item) for item, revision in revisions.items() if told.get(item, -1) < revision} == {}
    assert all(told[item] == revision for item, revision in revisions.items() if revision)
