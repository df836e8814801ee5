"""What the public may not see, through every way in which search tells something.

Each way out is a function from what is hidden to whether it shows; a new one (a feed, an export) is one line in
`WAYS`. Each way is first seen to show the item while it is public, so that none of them passes for want of asking.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from portal.media import texts
from search.engines import engine
from search.engines.postgresql.engine import PostgreSQLEngine
from search.engines.protocol import Request
from search.highlight import highlighter
from search.lexicon import Lexicon
from search.query.planning import plan
from search.similar import similar_to
from search.suggest import suggest
from tests.factories.media import DocumentFactory
from tests.factories.pages import PracticePageFactory, StandardPageFactory
from tests.factories.reference import ThemeFactory
from tests.factories.search import document, fill
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db

WORD = "geheimschrift"
TITLE = f"Het {WORD}"
THEME = "thema:taal"


@dataclass(frozen=True)
class Item:
    """What is hidden, by its kind and key, beside something on the same theme that stays."""

    kind: str
    key: str
    beside: tuple[str, str]

    @property
    def pair(self) -> tuple[str, str]:
        return self.kind, self.key


def deleted(page: Any) -> Any:
    """Gone."""
    Page.objects.get(pk=page.pk).specific.delete()


STATES: dict[str, Callable[[Any], Any]] = {**FORBIDDEN_STATES, "deleted": deleted}


def hits(**asked: Any) -> Any:
    return engine.search(Request(plan=plan(WORD), limit=50, **asked))


def quotes(item: Item) -> bool:
    mark = highlighter(plan(WORD)).highlighted
    found = [mark(hit.card.title, hit.summary, hit.text) for hit in hits().hits if hit.kind == item.kind]
    return any(f"<mark>{WORD}" in part for excerpts in found for part in (excerpts.title, *excerpts.excerpts))


def plain_answer(item: Item) -> bool:
    """When there is no time, or another engine is away."""
    found = PostgreSQLEngine()._plain_answer(Request(plan=plan(TITLE)))
    return item.pair in {hit.item for hit in found.hits}


def in_lexicon(item: Item) -> bool:
    """The words of which corrections and suggestions are made, when they are counted again."""
    Lexicon().refresh()
    return any(WORD in word for word, _ in Lexicon().words())


Way = Callable[[Item], bool]
WAYS: dict[str, Way] = {
    "list": lambda item: item.pair in {hit.item for hit in hits().hits},
    "list without words": lambda item: item.pair in {hit.item for hit in engine.search(Request(limit=50)).hits},
    "total": lambda item: hits(scope=(f"soort:{item.kind}",)).total > 0,
    "count of its kind": lambda item: hits().counts.get(f"soort:{item.kind}", 0) > 0,
    "count of its theme": lambda item: hits(scope=(f"soort:{item.kind}",)).counts.get(THEME, 0) > 0,
    "count with a filter on": lambda item: any(
        counts.get(f"soort:{item.kind}") for counts in hits(filters={"thema": (THEME,)}).counts_without.values()
    ),
    "count of the past": lambda item: hits(scope=(f"soort:{item.kind}",)).past > 0,
    "excerpt": quotes,
    "plain answer": plain_answer,
    "promoted": lambda item: bool(engine.fetch([item.pair])),
    "explanation": lambda item: bool(engine.explain(plan(WORD), [item.pair])),
    "suggestion": lambda item: any(found.text == TITLE for found in suggest(TITLE[:8], limit=20)),
    "more like this": lambda item: item.pair in {found.hit.item for found in similar_to(*item.beside, limit=20)},
    "more like this, of itself": lambda item: bool(similar_to(*item.pair)),
    "lexicon": in_lexicon,
}
NEVER = {"count of the past"}
"""What does not happen on a day is never past."""
OF_PAGES_ONLY = {"more like this", "more like this, of itself"}
"""Attachments are not suggested beside an item."""


def showing(item: Item) -> set[str]:
    """Return the ways by which an item shows."""
    return {name for name, shows in WAYS.items() if shows(item)}


@pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
def test_a_hidden_page_shows_by_no_way(state: Callable[[Any], Any]) -> None:
    theme = ThemeFactory(code="taal", label="Taal")
    beside = PracticePageFactory(title="Ernaast", summary="Iets anders.", themes=[theme])
    page = PracticePageFactory(title=TITLE, summary=f"Een {WORD} in een zin.", themes=[theme])
    item = Item("praktijk", str(page.pk), ("praktijk", str(beside.pk)))
    assert set(WAYS) - showing(item) <= NEVER | OF_PAGES_ONLY

    state(page)

    assert showing(item) == set()


@pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
def test_an_attachment_of_a_hidden_page_shows_by_no_way(state: Callable[[Any], Any]) -> None:
    attached = DocumentFactory(title=TITLE, file__data=f"Een {WORD} in een zin.".encode())
    texts.take(attached.pk)
    page = PracticePageFactory(
        title="Met bijlage", themes=[ThemeFactory(code="taal", label="Taal")], body=[("file", attached)]
    )
    item = Item("bijlage", str(attached.pk), ("praktijk", str(page.pk)))
    assert set(WAYS) - showing(item) <= NEVER | OF_PAGES_ONLY

    state(page)

    assert showing(item) == set()


def test_what_is_archived_shows_when_asked_for_only() -> None:
    facets = {"thema": ("taal",)}
    fill(document(TITLE, is_archived=True, facets=facets), document("Ernaast", facets=facets))
    item = Item("praktijk", "1", ("praktijk", "2"))

    # An editor may still promote and explain it, and its words may be asked for.
    assert showing(item) <= {"promoted", "explanation", "lexicon", "more like this, of itself"}
    assert hits().archived == 1
    assert [hit.item for hit in hits(with_archived=True).hits] == [item.pair]


def test_what_is_past_shows_when_asked_for_only() -> None:
    fill(document(TITLE, starts=timezone.now() - datetime.timedelta(days=9), facets={"thema": ("taal",)}))
    item = Item("praktijk", "1", ("praktijk", "2"))

    assert showing(item) <= {"count of the past", "promoted", "explanation", "lexicon", "more like this, of itself"}


def test_a_scratch_area_knows_nothing_of_the_site() -> None:
    StandardPageFactory(title=TITLE)

    with engine.scratch() as scratch:
        assert scratch.rank(WORD, 10) == []
