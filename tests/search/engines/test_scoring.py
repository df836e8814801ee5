"""What a score is made of, beside PostgreSQL itself."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from search.engines.postgresql.lexemes import MOST_PLACES
from search.engines.scoring import PLACES, rank_of

WEIGHTS = [PLACES[place] for place in "DCBA"]
PARTS = st.lists(st.sampled_from("ABCD"), min_size=1, max_size=MOST_PLACES * len(PLACES)).map("".join)


@pytest.mark.django_db
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=PARTS)
@example("D")
@example("A" + "D" * 200)
@example("D" * 200 + "A")
def test_the_rank_of_a_word_is_that_of_postgresql(places: str) -> None:
    vector = "'taal':" + ",".join(f"{at}{place}" for at, place in enumerate(places, start=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT ts_rank(%s::real[], %s::tsvector, 'taal'::tsquery)", [WEIGHTS, vector])
        (theirs,) = cursor.fetchone()

    assert rank_of(places) == pytest.approx(theirs, rel=1e-5)


@given(places=PARTS)
def test_where_titles_come_before_texts_a_rank_has_its_bounds(places: str) -> None:
    assert 0.18 < rank_of("".join(sorted(places))) <= 1
