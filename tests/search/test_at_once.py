"""Two processes change what can be found at the same moment: the later one wins, and neither passes the other by.

Each is done both ways round with the first one's work done and not committed, which is the moment at which neither
sees the other; and a number of times in two real processes that start together.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from wagtail.models import Collection, Locale, Page, PageViewRestriction

from portal.pages.models import StandardPage
from portal.reference.models import Theme
from practices.models import PracticePage
from search import indexing
from search.entries import Entry
from tests.factories.pages import GuidelinePageFactory, PracticePageFactory, StandardPageFactory
from tests.factories.reference import ThemeFactory
from tests.processes import at_once
from tests.search.in_step import what_differs

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Ground:
    """What two editors work on."""

    theme: Theme
    other_theme: Theme
    practice: PracticePage
    draft: PracticePage
    guideline: Any
    parent: StandardPage
    child: StandardPage


@pytest.fixture
def ground(transactional_db: None) -> Ground:
    Locale.objects.get_or_create(language_code="nl-be")
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    theme, other = ThemeFactory(code="taal", label="Taal"), ThemeFactory(code="werk", label="Werk")
    practice = PracticePageFactory(themes=[theme, other])
    parent = StandardPageFactory(slug="doos")
    return Ground(
        theme=theme,
        other_theme=other,
        practice=practice,
        draft=PracticePageFactory(themes=[theme], draft=True),
        guideline=GuidelinePageFactory(themes=[theme], practices=[practice]),
        parent=parent,
        child=StandardPageFactory(parent=parent, draft=True),
    )


def publish(page: Any, **values: Any) -> None:
    page = type(page).objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def rename(theme: Theme, label: str) -> None:
    theme = Theme.objects.get(pk=theme.pk)
    theme.label = label
    theme.save()


def move(page: Any, to: Any) -> None:
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=to.pk), pos="last-child")


def delete(page: Any) -> None:
    Page.objects.get(pk=page.pk).specific.delete()


def restrict(page: Any) -> None:
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type=PageViewRestriction.LOGIN)


Pair = Callable[[Ground], tuple[Callable[[], object], Callable[[], object]]]
PAIRS: dict[str, Pair] = {
    "a first publication, and its theme renamed": lambda on: (
        lambda: publish(on.draft, title="Nu te zien"),
        lambda: rename(on.theme, "Oefenkansen"),
    ),
    "a practice put on a theme, and that theme renamed": lambda on: (
        lambda: publish(on.practice, themes=[on.other_theme, on.theme]),
        lambda: rename(on.other_theme, "Arbeid"),
    ),
    "a page published, and what lies above made private": lambda on: (
        lambda: publish(on.child),
        lambda: restrict(on.parent),
    ),
    "a page published, and what lies above given another address": lambda on: (
        lambda: publish(on.child),
        lambda: publish(on.parent, slug="kast"),
    ),
    "a practice taken off, and put on a guideline": lambda on: (
        lambda: PracticePage.objects.get(pk=on.practice.pk).unpublish(),
        lambda: publish(on.guideline, title="Richtlijn met een andere titel"),
    ),
    "two themes of one practice renamed": lambda on: (
        lambda: rename(on.theme, "Oefenkansen"),
        lambda: rename(on.other_theme, "Arbeid"),
    ),
    "a page deleted, and its theme renamed": lambda on: (
        lambda: delete(on.practice),
        lambda: rename(on.theme, "Oefenkansen"),
    ),
    "everything written anew, and a page published": lambda on: (
        indexing.rebuild,
        lambda: publish(on.practice, title="Ondertussen"),
    ),
}


def together(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Do the second while the first has done its work and did not commit."""
    wrong: list[BaseException] = []

    def in_a_session() -> None:
        try:
            with transaction.atomic():
                second()
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    session = threading.Thread(target=in_a_session)
    with transaction.atomic():
        first()
        session.start()
        session.join(timeout=0.5)  # it waits for us, or it goes past us
    session.join()
    assert wrong == []


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
@pytest.mark.parametrize("order", [1, -1], ids=["in this order", "the other way round"])
def test_neither_passes_the_other_by(ground: Ground, pair: Pair, order: int) -> None:
    together(*pair(ground)[::order])

    assert what_differs() == []


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_two_processes_that_start_together(ground: Ground, pair: Pair) -> None:
    acts = [lambda act=act: _whole(act) for act in pair(ground)]

    assert at_once(*acts) == [0, 0]

    assert what_differs() == []


def test_of_many_that_publish_one_page_the_last_one_is_found(ground: Ground) -> None:
    acts = [lambda n=n: _whole(lambda: publish(ground.practice, title=f"Titel {n}")) for n in range(4)]

    assert at_once(*acts) == [0] * 4

    entry = Entry.objects.get(kind="praktijk", object_id=str(ground.practice.pk))
    assert entry.title == PracticePage.objects.get(pk=ground.practice.pk).title != ground.practice.title
    assert what_differs() == []


def _whole(act: Callable[[], object]) -> None:
    with transaction.atomic():
        act()
