"""The list of checks: looked at when saved and every night, what fails stands first."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.tasks.registry import job_named
from search.editors.invariants import Invariant, failing
from tests.factories.accounts import UserFactory
from tests.factories.search import document, fill

pytestmark = pytest.mark.django_db

LIST = "/beheer/zoeken/controlelijst/"


def invariant(query="praatcafe", object_id="1", **values):
    values = {"kind": "praktijk", "item_title": "Praatcafé", "reason": "Veel gevraagd", **values}
    return Invariant.objects.create(query=query, object_id=object_id, **values)


@pytest.mark.parametrize("values", [{"within": 0}, {"within": 51}, {"reason": ""}, {"query": ""}, {"object_id": "2"}])
def test_the_database_refuses(values):
    invariant(object_id="2")
    with pytest.raises(IntegrityError), transaction.atomic():
        invariant(**values)


def test_every_night_all_are_looked_at_and_what_fails_is_told(client, entries):
    good, gone = invariant(), invariant("praatcafe", "99", item_title="Verdwenen praktijk")
    low = invariant("tweede", "2", within=1)
    fill(document("Tweede"), document("Tweede keuze", text="tweede"))
    Invariant.objects.filter(pk=good.pk).update(query="tweede")
    assert job_named("check-search-invariants").run(timezone.now()) == "3 controles, 2 niet in orde."
    for row in (good, gone, low):
        row.refresh_from_db()
        assert row.last_checked
    assert (good.passed, good.last_rank) == (True, 1)
    assert (gone.passed, gone.last_rank) == (False, None)
    assert (low.passed, low.last_rank) == (False, 2)
    client.force_login(UserFactory(administrator=True))
    page = client.get("/beheer/").content.decode()
    assert "Zoeken toont niet meer wat het moet tonen" in page
    assert "Verdwenen praktijk" in page


def test_an_editor_adds_a_check_and_sees_at_once_whether_it_holds(as_editor, entries):
    form = {"query": "praatcafe", "item": "/praatcafe/", "within": "3", "reason": "Veel gevraagd"}
    assert as_editor.post(f"{LIST}new/", form).status_code == 302
    kept = Invariant.objects.get()
    assert (kept.passed, kept.last_rank) == (True, 1)
    assert as_editor.post(f"{LIST}edit/{kept.pk}/", {**form, "query": "iets anders"}).status_code == 302
    assert failing().get() == kept
    for bad in ({"within": "51"}, {"item": "/niet/"}, {"reason": ""}):
        assert as_editor.post(f"{LIST}new/", {**form, **bad}).status_code == 200
    assert Invariant.objects.count() == 1


def test_what_fails_stands_first_and_nothing_is_told_when_all_hold(as_editor, entries):
    assert "Zoeken toont niet meer wat het moet tonen" not in as_editor.get("/beheer/").content.decode()
    invariant("aaa", passed=True, last_rank=4)
    invariant("bbb")
    invariant("zzz", passed=False)
    page = as_editor.get(LIST).content.decode()
    assert page.index("zzz") < page.index("aaa") < page.index("bbb")
    assert "plaats 4" in page
    assert "niet bij de eerste 50" in page
    assert "Zoeken toont niet meer wat het moet tonen" in as_editor.get("/beheer/").content.decode()
