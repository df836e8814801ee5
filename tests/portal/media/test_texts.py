"""The worker takes the text of every file that comes in; editors see how that went."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.media import texts
from portal.media.extraction.results import Limits, Reason
from portal.media.models import DocumentText, SiteDocument
from portal.pages.rights import grant_editors
from portal.tasks.registry import job_named
from portal.tasks.worker import SiteWorker
from tests.factories.accounts import UserFactory
from tests.factories.media import DocumentFactory
from tests.factories.tree import SiteTree
from tests.portal.media.files import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, site_tree: SiteTree) -> Client:
    user = UserFactory()
    user.groups.add(grant_editors(site_tree.home))
    client.force_login(user)
    return client


def work_until_idle() -> None:
    worker = SiteWorker()
    while row := worker._claim():
        worker.run_task(row)


def text_of(document: SiteDocument) -> DocumentText:
    return DocumentText.objects.get(document=document)


def tasks_for(document: SiteDocument) -> int:
    return DBTaskResult.objects.filter(
        task_path="portal.media.tasks.read_document", args_kwargs__args=[document.pk]
    ).count()


def upload(client: Client, name: str, content: bytes) -> SiteDocument:
    file = SimpleUploadedFile(name, content)
    data = {"title": "Draaiboek", "file": file, "licence": "gratis-hergebruik", "collection": 1}
    assert client.post(reverse("wagtaildocs:add"), data).status_code == 302
    return SiteDocument.objects.get()


def test_an_upload_is_read_by_the_worker(editor: Client) -> None:
    document = upload(editor, "draaiboek.pdf", pdf("Praattafel", "Blad twee"))
    assert text_of(document).state == "wacht"

    work_until_idle()

    text = text_of(document)
    assert (text.state, text.text, text.pages) == ("gelezen", "Praattafel\nBlad twee", 2)
    assert text.file_hash == document.file_hash != ""


def test_a_bad_file_leaves_the_worker_at_work_and_the_document_as_it_was(editor: Client) -> None:
    bad = upload(editor, "nota.pdf", pdf("geheim", encrypted=True))
    good = DocumentFactory()

    work_until_idle()

    assert (text_of(bad).state, text_of(bad).reason, text_of(bad).text) == ("mislukt", "encrypted", "")
    assert text_of(good).state == "gelezen"
    assert not DBTaskResult.objects.failed().exists()
    assert editor.get(bad.url).status_code == 200


def test_a_bomb_is_stopped_and_said() -> None:
    document = DocumentFactory(file__filename="a.txt", file__data=b"x" * 5000)
    texts.take(document.pk, Limits(file=4000))
    assert text_of(document).reason == Reason.TOO_LARGE


def test_a_file_that_is_gone_is_said() -> None:
    document = DocumentFactory()
    document.file.storage.delete(document.file.name)
    texts.take(document.pk)
    assert text_of(document).reason == Reason.MISSING


def test_saving_without_another_file_asks_nothing() -> None:
    document = DocumentFactory()
    texts.take(document.pk)
    document.title = "Anders"
    document.save()
    document.get_file_hash()
    assert text_of(document).state == "gelezen"
    assert tasks_for(document) == 1


def test_a_text_that_comes_after_another_file_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    document = DocumentFactory(file__filename="oud.txt", file__data=b"oud")
    read_text = texts.read_text

    def replaced_meanwhile(*arguments: object) -> object:
        document.file.save("nieuw.txt", SimpleUploadedFile("nieuw.txt", b"nieuw"))
        return read_text(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(texts, "read_text", replaced_meanwhile)
    texts.take(document.pk)
    assert (text_of(document).state, text_of(document).text) == ("wacht", "")

    monkeypatch.undo()
    work_until_idle()
    assert text_of(document).text == "nieuw"


def test_what_was_never_asked_or_left_waiting_is_asked_for() -> None:
    old, lost, fresh, done = DocumentFactory(), DocumentFactory(), DocumentFactory(), DocumentFactory()
    texts.take(done.pk)
    text_of(old).delete()
    DBTaskResult.objects.all().delete()
    DocumentText.objects.filter(document=lost).update(asked_at=timezone.now() - datetime.timedelta(hours=2))
    job = job_named("read-documents")
    assert job is not None

    assert job.run(timezone.now()) == "2 bestanden gevraagd."

    assert [tasks_for(document) for document in (old, lost, fresh, done)] == [1, 1, 0, 0]
    work_until_idle()
    assert text_of(old).state == text_of(lost).state == "gelezen"


def test_a_lost_upload_leaves_no_task() -> None:
    with transaction.atomic():
        document = DocumentFactory()
        assert tasks_for(document) == 1
        transaction.set_rollback(True)
    assert tasks_for(document) == 0


@pytest.mark.parametrize(
    "values",
    [{"state": "wacht", "text": "x"}, {"state": "mislukt", "reason": ""}, {"state": "gelezen", "reason": "damaged"}],
)
def test_the_database_keeps_state_text_and_reason_together(values: dict[str, str]) -> None:
    document = DocumentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentText.objects.filter(document=document).update(**values)


def test_editors_see_how_each_text_stands_and_what_to_do(editor: Client) -> None:
    bad = DocumentFactory(title="Scan", file__filename="scan.pdf", file__data=pdf(b""))
    good = DocumentFactory(title="Goed")
    texts.take(bad.pk)
    texts.take(good.pk)
    work_until_idle()  # the search of the admin follows by a task
    DocumentFactory(title="Nieuw")

    for address in (reverse("wagtaildocs:index"), reverse("wagtaildocs:index_results")):
        for query in ("", "?ordering=extracted__reason", "?q=scan"):
            listed = re.sub(r"\s+", " ", editor.get(address + query).content.decode())
            assert "Niet gelezen: geen tekst" in listed, address + query
    assert "Gelezen" in editor.get(reverse("wagtaildocs:index")).content.decode()
    assert "Wacht" in editor.get(reverse("wagtaildocs:index")).content.decode()

    form = editor.get(reverse("wagtaildocs:edit", args=[bad.pk])).content.decode()
    assert "Voeg tekstherkenning toe" in form
    assert "Probeer opnieuw" in form
    assert "Probeer opnieuw" not in editor.get(reverse("wagtaildocs:edit", args=[good.pk])).content.decode()


def test_an_editor_tries_again(editor: Client) -> None:
    document = DocumentFactory(file__filename="a.pdf", file__data=pdf(b""))
    texts.take(document.pk)
    address = reverse("read_document_again", args=[document.pk])

    assert editor.get(address).status_code == 405
    answer = editor.post(address, follow=True)

    assert "wordt opnieuw gelezen" in answer.content.decode()
    assert text_of(document).state == "wacht"
    assert tasks_for(document) == 2


def test_only_who_may_change_a_document_may_ask(client: Client) -> None:
    document = DocumentFactory()
    address = reverse("read_document_again", args=[document.pk])
    client.force_login(UserFactory(is_staff=True))
    assert client.post(address).status_code == 302
    assert tasks_for(document) == 1
