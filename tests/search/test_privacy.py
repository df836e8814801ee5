"""Nothing that the public may not see is found, counted, quoted or named, in whatever state it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from search import indexing
from search.entries import Entry
from tests.factories.pages import PAGE_FACTORIES, PracticePageFactory, StandardPageFactory
from tests.factories.reference import ThemeFactory
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db

WORD = "geheimschrift"


def asked(client: Client, **parameters: str) -> str:
    return client.get("/zoeken/", {"voorbij": "1", **parameters}).content.decode()


def taken_along(client: Client) -> str:
    """The file and the feed of everything."""
    return "".join(
        b"".join(client.get("/zoeken/", {"q": WORD, "voorbij": "1", "weergave": view})).decode()
        for view in ("csv", "atom")
    )


@pytest.mark.parametrize("state", FORBIDDEN_STATES.values(), ids=FORBIDDEN_STATES.keys())
@pytest.mark.parametrize("factory", PAGE_FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def test_what_is_hidden_leaves_list_count_and_excerpt(
    client: Client, factory: Any, state: Callable[[Any], Any]
) -> None:
    page = factory(title=f"Het {WORD}", summary=f"Een {WORD} in een zin.")
    assert "1 resultaat voor" in asked(client, q=WORD)

    assert WORD in taken_along(client)

    state(page)

    answer = asked(client, q=WORD)
    assert "0 resultaten voor" in answer
    assert f"Het {WORD}" not in answer
    assert f"Het {WORD}" not in taken_along(client)
    assert not Entry.objects.filter(kind=page.kind).exists()

    indexing.rebuild()
    assert not Entry.objects.filter(kind=page.kind).exists()


@pytest.mark.parametrize("state", FORBIDDEN_STATES.values(), ids=FORBIDDEN_STATES.keys())
def test_what_is_hidden_is_not_counted_in_a_filter(client: Client, state: Callable[[Any], Any]) -> None:
    theme = ThemeFactory(code="taal", label="Taal")
    kept = StandardPageFactory(title=f"Open {WORD}")
    state(PracticePageFactory(title=f"Het {WORD}", themes=[theme]))

    answer = asked(client, q=WORD)

    assert kept.title in answer.replace("<mark>", "").replace("</mark>", "")
    assert _count(answer, "soort-praktijk") == "0"
    assert _count(answer, "thema-taal") == "0"


def test_lessons_for_members_are_never_indexed(client: Client) -> None:
    PracticePageFactory(member_lessons=f"Het {WORD}", contact_mailbox=f"{WORD}@voorbeeld.be")

    assert "0 resultaten voor" in asked(client, q=WORD)
    assert not Entry.objects.filter(text__contains=WORD).exists()


def _count(answer: str, option: str) -> str:
    return answer.split(f'id="{option}"')[1].split('option__count">')[1].split("<", maxsplit=1)[0]
