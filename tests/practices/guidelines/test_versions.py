"""Each version of a guideline of AgII stays readable as it was public, and its number never comes back."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from wagtail.models import Revision

from portal.pages.publication import PublicationRefused
from practices.guidelines.models import GuidelinePage, GuidelineVersion
from tests.factories.pages import GuidelinePageFactory, PracticePageFactory
from tests.factories.reference import ThemeFactory
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db


def publish(guideline: GuidelinePage, **changes: Any) -> GuidelinePage:
    """Publish a guideline with `changes`, as a loader does; return it as it is then."""
    guideline = GuidelinePage.objects.get(pk=guideline.pk)
    for name, value in changes.items():
        setattr(guideline, name, value)
    guideline.save_revision().publish()
    return GuidelinePage.objects.get(pk=guideline.pk)


@pytest.fixture
def guideline() -> GuidelinePage:
    """The second version of a guideline, after a first with another title."""
    first = GuidelinePageFactory(
        title="Eerste titel", slug="tolk", summary="Zo was het.", valid_from=datetime.date(2024, 3, 1)
    )
    return publish(
        first,
        title="Tweede titel",
        version=2,
        valid_from=datetime.date(2026, 1, 1),
        what_changed="Een hoofdstuk over apps.",
    )


def test_each_publication_keeps_its_version(guideline):
    kept = {version.number: version for version in guideline.versions.all()}
    assert kept[1].content["title"] == "Eerste titel"
    assert kept[2].content["title"] == "Tweede titel"
    assert kept[2].revision == guideline.live_revision
    assert kept[2].what_changed == "Een hoofdstuk over apps."


def test_the_address_shows_the_valid_version(client, guideline):
    html = client.get("/richtlijnen/tolk/").content.decode()
    assert "Tweede titel" in html
    assert "Versie 2" in html
    assert "is vervangen" not in html


def test_an_earlier_version_says_that_it_was_replaced_above_its_title(client, guideline):
    html = client.get("/richtlijnen/tolk/versie-1/").content.decode()
    notice = html.index("Versie 1 is vervangen")
    assert html.index('class="notice notice--past"') < notice < html.index("<h1>Eerste titel</h1>")
    assert 'href="/richtlijnen/tolk/">Lees versie 2, die nu geldt.</a>' in html
    assert "Zo was het." in html
    assert "Geldig van 1 maart 2024 tot en met 31 december 2025" in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_number_of_the_valid_version_leads_to_the_page(client, guideline):
    answer = client.get("/richtlijnen/tolk/versie-2/")
    assert (answer.status_code, answer["location"]) == (302, "/richtlijnen/tolk/")


@pytest.mark.parametrize("number", ["0", "01", "3", "9999", "10000", "9" * 400, "-1", "1.0", "een", "١", "1/2"])
def test_a_version_that_never_was_is_not_found(client, guideline, number):
    assert client.get(f"/richtlijnen/tolk/versie-{number}/").status_code == 404


@pytest.mark.parametrize("state", FORBIDDEN_STATES)
def test_a_version_is_as_hidden_as_its_guideline(client, guideline, state):
    FORBIDDEN_STATES[state](guideline)
    answer = client.get("/richtlijnen/tolk/versie-1/", follow=True)
    assert "Eerste titel" not in answer.content.decode()
    if not GuidelinePage.objects.get(pk=guideline.pk).live:
        assert answer.status_code == 404


def test_the_page_lists_its_versions(client, guideline):
    html = client.get("/richtlijnen/tolk/").content.decode()
    assert "Wat is er nieuw?" in html
    assert '<a href="/richtlijnen/tolk/versie-1/">Versie 1</a>' in html
    assert "Een hoofdstuk over apps. Geldig sinds 1 januari 2026." in html
    assert "Geldig van 1 maart 2024 tot en met 31 december 2025. Vervangen." in html


def test_a_first_version_has_no_list(client):
    GuidelinePageFactory(slug="nieuw")
    assert "Wat is er nieuw?" not in client.get("/richtlijnen/nieuw/").content.decode()


def test_a_correction_keeps_the_number_and_replaces_the_text(guideline):
    publish(guideline, title="Tweede titel, verbeterd")
    assert [version.content["title"] for version in guideline.versions.order_by("number")] == [
        "Eerste titel",
        "Tweede titel, verbeterd",
    ]


def test_a_number_never_goes_back(guideline):
    with pytest.raises(PublicationRefused, match="Versie 2 verscheen al"):
        publish(guideline, version=1)
    assert GuidelinePage.objects.get().version == 2


def test_a_number_does_not_come_back_after_the_guideline_was_withdrawn(guideline):
    guideline.unpublish()
    with pytest.raises(PublicationRefused, match="Versie 2 verscheen al"):
        publish(guideline, version=1)
    assert publish(guideline, version=3).version == 3


def test_a_guideline_of_agii_stays_one(guideline):
    with pytest.raises(PublicationRefused, match="Dat blijft ze"):
        publish(
            guideline,
            issued_by="ander",
            publisher="Iemand",
            origin="bron",
            source_url="https://www.voorbeeld.be",
            version=None,
            valid_from=None,
        )


def test_a_new_version_is_public_when_it_is_valid_not_before(guideline):
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    with pytest.raises(PublicationRefused, match="Plan de publicatie"):
        publish(guideline, version=3, valid_from=tomorrow)
    assert GuidelinePage.objects.get().version == 2


def test_a_refused_publication_leaves_no_version(guideline):
    guideline.version, guideline.what_changed = 3, ""
    with pytest.raises(PublicationRefused, match="wat er nieuw is"):
        guideline.save()
    assert guideline.versions.count() == 2


def test_an_earlier_version_keeps_its_own_facts(client, guideline):
    practice = PracticePageFactory(title="Tolk op dinsdag")
    theme = ThemeFactory(label="Tolken en vertalen")
    third = GuidelinePage.objects.get(pk=guideline.pk)
    third.practices.set([practice])
    third.themes.set([theme])
    third.version = 3
    third.save_revision().publish()
    fourth = GuidelinePage.objects.get(pk=guideline.pk)
    fourth.practices.set([])
    fourth.themes.set([ThemeFactory(label="Heldere taal")])
    fourth.version = 4
    fourth.save_revision().publish()
    then = client.get("/richtlijnen/tolk/versie-3/").content.decode()
    assert "Tolk op dinsdag" in then
    assert "Tolken en vertalen" in then
    now = client.get("/richtlijnen/tolk/").content.decode()
    assert "Tolk op dinsdag" not in now
    assert "Heldere taal" in now


def test_purged_revisions_take_no_version_with_them(client, guideline):
    publish(guideline, title="Derde titel", version=3)
    call_command("purge_revisions", verbosity=0)
    assert Revision.objects.count() == 1
    assert "Tweede titel" in client.get("/richtlijnen/tolk/versie-2/").content.decode()


def test_a_guideline_can_be_deleted_with_its_versions(guideline):
    guideline.delete()
    assert not GuidelineVersion.objects.exists()


def test_a_guideline_that_another_replaced_leads_to_it_first(client, guideline):
    successor = GuidelinePageFactory(title="De nieuwe richtlijn", slug="nieuw", replaces=guideline)
    html = client.get("/richtlijnen/tolk/").content.decode()
    assert html.index("Deze richtlijn is vervangen") < html.index('href="/richtlijnen/nieuw/"') < html.index("<h1>")
    assert "Vervangen" in client.get("/richtlijnen/").content.decode()
    successor.unpublish()
    assert "Deze richtlijn is vervangen" not in client.get("/richtlijnen/tolk/").content.decode()


def test_a_guideline_of_which_the_validity_passed_says_so(client):
    GuidelinePageFactory(slug="oud", valid_from=datetime.date(2020, 1, 1), valid_to=datetime.date(2021, 12, 31))
    assert "niet meer geldig" in client.get("/richtlijnen/oud/").content.decode()
    assert "Niet meer geldig" in client.get("/richtlijnen/").content.decode()


class TestInTheDatabase:
    """The rules that hold whatever code writes."""

    def test_a_version_exists_once(self, guideline):
        copy = guideline.versions.get(number=2)
        copy.pk = None
        with pytest.raises(IntegrityError, match="guidelines_version_once"), transaction.atomic():
            copy.save()

    def test_a_lower_number_cannot_be_added_later(self, guideline):
        publish(guideline, version=4)
        copy = guideline.versions.get(number=4)
        copy.pk, copy.number = None, 3
        with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
            copy.save()

    @pytest.mark.parametrize("changes", [{"content": {}}, {"what_changed": "Anders."}, {"number": 3}])
    def test_a_replaced_version_cannot_change(self, guideline, changes):
        with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
            guideline.versions.filter(number=1).update(**changes)

    def test_a_public_number_cannot_go_back(self, guideline):
        with pytest.raises(IntegrityError, match="a higher version was public already"), transaction.atomic():
            GuidelinePage.objects.filter(pk=guideline.pk).update(version=1)

    def test_validity_is_in_order(self, guideline):
        version = guideline.versions.get(number=2)
        version.valid_to = version.valid_from - datetime.timedelta(days=1)
        with pytest.raises(IntegrityError, match="validity_in_order"), transaction.atomic():
            version.save()

    @pytest.mark.parametrize(
        ("changes", "constraint"),
        [
            ({"version": None}, "guidelines_agii_has_version"),
            ({"valid_from": None}, "guidelines_agii_has_version"),
            ({"what_changed": ""}, "guidelines_new_version_says_what_changed"),
            ({"contact_service": ""}, "guidelinepage_has_owner"),
            ({"issued_by": "ander"}, "guidelines_other"),
            ({"valid_to": datetime.date(2020, 1, 1)}, "guidelines_validity_in_order"),
        ],
    )
    def test_what_a_public_guideline_of_agii_needs(self, guideline, changes, constraint):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            GuidelinePage.objects.filter(pk=guideline.pk).update(**changes)

    def test_one_of_another_needs_publisher_and_source_and_has_no_version(self):
        other = GuidelinePageFactory(of_another=True)
        for changes in ({"publisher": ""}, {"source_url": ""}, {"origin": "eigenaar"}, {"version": 1}):
            with pytest.raises(IntegrityError), transaction.atomic():
                GuidelinePage.objects.filter(pk=other.pk).update(**changes)

    def test_a_page_cannot_be_live_behind_the_back_of_its_rules(self):
        draft = GuidelinePageFactory(draft=True, version=None)
        GuidelinePage.objects.filter(pk=draft.pk).update(live=True)
        with pytest.raises(IntegrityError), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
