"""Whatever stands in the address: an answer or a plain 400, in less than a second, and never a fault of the server.

The clock is that of our own process, which a busy machine does not stretch; the database's part has a limit of its own
(`PostgreSQLEngine.timeout`), tested with the engine.
"""

import re
import time

import pytest
from django.test import Client
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines import engine
from search.engines.protocol import Request
from search.highlight import highlighter
from search.query.planning import plan
from tests.factories.search import document, fill

pytestmark = pytest.mark.django_db

QUESTIONS = {
    "operators": "' & | ! <-> :*",
    "operators around words": "taal & oefenen | ! samen <-> :* (leven) 'quoted' \\ %s %(q)s {0} $$ ;--",
    "quote that does not close": '"taal oefenen',
    "many quotes": '"' * 500,
    "many minuses": "-" * 500,
    "minus and quotes": '-"-"-"taal"-"',
    "only not": "-taal -oefenen",
    "only stop words": "de het een van en",
    "only signs": "!!! ??? ... ,,, ---",
    "20,000 signs": "taal " * 4_000,
    "one word of 20,000 signs": "x" * 20_000,
    "words without end": "-".join(["taal"] * 40),
    "emoji": "🙂🙃 👩‍👩‍👧‍👦 🏳️‍🌈",
    "arabic": "مرحبا بالعالم",
    "chinese": "你好世界",
    "combining signs": "e" + "\u0301" * 1_000,
    "expands when folded": "ﷺ" * 200,
    "right to left": "\u202etaal\u202c",
    "html": "<script>alert(1)</script><mark>",
    "template": "{{ request }}{% load x %}",
    "zero width": "ta\u200bal",
    "apostrophes": "''''''",
    "path": "../../etc/passwd",
    "address": "https://www.voorbeeld.be/pad/?a=b#c",
    "mail": "iemand@voorbeeld.be",
    "numbers": "1.000.000,50 -3840 1e400 0x10",
}

ADDRESSES = {
    "NUL": "q=taal%00oefenen",
    "lone surrogate": "q=%ED%A0%80taal",
    "broken UTF-8": "q=%C3%28%FF",
    "1,000 facet values": "q=taal&" + "&".join(f"thema=t{number}" for number in range(1_000)),
    "150 facet values": "q=taal&" + "&".join(f"thema=t{number}&soort=s{number}" for number in range(75)),
    "facet that does not exist": "q=taal&kleur=rood",
    "value that does not exist": "q=taal&soort=olifant&thema=x&gemeente=00000",
    "value that is no code": "q=taal&soort='%20OR%201=1--&thema=%22&gemeente=%F0%9F%99%82",
    "page 10^20": "q=taal&pagina=100000000000000000000",
    "negative page": "q=taal&pagina=-1",
    "page that is no number": "q=taal&pagina=NaN&pagina=%D9%A3",
    "unknown order": "q=taal&sorteer=willekeurig",
    "repeated": "q=taal&q=werk&voorbij=1&voorbij=0&sorteer=nieuwste&sorteer=x&pagina=2&pagina=3",
    "empty": "q=&soort=&thema=&gemeente=&voorbij=&sorteer=&pagina=",
    "without names": "=&=&&&=taal",
}


@pytest.fixture(autouse=True)
def something_to_find() -> None:
    fill(*(document(f"Taal oefenen {number}", text="de taal van het samen leven " * 50) for number in range(30)))


@pytest.mark.parametrize("q", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_question_is_answered(client: Client, q: str) -> None:
    started = time.process_time()
    answer = client.get("/zoeken/", {"q": q})

    assert answer.status_code in {200, 400}
    assert time.process_time() - started < 1
    if answer.status_code == 200:
        assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("query", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_an_address_is_answered(client: Client, query: str) -> None:
    started = time.process_time()
    answer = client.get(f"/zoeken/?{query}")

    assert answer.status_code in {200, 400}
    assert time.process_time() - started < 1


@pytest.mark.parametrize("view", ["csv", "atom", "kaart", "csv%00", "x" * 1000])
@pytest.mark.parametrize("query", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_a_file_or_a_feed_is_answered(client: Client, query: str, view: str) -> None:
    answer = client.get(f"/zoeken/?{query}&weergave={view}&getypt=%00%ED%A0%80")

    assert answer.status_code in {200, 400}
    assert b"".join(answer) or answer.status_code == 400


@pytest.mark.parametrize("cookie", ["", "x", "99999", "-1234", "1" * 10_000])
def test_a_forged_preference_is_no_preference(client: Client, cookie: str) -> None:
    client.cookies["gemeente"] = cookie

    assert client.get("/zoeken/?q=taal").status_code == 200


MARKS = re.compile("</?mark>")
SIGNS = st.one_of(
    st.sampled_from(
        ["taal", "samen", '"', "-", "&", "|", "!", "<->", ":*", "(", ")", "'", "\\", "\x00", "\ud800", " "]
    ),
    st.sampled_from(
        ["de", "OCMW", "o.c.m.w.", "NT-2", "مرحبا", "🙂", "e\u0301", "ﷺ", "\u202e", "<b>", "&amp;", "x" * 300]
    ),
    st.text(max_size=20),
    st.text(alphabet=st.characters(), max_size=20),
)
ANYTHING = st.lists(SIGNS, max_size=40).map(" ".join) | st.lists(SIGNS, max_size=40).map("".join)
LONG = st.tuples(SIGNS.filter(bool), st.sampled_from(["", " "])).map(lambda pair: ("".join(pair) * 20_000)[:20_000])
often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@often
@given(q=ANYTHING | LONG)
def test_any_text_has_a_plan_and_an_answer(q: str) -> None:
    started = time.process_time()

    results = engine.search(Request(plan=plan(q)))

    assert results.is_complete
    assert results.total >= len(results.hits)
    assert time.process_time() - started < 1


@often
@given(q=ANYTHING, title=ANYTHING, summary=ANYTHING, text=ANYTHING)
def test_any_text_is_marked_and_stays_what_it_is(q: str, title: str, summary: str, text: str) -> None:
    shown = highlighter(plan(q)).highlighted(title, summary, text)

    assert MARKS.sub("", shown.title) == escape(title)
    source = escape("\n".join(part for part in (summary, text) if part))
    for part in shown.excerpts:
        quoted = MARKS.sub("", part).removeprefix("…\xa0")
        assert quoted in source or quoted.removesuffix("\xa0…") in source
    for part in (shown.title, *shown.excerpts):
        tags = re.findall("<[^>]*>", part)
        assert tags == ["<mark>", "</mark>"] * (len(tags) // 2)
        assert "'" not in part
        assert '"' not in part
