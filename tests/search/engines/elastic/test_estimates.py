"""Many results are counted by a share of them, and only where they are indeed many."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from search.engines.elastic import engine as engine_module
from search.engines.elastic import rungs, searches
from search.engines.elastic.queries import expected_matches
from search.engines.elastic.searches import ALL_FILTERS, SAMPLE, Search, sampled
from search.engines.protocol import Request
from search.lists.listings import in_words
from search.lists.page import everything
from search.query.planning import plan
from tests.factories.search import document, fill
from tests.following import FollowingEngine

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MANY = 400


@pytest.fixture
def counted(db: None, following: FollowingEngine, monkeypatch: pytest.MonkeyPatch) -> FollowingEngine:
    """Many entries, of which the words are counted; and a limit that they pass."""
    fill(
        *(
            document(f"Tuin {number}", facets={"thema": ("groen",) if number % 2 else ("taal",)})
            for number in range(MANY)
        ),
        *(document(f"Buurt {number}", facets={"thema": ("buurt", f"deel-{number}")}) for number in range(3)),
        by=following,
    )
    following.rebuild()
    for module in (searches, rungs, engine_module):
        monkeypatch.setattr(module, "MOST_COUNTED", 100)
    monkeypatch.setattr(searches, "COUNTED_OF_MANY", 150)
    # In so few documents no word is ever called frequent, so that words narrow as they do among many.
    monkeypatch.setattr("search.query.planning.SMALLEST_COLLECTION", 10_000)
    return following


def test_of_many_results_a_share_is_counted(counted: FollowingEngine) -> None:
    request = Request(plan("tuin"))
    expected = expected_matches(request.plan, needed=1)
    assert SAMPLE in sampled(Search(request, NOW).counts(1, is_strict=True)[ALL_FILTERS], expected)["aggs"]

    results = counted.search(request)

    assert results.is_estimate
    assert results.counts["thema:groen"] == pytest.approx(MANY / 2, rel=0.4)
    assert results.total == pytest.approx(MANY, rel=0.4)
    assert len(results.hits) == 10


def test_of_all_there_is_a_share_is_counted(counted: FollowingEngine) -> None:
    results = counted.search(Request())

    assert results.is_estimate
    assert results.counts["soort:praktijk"] == pytest.approx(MANY, rel=0.4)


def test_of_few_in_many_the_number_is_exact_and_what_other_choices_would_give_is_not(
    counted: FollowingEngine,
) -> None:
    results = counted.search(Request(filters={"thema": ("thema:buurt",)}))

    assert results.total == results.counts["thema:buurt"] == 3
    assert results.is_estimate
    assert results.counts_of("thema")["thema:groen"] == pytest.approx(MANY / 2, rel=0.4)
    assert results.counts_of("thema")["thema:buurt"] == 3
    assert in_words(results, everything()) == "3 resultaten"


def test_what_other_choices_would_give_is_counted_by_its_own_number(counted: FollowingEngine) -> None:
    filters = {"thema": ("thema:deel-1",), "soort": ("soort:praktijk",)}

    results = counted.search(Request(plan("buurt"), filters=filters))

    assert not results.is_estimate
    assert [results.counts_of("thema")[f"thema:deel-{number}"] for number in range(3)] == [1, 1, 1]
    assert results.counts_of("thema")["thema:buurt"] == 3
    assert results.counts_of("soort") == results.counts

    results = counted.search(Request(filters=filters))

    assert results.is_estimate
    assert results.total == results.counts_of("soort")["soort:praktijk"] == results.counts_of("thema")["thema:deel-1"]
    assert results.counts_of("thema")["thema:groen"] == pytest.approx(MANY / 2, rel=0.4)


@pytest.mark.parametrize(("theme", "total"), [("groen", MANY / 2), ("deel-1", 0)])
def test_of_a_frequent_word_with_a_filter_it_is_known_first_how_many_there_are(
    counted: FollowingEngine, theme: str, total: float
) -> None:
    results = counted.search(Request(plan("tuin"), filters={"thema": (f"thema:{theme}",)}))

    assert results.total == pytest.approx(total, rel=0.4)
    assert results.is_estimate
    assert results.counts.get(f"thema:{theme}", 0) == pytest.approx(total, rel=0.4)
    assert results.counts_of("thema")["thema:taal"] == pytest.approx(MANY / 2, rel=0.4)


def test_of_few_results_each_is_counted_whatever_was_expected(counted: FollowingEngine) -> None:
    asked = plan("buurt")
    common = replace(asked, groups=tuple(replace(group, idf=0.01) for group in asked.groups))
    expected = expected_matches(common, needed=1)
    assert SAMPLE in sampled(Search(Request(common), NOW).counts(1, is_strict=True)[ALL_FILTERS], expected)["aggs"]

    results = counted.search(Request(common))

    assert not results.is_estimate
    assert results.total == results.counts["soort:praktijk"] == 3


def test_what_is_expected_is_about_what_there_is(counted: FollowingEngine) -> None:
    assert expected_matches(plan("tuin"), needed=1) == pytest.approx(MANY, rel=0.1)
    assert expected_matches(plan("buurt"), needed=1) == pytest.approx(3, rel=0.3)
    assert expected_matches(plan("tuin buurt"), needed=2) < 10
    assert expected_matches(plan("tuin buurt"), needed=1) == 0
