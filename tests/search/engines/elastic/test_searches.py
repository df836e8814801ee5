"""From a request to a search: phrases, and what comes before others."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.analysis.fields import Field
from search.engines.elastic.mapping import LONGEST_KEYWORD
from search.engines.elastic.queries import query_of_form
from search.engines.elastic.searches import FIRST, NAMED, TIER, Search
from search.engines.postgresql.engine import PostgreSQLEngine
from search.engines.protocol import Order, Request
from search.query.plan import Alternative, Group, Lexeme, Phrase, Plan, Weighted
from tests.factories.search import document, fill
from tests.following import FollowingEngine

NOW = datetime(2026, 6, 1, tzinfo=UTC)
OWN, REGION = ("gemeente:73083",), ("regio:limburg",)


def asked(form: Lexeme | Phrase) -> Plan:
    return Plan(text="x", groups=(Group("x", (Alternative(((form,),)),), (Weighted(form, 1.0),)),))


def test_words_that_follow_each_other_leave_no_place_between_them() -> None:
    phrase = Phrase(Field.EXACT, ((0, "sterke"), (1, "buurt")))

    assert query_of_form(phrase) == {
        "span_near": {
            "clauses": [{"span_term": {"exact": "sterke"}}, {"span_term": {"exact": "buurt"}}],
            "slop": 0,
            "in_order": True,
        }
    }


def test_words_that_were_left_out_of_a_phrase_keep_their_places() -> None:
    phrase = Phrase(Field.STEM, ((0, "werk"), (3, "buurt"), (4, "sterk")))

    assert query_of_form(phrase)["span_near"]["clauses"] == [
        {"span_term": {"stem": "werk"}},
        {"span_gap": {"stem": 2}},
        {"span_term": {"stem": "buurt"}},
        {"span_term": {"stem": "sterk"}},
    ]


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(["taal", "buurt", "werk"]), min_size=2, max_size=4),
    gaps=st.lists(st.integers(1, 4), min_size=3, max_size=3),
    field=st.sampled_from([Field.EXACT, Field.STEM]),
)
def test_both_engines_find_a_phrase_in_the_same_documents(
    texts: None, following: FollowingEngine, words: list[str], gaps: list[int], field: Field
) -> None:
    places = [sum(gaps[:number]) for number in range(len(words))]
    request = Request(asked(Phrase(field, tuple(zip(places, words, strict=True)))), limit=50)

    ours, theirs = (engine.search(request) for engine in (PostgreSQLEngine(), following))

    assert {hit.item for hit in theirs.hits} == {hit.item for hit in ours.hits}


@pytest.fixture
def texts(db: None, following: FollowingEngine) -> None:
    """Documents in which the same words stand in many orders and distances, in one part or in several."""
    every = ["taal", "buurt", "werk", "iets"]
    lines = [[every[(number // 4**at) % 4] for at in range(5)] for number in range(0, 4**5, 23)]
    fill(*(document(" ".join(line[:2]), text=" ".join(line[2:] * 2)) for line in lines), by=following)


def test_what_comes_first_stands_above_every_tier_and_each_tier_above_a_name() -> None:
    assert FIRST > 7 * TIER
    assert TIER > NAMED


@pytest.mark.parametrize(
    ("facets", "names", "raised"),
    [
        ((), (), 0),
        ((), ("taal",), NAMED),
        (REGION, (), TIER),
        (OWN, (), 2 * TIER),
        ((*OWN, *REGION), ("taal",), 2 * TIER + NAMED),
        (("uitgever:agii", *REGION), (), FIRST + TIER),
    ],
)
def test_what_is_added_for_names_and_tiers_is_known(
    facets: tuple[str, ...], names: tuple[str, ...], raised: float
) -> None:
    plan = replace(asked(Lexeme(Field.EXACT, "taal")), name="taal")
    request = Request(plan, order=Order.LIKE_MINE, near=(OWN, REGION), first="uitgever:agii")

    assert Search(request, NOW).raised(frozenset(facets), names) == raised


@pytest.mark.django_db
@pytest.mark.parametrize(
    "how", [{"first": "uitgever:agii"}, {"order": Order.LIKE_MINE, "near": (OWN, REGION)}], ids=["first", "near"]
)
def test_a_score_is_of_the_words_alone(following: FollowingEngine, how: dict[str, Any]) -> None:
    fill(
        document("Taal in de buurt", text="taal " * 9),
        document("Buurt", text="over taal", facets={"uitgever": ("agii",), "gemeente": ("73083",)}),
        document("Taal", facets={"regio": ("limburg",)}),
        by=following,
    )
    request = Request(replace(asked(Lexeme(Field.EXACT, "taal")), name="taal"))
    scores = {hit.item: hit.score for hit in following.search(request).hits}

    hits = following.search(replace(request, **how)).hits

    assert hits[0].card.title == "Buurt"
    assert {hit.item: hit.score for hit in hits} == pytest.approx(scores, abs=0.002)


def test_a_name_that_no_entry_can_have_is_not_looked_for() -> None:
    plan = replace(asked(Lexeme(Field.EXACT, "taal")), name="é" * (LONGEST_KEYWORD + 1))

    assert plan.name not in str(Search(Request(plan), NOW).hits(1, is_strict=True, only_keys=False, offset=0))
