"""An act that is cut anywhere: the entries are what is public, nothing lost, nothing leaked, nothing doubled.

Each act is done by a process of its own, which is killed after one of its SQL statements, for statements over the whole
of it; as an editor does it, by a request to the admin, or as the worker does.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Locale, Page, PageViewRestriction

from portal.media import texts
from portal.media.models import SiteDocument
from portal.pages.models import StandardPage
from portal.pages.schedule import publish_and_expire
from portal.reference.models import Theme
from practices.models import PracticePage
from search import indexing
from search.engines import engine
from search.engines.protocol import Request
from search.entries import Entry
from search.query.planning import plan
from tests.factories.accounts import UserFactory
from tests.factories.media import DocumentFactory
from tests.factories.pages import GuidelinePageFactory, PracticePageFactory, StandardPageFactory
from tests.factories.reference import ThemeFactory
from tests.processes import Ended, killed_after, to_its_end
from tests.search.in_step import what_differs

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 6
"""Of an act with more statements: those around its last commits, and a sample of the others."""


@dataclass
class Ground:
    """What is there before each act."""

    client: Client
    theme: Theme
    document: SiteDocument
    practice: PracticePage
    parent: StandardPage
    child: StandardPage
    places: tuple[StandardPage, StandardPage]
    number: Any

    def admin(self, name: str, *arguments: Any, query: str = "", **values: Any) -> None:
        answer = self.client.post(reverse(name, args=arguments) + query, values)
        assert answer.status_code == 302 or (
            answer.status_code == 200 and "form-invalid" not in answer.content.decode()
        )


@pytest.fixture
def ground(transactional_db: None, client: Client) -> Ground:
    Locale.objects.get_or_create(language_code="nl-be")
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    client.get("/beheer/")
    theme, document = ThemeFactory(code="taal", label="Taal"), DocumentFactory(file__data=b"praattafel")
    texts.take(document.pk)
    practice = PracticePageFactory(themes=[theme], body=[("file", document)])
    GuidelinePageFactory(themes=[theme], practices=[practice])
    places = StandardPageFactory(slug="kast"), StandardPageFactory(slug="kist")
    parent = StandardPageFactory(slug="doos", parent=places[0])
    child = StandardPageFactory(parent=parent, body=[("file", document)])
    return Ground(client, theme, document, practice, parent, child, places, count())


def changed_draft(on: Ground) -> None:
    """A change of the practice that waits to be published."""
    page = PracticePage.objects.get(pk=on.practice.pk)
    page.title = f"Praatcafé {next(on.number)}"
    page.save_revision()


def hidden(on: Ground) -> None:
    PracticePage.objects.get(pk=on.practice.pk).unpublish()
    changed_draft(on)


def waiting_for_its_day(on: Ground) -> None:
    hidden(on)
    page = PracticePage.objects.get(pk=on.practice.pk).get_latest_revision_as_object()
    revision = page.save_revision()
    revision.approved_go_live_at = timezone.now()
    revision.save()


def public(on: Ground) -> None:
    page = StandardPage.objects.get(pk=on.parent.pk)
    for each in (page, StandardPage.objects.get(pk=on.child.pk)):
        each.save_revision().publish()


def unrestricted(on: Ground) -> None:
    for restriction in PageViewRestriction.objects.all():
        restriction.delete()


def at_its_first_place(on: Ground) -> None:
    if not Page.objects.get(pk=on.parent.pk).is_child_of(on.places[0]):
        move(on, on.places[0])


def something_to_delete(on: Ground) -> None:
    if not Page.objects.filter(slug="weg").exists():
        StandardPageFactory(parent=StandardPageFactory(slug="weg"), body=[("file", on.document)])


def unread(on: Ground) -> None:
    on.document.file.save(f"verslag-{next(on.number)}.txt", on.document.file.file, save=True)


def something_wrong(on: Ground) -> None:
    """Entries that differ from their items without a trace."""
    Entry.objects.filter(kind="pagina").update(title="Fout", digest="x")
    Entry.objects.filter(kind="praktijk").delete()
    Entry.objects.create(kind="pagina", object_id="999999", title="Wees", card={}, head="", body="", digest="x")


def move(on: Ground, to: Any) -> None:
    on.admin("wagtailadmin_pages:move_confirm", on.parent.pk, to.pk)


def publish(on: Ground) -> None:
    on.admin("wagtail_bulk_action", "wagtailcore", "page", "publish", query=f"?id={on.practice.pk}&next=/beheer/")


def rename(on: Ground) -> None:
    values = {"label": f"Taal {next(on.number)}", "code": "taal", "sort": 1, "synonyms": "praten"}
    assert on.client.post(f"/beheer/keuzelijsten/theme/edit/{on.theme.pk}/", values).status_code == 302


def nothing(on: Ground) -> None:
    """Nothing needs to be prepared: the act can be done again."""


Step = Callable[[Ground], object]
ACTS: dict[str, tuple[Step, Step]] = {
    "publish a change": (changed_draft, publish),
    "publish what was hidden": (hidden, publish),
    "publish on its day": (waiting_for_its_day, lambda on: publish_and_expire(timezone.now())),
    "unpublish a page and what lies below": (
        public,
        lambda on: on.admin("wagtailadmin_pages:unpublish", on.parent.pk, include_descendants="on"),
    ),
    "move a page with a page below it": (at_its_first_place, lambda on: move(on, on.places[1])),
    "rename a theme": (nothing, rename),
    "make a page private": (
        unrestricted,
        lambda on: on.admin("wagtailadmin_pages:set_privacy", on.parent.pk, restriction_type="login"),
    ),
    "delete a page with a page below it": (
        something_to_delete,
        lambda on: on.admin("wagtailadmin_pages:delete", Page.objects.get(slug="weg").pk),
    ),
    "take the text of an attachment": (unread, lambda on: texts.take(on.document.pk)),
}


def digests() -> set[tuple[str, str, str]]:
    return set(Entry.objects.values_list("kind", "object_id", "digest"))


def points(whole: Ended) -> list[int]:
    """Return the statements after which to kill: all of a short act; of a long one a sample, always the same."""
    every = range(1, whole.statements + 1)
    around = {commit + step for commit in whole.commits[-2:] for step in (-1, 0, 1)} & set(every)
    others = [number for number in every if number not in around]
    return sorted(around | set(random.Random(5).sample(others, min(len(others), KILLS - len(around)))))  # noqa: S311


@pytest.mark.parametrize(("before", "act"), ACTS.values(), ids=ACTS.keys())
def test_an_act_that_is_cut_leaves_what_is_public(ground: Ground, before: Step, act: Step) -> None:
    before(ground)
    first = digests()
    whole = to_its_end(lambda: act(ground))
    assert digests() != first, "the act changed nothing that can be found"
    assert what_differs() == []

    for point in points(whole):
        before(ground)
        cut = killed_after(point, lambda: act(ground))
        assert what_differs() == [], f"killed after statement {point} of {whole.statements} ({cut})"


def test_a_reconciliation_that_is_cut_loses_nothing_and_the_next_one_finishes(ground: Ground) -> None:
    answered()  # so that there is an index, which the first of them would make
    something_wrong(ground)
    whole = to_its_end(indexing.reconcile)

    for point in points(whole):
        something_wrong(ground)
        assert killed_after(point, indexing.reconcile)
        indexing.reconcile()
        assert what_differs() == [], f"killed after statement {point} of {whole.statements}"


def test_a_rebuild_that_is_cut_answers_all_along_and_the_next_one_goes_on(ground: Ground, monkeypatch: Any) -> None:
    monkeypatch.setattr(indexing, "BATCH", 2)
    answers = answered()
    whole = to_its_end(indexing.rebuild)

    for point in points(whole):
        assert killed_after(point, indexing.rebuild)
        assert answered() == answers, f"killed after statement {point} of {whole.statements}"
        left = Entry.objects.filter(digest="").count()
        report = indexing.rebuild()
        # An attachment comes along with a page that uses it, and is the same when its own turn comes.
        assert 0 < len(report.changed) <= (left or Entry.objects.count())
        assert what_differs() == []


def answered() -> list[tuple[str, str]]:
    """Return all that is found, by a word of an attachment and without words."""
    results = [engine.search(Request(plan=plan(q), limit=100)) for q in ("praattafel", "")]
    return sorted((hit.kind, hit.card.title) for result in results for hit in result.hits)
