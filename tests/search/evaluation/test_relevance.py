"""Search keeps the relevance that it had: the tuning half of the judged queries against the committed run."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction

from search.evaluation.collections import Collection, Query
from search.evaluation.evaluations import Evaluation, QueryResult, evaluate
from search.evaluation.rankers import ranker
from search.evaluation.runs import FINAL, TUNING, Run, drop, read_run
from search.evaluation.site import own_collection, strangers

pytestmark = pytest.mark.django_db  # so that these come before tests that empty the database behind them


@pytest.fixture(scope="module")
def tuning(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Collection]:
    """The tuning half, on the starter content: loaded once and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        for command in ("load_reference", "load_starter"):
            call_command(command, verbosity=0)
        yield own_collection("tuning")
        transaction.set_rollback(True)


def test_search_has_not_become_worse(tuning: Collection) -> None:
    committed = read_run(TUNING)

    now = evaluate(ranker(committed.engine, on_site=True), tuning)

    lost = drop(committed, now)
    assert not lost, lost


def test_the_committed_run_is_of_the_queries_of_today(tuning: Collection) -> None:
    assert set(read_run(TUNING).per_query) == {query.id for query in tuning.queries}
    assert len(tuning.queries) == 82
    assert len(tuning.unanswerable) == 2


def test_every_item_that_can_be_found_stands_once_in_the_collection(tuning: Collection) -> None:
    documents = {document.id: document for document in tuning.documents()}

    assert len(documents) == len(list(tuning.documents())) == 673
    assert strangers() == 0
    tongeren = documents["gemeente:73111"]
    assert tongeren.title == "Tongeren-Borgloon"
    assert "Borgloon" in tongeren.text
    assert all(document.title for document in documents.values())


def test_the_final_half_keeps_no_figures_of_queries() -> None:
    assert not FINAL.exists() or read_run(FINAL).per_query == {}


def test_a_drop_names_the_queries_that_lost_most() -> None:
    good, bad, same = Query("q1", "buurt"), Query("q2", "taal oefenen"), Query("q3", "school")
    before = Run("tuning", "2026-01-01", "ours", {"ours": {"ndcg@10": 0.9}}, {good.id: 0.5, bad.id: 1.0, same.id: 1.0})

    def now(*figures: float) -> Evaluation:
        results = zip((good, bad, same), figures, strict=True)
        return Evaluation("ours", tuple(QueryResult(query, figure, 1, 10, 10, 0) for query, figure in results))

    lines = drop(before, now(0.6, 0.4, 1.0)).splitlines()
    assert "fell from 0.900 (2026-01-01) to 0.667" in lines[0]
    assert lines[1:] == ["  1.00 → 0.40  q2  taal oefenen"]
    assert drop(before, now(0.7, 1.0, 0.92)) == ""  # .873: less than .03 lost
    assert drop(before, now(0.6, 1.0, 1.0)).startswith("nDCG@10 fell")  # .867: more
