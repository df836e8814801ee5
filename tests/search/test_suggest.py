"""Suggestions of the search box: what it is given, and that nothing hidden is among it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from search.engines import engine
from search.names import EntryName
from tests.factories.organisations import FormerMunicipalityFactory, MunicipalityFactory
from tests.factories.pages import PAGE_FACTORIES
from tests.factories.search import document, fill
from tests.factories.states import FORBIDDEN_STATES
from tests.search.test_hostile_input import QUESTIONS

pytestmark = pytest.mark.django_db

WORD = "geheimschrift"


def given(client: Client, typed: str) -> list[dict[str, str]]:
    answer = client.get("/zoeken/suggesties/", {"q": typed})
    assert answer.status_code == 200
    return answer.json()  # type: ignore[no-any-return]


def test_a_search_box_is_given_entries_then_questions(client: Client) -> None:
    fill(*(document(f"Taalhuis {number}", text="taalhuizen") for number in range(2)))
    engine.rebuild()

    assert given(client, "taalhuis") == [
        {"text": "Taalhuis 0", "url": "/praatcafe/", "kind": "Pagina", "note": ""},
        {"text": "Taalhuis 1", "url": "/praatcafe/", "kind": "Pagina", "note": ""},
    ]
    assert given(client, "Een taalhui") == [
        {"text": "Een taalhuis", "url": "/zoeken/?q=Een+taalhuis", "kind": "", "note": ""},
        {"text": "Een taalhuizen", "url": "/zoeken/?q=Een+taalhuizen", "kind": "", "note": ""},
    ]


def test_an_answer_may_be_kept_and_depends_on_nothing_else(client: Client) -> None:
    client.cookies["gemeente"] = "71016"

    answer = client.get("/zoeken/suggesties/?q=taal")

    assert answer["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


@pytest.mark.parametrize("q", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_whatever_is_typed_is_answered(client: Client, q: str) -> None:
    fill(document("Taal oefenen"))

    answer = client.get("/zoeken/suggesties/", {"q": q})

    assert answer.status_code == 400 or isinstance(answer.json(), list)


@pytest.mark.parametrize("q", ["", "t", " t ", "\u202et", "🙂🙂", "taal " * 50])
def test_nothing_is_suggested_for_too_little_or_too_much(client: Client, q: str) -> None:
    fill(document("Taal oefenen"))

    assert given(client, q) == []


@pytest.mark.parametrize("query", ["q=%00taal", "q=%ED%A0%80taal", "q=%C3%28%FF", "", "q=ta&q=xx", "andere=1"])
def test_an_address_that_nobody_types_is_no_fault(client: Client, query: str) -> None:
    assert client.get(f"/zoeken/suggesties/?{query}").status_code in {200, 400}


def test_suggestions_ask_the_database_little(client: Client, django_assert_max_num_queries: Any) -> None:
    fill(*(document(f"Taal oefenen {number}") for number in range(30)))
    given(client, "taal")

    with django_assert_max_num_queries(3):
        assert given(client, "taal oef")


@pytest.mark.parametrize("state", FORBIDDEN_STATES.values(), ids=FORBIDDEN_STATES.keys())
@pytest.mark.parametrize("factory", PAGE_FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def test_what_is_hidden_is_never_suggested(client: Client, factory: Any, state: Callable[[Any], Any]) -> None:
    pages = [factory(title=f"{WORD} {number}", summary=f"Een {WORD}en.") for number in range(2)]
    engine.rebuild()
    assert {f"{WORD} 0", f"{WORD} 1", f"{WORD}en"} <= {found["text"] for found in given(client, WORD)}

    for page in pages:
        state(page)

    assert given(client, WORD) == []
    assert not EntryName.objects.filter(beginning__startswith=WORD).exists()


def test_a_draft_of_another_title_is_not_suggested(client: Client) -> None:
    page = PAGE_FACTORIES[0](title="Openbaar")
    page.title = WORD
    page.save_revision()

    assert given(client, WORD) == []
    assert given(client, "openb")


def test_a_municipality_is_suggested_by_its_old_name(client: Client) -> None:
    new = MunicipalityFactory(name="Tongeren-Borgloon")
    FormerMunicipalityFactory(name="Borgloon", successor=new)
    call_command("rebuild_search", verbosity=0)

    (found,) = given(client, "borglo")

    assert (found["text"], found["url"], found["kind"]) == (new.name, new.get_absolute_url(), "Gemeente")
    assert found["note"] == "ook: Borgloon"
