"""A document is found by its text when, and only when, anybody may fetch it and a public page uses it."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from portal.media import texts, waiting
from portal.media.models import SiteDocument
from portal.pages.models import StandardPage
from search import indexing
from search.entries import Entry
from tests.factories.accounts import UserFactory
from tests.factories.media import DocumentFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import PracticePageFactory, StandardPageFactory
from tests.factories.reference import ThemeFactory
from tests.portal.media.files import docx, paragraph, pdf

pytestmark = pytest.mark.django_db


def entry_of(document: SiteDocument) -> Entry | None:
    return Entry.objects.filter(kind="bijlage", object_id=str(document.pk)).first()


def places(entry: Entry | None) -> str:
    """Where an attachment stands, in words."""
    assert entry is not None
    (page,) = entry.card["within"]["values"]
    return " ".join(f"{entry.card['within']['label']}: {page['text']} {page['note']}".split())


def read_document(**values: Any) -> SiteDocument:
    """A document whose text the worker has taken."""
    document = DocumentFactory(**values)
    texts.take(document.pk)
    return document


@pytest.fixture
def document() -> SiteDocument:
    content = pdf("Hoe je een praattafel begint")
    return read_document(file__filename="draaiboek.pdf", file__data=content, file_size=len(content))


def page_with(document: SiteDocument, **values: Any) -> Any:
    return StandardPageFactory(body=[("file", document)], **values)


def test_a_document_is_found_by_its_text_with_what_is_known_of_its_page(document: SiteDocument) -> None:
    theme, genk = ThemeFactory(code="taal"), MunicipalityFactory()

    PracticePageFactory(title="Praatcafé", themes=[theme], municipalities=[genk], body=[("file", document)])

    found = entry_of(document)
    assert found is not None
    assert found.text == "Hoe je een praattafel begint"
    assert found.url == document.url
    assert found.card["foot"] == ["PDF, 1\u00a0kB"]
    assert places(found) == "Bijlage bij: Praatcafé"
    assert {"soort:bijlage", "thema:taal", f"gemeente:{genk.nis}"} <= found.values


def test_a_visitor_finds_it_through_the_search_page(document: SiteDocument, client: Client) -> None:
    page_with(document, title="Aan de slag")
    answer = client.get("/zoeken/", {"q": "praattafel"}).content.decode()
    assert document.url in answer
    assert 'Bijlage bij: <a href="/' in answer
    assert ">Aan de slag</a>" in answer
    assert "Bijlage" in answer


def test_a_link_in_a_running_text_counts_too(document: SiteDocument) -> None:
    link = f'<p>Zie <a linktype="document" id="{document.pk}">het draaiboek</a>.</p>'
    StandardPageFactory(body=[("text", link)])
    assert entry_of(document) is not None


def test_without_a_page_it_is_not_found(document: SiteDocument) -> None:
    assert entry_of(document) is None


def test_a_text_that_comes_after_the_page_is_found() -> None:
    document = DocumentFactory(file__filename="a.docx", file__data=docx(paragraph("Oefenkansen")))
    page_with(document)
    found = entry_of(document)
    assert found is not None
    assert found.text == ""

    texts.take(document.pk)

    found.refresh_from_db()
    assert found.text == "Oefenkansen"


def test_a_file_that_fails_is_found_by_its_title_only() -> None:
    document = read_document(title="Nota wonen", file__filename="a.pdf", file__data=pdf("x", encrypted=True))
    page_with(document)
    found = entry_of(document)
    assert found is not None
    assert (found.title, found.text) == ("Nota wonen", "")


def test_a_draft_does_not_show_it_until_it_is_published(document: SiteDocument) -> None:
    draft = page_with(document, draft=True)
    assert entry_of(document) is None

    draft.save_revision().publish()
    assert entry_of(document) is not None

    draft.refresh_from_db()
    draft.unpublish()
    assert entry_of(document) is None


def test_a_change_that_waits_does_not_show_it(document: SiteDocument) -> None:
    page = StandardPageFactory()
    page.body = [("file", document)]
    revision = page.save_revision()
    assert entry_of(document) is None

    # A page in memory that holds a draft, of which only the state is written.
    page.save(update_fields=["live"])
    assert entry_of(document) is None

    revision.publish()
    assert entry_of(document) is not None


def test_taking_it_off_the_page_hides_it(document: SiteDocument) -> None:
    page = page_with(document)
    page.body = []
    page.save_revision().publish()
    assert entry_of(document) is None


@pytest.mark.parametrize("event", ["delete", "restrict", "restrict parent", "move below private"])
def test_what_hides_the_page_hides_its_document(document: SiteDocument, event: str) -> None:
    parent, private = StandardPageFactory(), StandardPageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page = page_with(document, parent=parent)
    assert entry_of(document) is not None

    if event == "delete":
        Page.objects.get(pk=parent.pk).delete()
    elif event == "move below private":
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=private.pk), pos="last-child")
    else:
        hidden = page if event == "restrict" else parent
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)

    assert entry_of(document) is None


def test_one_of_two_pages_is_enough(document: SiteDocument) -> None:
    first, second = page_with(document, title="Eerst"), page_with(document, title="Tweede")
    found = entry_of(document)
    assert found is not None
    assert places(found) == "Bijlage bij: Eerst en 1 andere"

    StandardPage.objects.get(pk=first.pk).delete()

    found.refresh_from_db()
    assert places(found) == "Bijlage bij: Tweede"
    second.unpublish()
    assert entry_of(document) is None


def test_another_title_or_theme_of_the_page_reaches_the_document(document: SiteDocument) -> None:
    theme = ThemeFactory(code="taal", label="Taal")
    practice = PracticePageFactory(title="Voor", themes=[theme], body=[("file", document)])
    practice.title = "Na"
    practice.save()
    theme.label = "Woordenschat"
    theme.save()

    found = entry_of(document)
    assert found is not None
    assert places(found) == "Bijlage bij: Na"
    assert "woordenschat" in str(found.body)


@pytest.mark.parametrize("level", ["own", "above"])
def test_a_private_collection_hides_it(document: SiteDocument, level: str) -> None:
    page_with(document)
    above = Collection.get_first_root_node().add_child(name="Netwerk")
    own = above.add_child(name="Verslagen")
    restriction = CollectionViewRestriction.objects.create(
        collection=own if level == "own" else above, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert entry_of(document) is not None

    document.collection = own
    document.save()
    assert entry_of(document) is None

    restriction.delete()
    assert entry_of(document) is not None

    restriction.pk = None
    restriction.save()
    assert entry_of(document) is None


def test_an_editor_who_moves_documents_or_collections_hides_them(
    document: SiteDocument, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(UserFactory(administrator=True))
    page_with(document)
    root = Collection.get_first_root_node()
    private, box = root.add_child(name="Besloten"), root.add_child(name="Doos")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=CollectionViewRestriction.LOGIN)
    together = reverse("wagtail_bulk_action", args=["media", "sitedocument", "add_to_collection"])

    client.post(f"{together}?id={document.pk}", {"collection": private.pk})
    assert entry_of(document) is None
    client.post(f"{together}?id={document.pk}", {"collection": box.pk})
    assert entry_of(document) is not None

    with django_capture_on_commit_callbacks(execute=True):
        address = reverse("wagtailadmin_collections:edit", args=[box.pk])
        client.post(address, {"name": "Doos", "parent": private.pk})
    assert Collection.objects.get(pk=box.pk).get_parent() == private
    assert entry_of(document) is None


def test_another_file_hides_the_text_of_the_first_at_once(document: SiteDocument) -> None:
    page_with(document)
    document.file.save("nieuw.txt", ContentFile(b"Kookgroep"))
    found = entry_of(document)
    assert found is not None
    assert found.text == ""

    texts.take(document.pk)
    found.refresh_from_db()
    assert found.text == "Kookgroep"


def test_a_deleted_document_is_gone(document: SiteDocument) -> None:
    page_with(document)
    pk = document.pk
    document.delete()
    assert not Entry.objects.filter(kind="bijlage", object_id=str(pk)).exists()
    texts.take(pk)  # a task that comes too late


def test_a_change_that_is_rolled_back_leaves_the_document_as_it_was(document: SiteDocument) -> None:
    with transaction.atomic():
        page_with(document)
        assert entry_of(document) is not None
        transaction.set_rollback(True)
    assert entry_of(document) is None


def test_reconciling_finds_nothing_to_repair_and_asks_little(
    document: SiteDocument, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        page_with(read_document())
    page_with(document)
    with django_assert_max_num_queries(60):
        report = indexing.reconcile()
    assert (report.new, report.changed, report.removed) == ([], [], [])


def test_asking_again_keeps_the_document_findable(document: SiteDocument) -> None:
    page_with(document)
    waiting.ask(document)
    found = entry_of(document)
    assert found is not None
    texts.take(document.pk)
    found.refresh_from_db()
    assert found.text
