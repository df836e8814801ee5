"""Two sessions change one document at the same time: the later one sees what the earlier one did."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page

from portal.media import texts
from portal.media.models import SiteDocument
from search.entries import Entry
from tests.factories.media import DocumentFactory
from tests.factories.pages import StandardPageFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def roots(transactional_db: None) -> None:
    """What migrations make, and an earlier test with transactions of its own may have emptied."""
    Locale.objects.get_or_create(language_code="nl-be")
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    Page.get_first_root_node() or Page.add_root(title="Root", slug="root")


def entry_of(document: SiteDocument) -> Entry | None:
    return Entry.objects.filter(kind="bijlage", object_id=str(document.pk)).first()


def at_once(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Do the second while the first has done its work and did not commit."""
    session = threading.Thread(target=lambda: (second(), connection.close()))
    with transaction.atomic():
        first()
        session.start()
        session.join(timeout=0.7)  # it waits for us, or it has missed what we did
    session.join()


@pytest.mark.parametrize("order", [1, -1], ids=["page first", "text first"])
def test_a_text_that_comes_in_while_a_page_is_published_is_found(order: int) -> None:
    document = DocumentFactory(file__data=b"praattafel")
    page = StandardPageFactory(draft=True, body=[("file", document)])

    at_once(*[page.save_revision().publish, lambda: texts.take(document.pk)][::order])

    found = entry_of(document)
    assert found is not None
    assert found.text == "praattafel"


def test_a_collection_that_becomes_private_while_a_page_is_published_hides_its_documents() -> None:
    collection = Collection.get_first_root_node().add_child(name="Verslagen")
    document = DocumentFactory(collection=collection)
    page = StandardPageFactory(draft=True, body=[("file", document)])

    at_once(
        page.save_revision().publish,
        lambda: CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.LOGIN
        ),
    )

    assert entry_of(document) is None
