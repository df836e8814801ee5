"""The form of an event: what a coordinator fills in, what it asks, and what it says when something is missing."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from networks.events.models import EventOrganiser, EventPage
from portal.reference.models import Theme
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import EventPageFactory, PracticePageFactory
from tests.factories.reference import EventKindFactory, ThemeFactory
from tests.networks.events.forms import event_data, session

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(as_coordinator: Client, network) -> str:
    return reverse("wagtailadmin_pages:add", args=["events", "eventpage", network.pk])


@pytest.fixture
def complete(network) -> dict:
    """Everything that an event needs before it may be public."""
    return {
        "title": "Overleg over taal",
        "slug": "overleg-over-taal",
        "summary": "We leggen onze praattafels naast elkaar.",
        "event_kind": EventKindFactory().pk,
        "start": "2031-05-12 13:30",
        "end": "2031-05-12 16:00",
        "place": "Stadskantoor",
        "themes": [ThemeFactory()],
        "owner_organisation": network.coordinating_organisation_id,
        "contact_service": "Coördinatie",
    }


def errors_of(answer) -> dict[str, list[str]]:
    return {name: [str(error) for error in errors] for name, errors in answer.context["form"].errors.items()}


def test_an_event_with_sessions_is_published(as_coordinator, add, complete, network):
    place, practice, theme = MunicipalityFactory(), PracticePageFactory(), ThemeFactory()
    organiser = OrganisationFactory()
    first = session(
        "Wat loopt er?", start="13:30", municipalities=(place,), themes=(theme,), practice=practice.pk, room="Zaal 1"
    )
    as_coordinator.post(
        add, event_data(sessions=(first, session("Afspraken")), organisers=[organiser], publish=True, **complete)
    )
    event = EventPage.objects.get(slug="overleg-over-taal")
    assert event.live
    assert event.is_child_of(network)
    assert [block.value["title"] for block in event.programme] == ["Wat loopt er?", "Afspraken"]
    assert list(event.presenting.all()) == [place]
    assert list(event.session_themes.all()) == [theme]
    assert [row.organisation for row in event.organisers.all()] == [organiser]
    assert timezone.localtime(event.start).hour == 13


def test_a_published_event_shows_on_network_agenda_and_municipality(as_coordinator, add, complete, network):
    place = MunicipalityFactory()
    as_coordinator.post(
        add, event_data(sessions=(session("Praattafels", municipalities=(place,)),), publish=True, **complete)
    )
    visitor = Client()
    for address in (network.url, "/evenementen/", place.get_absolute_url()):
        assert "Overleg over taal" in visitor.get(address).content.decode(), address


def test_an_empty_draft_is_saved(as_coordinator, add):
    """Autosave sends whatever is there."""
    as_coordinator.post(add, event_data(title="Later aan te vullen", slug="later"))
    event = EventPage.objects.get(slug="later")
    assert not event.live
    assert event.start is None


def test_a_draft_says_moved_before_it_says_from_when(as_coordinator, add):
    as_coordinator.post(add, event_data(title="Verplaatst", slug="verplaatst", state="verplaatst"))
    assert EventPage.objects.get(slug="verplaatst").state == "verplaatst"


def test_publishing_says_what_is_missing(as_coordinator, add):
    answer = as_coordinator.post(
        add, event_data(title="Iets", slug="iets", summary="Iets.", state="verplaatst", publish=True)
    )
    errors = errors_of(answer)
    assert errors["start"] == ["Zeg wanneer het evenement begint."]
    assert errors["place"] == ["Zeg waar het is, of vink “online” aan."]
    assert errors["moved_from"] == ["Zeg op welke dag het evenement eerst stond."]
    assert errors["themes"] == ["Kies minstens één thema: zo wordt het gevonden."]
    assert not EventPage.objects.filter(slug="iets").exists()


def test_an_event_does_not_end_before_it_begins(as_coordinator, add, complete):
    answer = as_coordinator.post(add, event_data(publish=True, **{**complete, "end": "2031-05-12 09:00"}))
    assert errors_of(answer) == {"end": ["Het einde ligt vóór het begin. Kijk de dag en het uur na."]}


def test_a_new_event_of_a_network_knows_who_organises_it(as_coordinator, add, network):
    form = as_coordinator.get(add).context["form"]
    assert form.initial["owner_organisation"] == network.coordinating_organisation_id
    assert form.initial["contact_service"] == network.contact_service


def test_the_preview_shows_what_the_page_will_show(as_coordinator, add, complete):
    place = MunicipalityFactory()
    data = event_data(sessions=(session("Praattafels", start="13:30", municipalities=(place,)),), **complete)
    preview = reverse("wagtailadmin_pages:preview_on_add", args=add.strip("/").split("/")[-3:])
    assert as_coordinator.post(preview, data).json()["is_valid"]
    shown = as_coordinator.get(preview).content.decode()
    as_coordinator.post(add, {**data, "action-publish": "1"})
    page = Client().get(EventPage.objects.get(slug="overleg-over-taal").url).content.decode()
    for words in ("Overleg over taal", "Praattafels", place.name, "13.30", "Stadskantoor", "12 mei 2031"):
        assert words in shown, words
        assert words in page, words


def test_a_session_does_not_take_the_draft_of_somebody_else(as_coordinator, add, complete):
    draft = PracticePageFactory(draft=True)
    answer = as_coordinator.post(add, event_data(sessions=(session("Iets", practice=draft.pk),), **complete))
    assert "Kies alleen praktijken die openbaar zijn." in str(answer.context["form"].errors["programme"])


def test_a_session_chooses_a_municipality_by_an_old_name(as_coordinator):
    place = MunicipalityFactory(name="Tongeren-Borgloon")
    answer = as_coordinator.get(reverse("municipality_chooser:choose_results") + "?q=tongeren")
    assert place.name in answer.content.decode()


def test_an_ended_theme_stays_where_a_session_has_it(as_coordinator, add, complete):
    theme = ThemeFactory(ended=True, label="Oud thema")
    as_coordinator.post(add, event_data(sessions=(session("Toen", themes=(theme,)),), publish=True, **complete))
    assert list(EventPage.objects.get(slug="overleg-over-taal").session_themes.all()) == [theme]
    assert Theme.objects.get(pk=theme.pk).usage_count() == 1


@pytest.mark.parametrize("role", ["hosts", "presents"])
def test_a_municipality_of_an_event_cannot_be_deleted(role):
    place = MunicipalityFactory()
    if role == "hosts":
        EventPageFactory(municipality=place)
    else:
        EventPageFactory(programme=[("session", {"title": "Verhaal", "municipalities": [place], "themes": []})])
    with pytest.raises(ProtectedError):
        place.delete()


def test_a_member_or_an_organiser_cannot_be_deleted(network):
    organisation = OrganisationFactory()
    event = EventPageFactory()
    event.organisers.add(EventOrganiser(organisation=organisation))
    event.save()
    for thing in (organisation, network.members.first().municipality):
        with pytest.raises((ProtectedError, ValidationError)):
            thing.delete()


def test_an_event_of_a_day_is_over_when_the_day_is():
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = EventPageFactory(start=start, end=None, is_all_day=True)
    yesterday = EventPageFactory(start=start - datetime.timedelta(days=1), end=None, is_all_day=True)
    assert not today.is_past
    assert yesterday.is_past
    assert list(EventPage.objects.coming()) == [today]
