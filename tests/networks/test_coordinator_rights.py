"""What a coordinator may do, asked at the addresses of the admin: run the own network, and nothing else."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from modelsearch.index import insert_or_update_object
from wagtail.models import Page, PageViewRestriction

from networks.events.models import EventPage
from networks.lifecycle import appoint_coordinator, dismiss_coordinator
from networks.models import NetworkPage
from portal.media.models import SiteDocument
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import EventPageFactory, GuidelinePageFactory, PracticePageFactory
from tests.factories.reference import ThemeFactory

pytestmark = pytest.mark.django_db

SECRET = "Ontwerp dat niemand mag zien"


@dataclass(frozen=True)
class Objects:
    """One of each kind of page, to try everything on."""

    home: Page
    networks: Page
    events: Page
    own_network: NetworkPage
    own_event: EventPage
    other_network: NetworkPage
    other_event: EventPage
    platform_event: EventPage
    practice: Page
    guideline: Page


@pytest.fixture
def objects(site_tree, network, other_network) -> Objects:
    return Objects(
        home=site_tree.home,
        networks=site_tree.networks,
        events=site_tree.events,
        own_network=network,
        own_event=EventPageFactory(parent=network, title="Overleg"),
        other_network=other_network,
        other_event=EventPageFactory(parent=other_network, title="Overleg elders"),
        platform_event=EventPageFactory(),
        practice=PracticePageFactory(),
        guideline=GuidelinePageFactory(),
    )


def url(name: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def is_allowed(client: Client, address: str) -> bool:
    """Tell whether the address opens; a refusal leads to the admin's start with a sentence, or is a plain 403."""
    answer = client.get(address)
    assert answer.status_code in {200, 302, 403}
    return answer.status_code == 200


FOREIGN = ("home", "networks", "events", "other_network", "other_event", "platform_event", "practice", "guideline")
OWN = ("own_network", "own_event")
READING, CHANGING = ("edit", "history", "usage", "view_draft"), ("delete", "move", "copy", "unpublish")
RESTRICTING = ("set_privacy",)


def opened(client: Client, objects: Objects, names: tuple[str, ...], views: tuple[str, ...]) -> set[tuple[str, str]]:
    """Return which of `views` open on which of the objects."""
    for name in names:
        getattr(objects, name).save_revision()
    return {
        (name, view) for name in names for view in views if is_allowed(client, url(view, getattr(objects, name).pk))
    }


def test_the_own_network_and_its_events_open(as_coordinator, objects):
    assert opened(as_coordinator, objects, OWN, READING) == {(name, view) for name in OWN for view in READING}


def test_an_own_event_is_changed_and_the_network_stays_where_and_as_visible_as_it_is(as_coordinator, objects):
    own = opened(as_coordinator, objects, OWN, (*CHANGING, *RESTRICTING))
    assert own == {("own_event", view) for view in CHANGING}


def test_what_is_not_the_own_network_does_not_open(as_coordinator, objects):
    assert opened(as_coordinator, objects, FOREIGN, (*READING, *CHANGING, *RESTRICTING)) == set()


def test_an_own_event_cannot_be_hidden_behind_a_password(as_coordinator, objects):
    as_coordinator.post(
        url("set_privacy", objects.own_event.pk), {"restriction_type": "password", "password": "geheim", "groups": []}
    )
    assert not PageViewRestriction.objects.exists()


def test_an_event_is_added_below_the_own_network_only(as_coordinator, objects):
    assert is_allowed(as_coordinator, url("add", "events", "eventpage", objects.own_network.pk))
    for parent in (objects.other_network, objects.events):
        assert not is_allowed(as_coordinator, url("add", "events", "eventpage", parent.pk))
    assert not is_allowed(as_coordinator, url("add", "networks", "networkpage", objects.networks.pk))


def test_posting_changes_nothing_either(as_coordinator, objects):
    for view in ("delete", "unpublish"):
        for name in ("own_network", "other_event", "practice", "guideline"):
            page = getattr(objects, name)
            as_coordinator.post(url(view, page.pk), {})
            page.refresh_from_db()
            assert page.live, (view, name)


def test_an_own_event_is_deleted(as_coordinator, objects):
    as_coordinator.post(url("delete", objects.own_event.pk), {})
    assert not EventPage.objects.filter(pk=objects.own_event.pk).exists()


def test_an_event_is_not_moved_elsewhere(as_coordinator, objects):
    for page in (objects.own_event, objects.other_event):
        for place in (objects.other_network, objects.events):
            before = page.path
            as_coordinator.post(url("move_confirm", page.pk, place.pk))
            page.refresh_from_db()
            assert page.path == before


def test_the_own_network_is_not_moved(as_coordinator, objects):
    as_coordinator.post(url("move_confirm", objects.own_network.pk, objects.home.pk))
    objects.own_network.refresh_from_db()
    assert objects.own_network.is_child_of(Page.objects.get(pk=objects.networks.pk))


def test_an_event_is_not_copied_elsewhere(as_coordinator, objects):
    count = EventPage.objects.count()
    for place in (objects.other_network, objects.events):
        asked = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": place.pk}
        answer = as_coordinator.post(url("copy", objects.own_event.pk), asked)
        assert answer.context["form"].errors["new_parent_page"]
    assert EventPage.objects.count() == count


def test_an_own_event_is_copied_as_a_new_draft(as_coordinator, objects, network):
    EventPage.objects.filter(pk=objects.own_event.pk).update(starter_id="voorbeeld", starter_digest="x")
    as_coordinator.post(
        url("copy", objects.own_event.pk),
        {"new_title": "Overleg in mei", "new_slug": "overleg-in-mei", "new_parent_page": network.pk},
    )
    copy = EventPage.objects.get(slug="overleg-in-mei")
    assert copy.is_child_of(network)
    assert not copy.live
    assert copy.starter_id == ""


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_bulk_actions_pass_over_what_is_not_the_coordinator_s(as_coordinator, objects, action):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    for page in (objects.own_network, objects.other_network, objects.other_event, objects.practice):
        as_coordinator.post(f"{address}?id={page.pk}", {"chooser": objects.home.pk})
        stored = Page.objects.get(pk=page.pk)
        assert (stored.live, stored.path) == (page.live, page.path)


def test_the_explorer_starts_at_the_own_network(as_coordinator, objects):
    answer = as_coordinator.get(reverse("wagtailadmin_explore_root"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_explore", args=[objects.own_network.pk])
    for foreign in ("home", "other_network", "practice"):
        answer = as_coordinator.get(reverse("wagtailadmin_explore", args=[getattr(objects, foreign).pk]), follow=True)
        assert answer.redirect_chain


CLOSED = (
    "wagtailusers_users:index",
    "wagtailusers_users:add",
    "wagtailusers_groups:index",
    "wagtailsites:index",
    "wagtailredirects:index",
    "wagtailadmin_collections:index",
    "wagtailadmin_workflows:index",
    "theme:index",
    "organisation:index",
    "organisation:add",
    "municipality:index",
    "coordinator:index",
    "coordinator:add",
    "periodic_jobs",
    "failed_tasks",
    "wagtailadmin_reports:page_types_usage",
)


def test_settings_vocabularies_and_users_are_closed(as_coordinator):
    assert [name for name in CLOSED if is_allowed(as_coordinator, reverse(name))] == []


def test_a_vocabulary_term_is_not_edited(as_coordinator):
    theme = ThemeFactory()
    assert not is_allowed(as_coordinator, reverse("theme:edit", args=[theme.pk]))
    assert not is_allowed(as_coordinator, reverse("theme:delete", args=[theme.pk]))


def test_the_menu_shows_no_settings(as_coordinator, objects):
    page = as_coordinator.get(reverse("wagtailadmin_home")).content.decode()
    for closed in ("/beheer/users/", "/beheer/sites/", "/beheer/keuzelijsten/", "/beheer/coordinatoren/"):
        assert closed not in page
    assert "/beheer/netwerken/" in page


def test_the_lists_show_what_is_one_s_own(as_coordinator, as_editor, objects):
    for address, own, other in (
        ("netwerken:index", objects.own_network, objects.other_network),
        ("evenementen:index", objects.own_event, objects.other_event),
    ):
        mine = as_coordinator.get(reverse(address)).content.decode()
        assert own.title in mine
        assert other.title not in mine
        assert other.title in as_editor.get(reverse(address)).content.decode()


def test_files_of_the_own_collection_are_the_coordinator_s(as_coordinator, network):
    own, other = DocumentFactory(collection=network.workspace.collection), DocumentFactory()
    picture, other_picture = ImageFactory(collection=network.workspace.collection), ImageFactory()
    for name, mine, foreign in (
        ("wagtaildocs:edit", own, other),
        ("wagtailimages:edit", picture, other_picture),
    ):
        assert is_allowed(as_coordinator, reverse(name, args=[mine.pk]))
        assert not is_allowed(as_coordinator, reverse(name, args=[foreign.pk]))
    for name, mine, foreign in (
        ("wagtaildocs_chooser:choose", own, other),
        ("wagtailimages_chooser:choose", picture, other_picture),
    ):
        shown = as_coordinator.get(reverse(name)).content.decode()
        assert mine.title in shown
        assert foreign.title not in shown


def test_an_uploaded_file_goes_to_the_own_collection(as_coordinator, network):
    file = SimpleUploadedFile("verslag.txt", b"Een verslag.")
    as_coordinator.post(reverse("wagtaildocs:add"), {"title": "Verslag", "file": file, "licence": "cc0"})
    assert SiteDocument.objects.get(title="Verslag").collection == network.workspace.collection


def _readable_addresses(secret: Page, revision: Any) -> list[str]:
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_child", args=[secret.get_parent().pk]),
        reverse("wagtailadmin_choose_page_child", args=[secret.pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=Ontwerp",
        reverse("wagtailadmin_choose_page_search") + "?q=Ontwerp&page_type=practices.PracticePage",
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={secret.pk}",
        reverse("wagtailadmin_pages:search") + "?q=Ontwerp",
        reverse("wagtailadmin_pages:type_use", args=["practices", "practicepage"]),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailadmin_reports:page_types_usage"),
        reverse("wagtailadmin_reports:locked_pages"),
        reverse("wagtailadmin_reports:workflow"),
        "/beheer/api/main/pages/?limit=20",
        f"/beheer/api/main/pages/{secret.pk}/",
        reverse("wagtailadmin_pages:view_draft", args=[secret.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[secret.pk, revision.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[secret.pk, "earliest", "latest"]),
        reverse("wagtailadmin_pages:workflow_history", args=[secret.pk]),
        reverse("wagtailadmin_explore", args=[secret.pk]),
    ]


def test_drafts_of_others_show_nowhere(as_coordinator, objects):
    secret = PracticePageFactory(title=SECRET, draft=True)
    secret.save_revision()
    revision = secret.save_revision()
    insert_or_update_object(secret)  # as the worker does, so that the admin's search could find it
    leaks = [
        address
        for address in _readable_addresses(secret, revision)
        if SECRET in as_coordinator.get(address, follow=True).content.decode()
    ]
    assert leaks == []


def test_choosers_offer_what_is_public_and_what_is_one_s_own(as_coordinator, objects, network):
    own_draft = EventPageFactory(parent=network, title="Mijn ontwerp", draft=True)
    public = PracticePageFactory(title="Openbare praktijk")
    for page in (own_draft, public):
        insert_or_update_object(page)
    search = reverse("wagtailadmin_choose_page_search")
    assert "Openbare praktijk" in as_coordinator.get(f"{search}?q=Openbare").content.decode()
    assert "Mijn ontwerp" in as_coordinator.get(f"{search}?q=ontwerp").content.decode()
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    answer = as_coordinator.get(f"{chosen}?id={public.pk}&id=niets&id=99999999999999999999").json()
    assert [page["id"] for page in answer["result"]] == [public.pk]


def test_rights_end_with_the_coordination(client, network, coordinator, objects):
    client.force_login(coordinator)
    assert is_allowed(client, url("edit", network.pk))
    dismiss_coordinator(network=network, user=coordinator, by=None)
    for page in (network, objects.own_event):
        assert not is_allowed(client, url("edit", page.pk))


def test_who_coordinates_two_networks_runs_both_and_no_third(client, coordinator, objects):
    appoint_coordinator(network=objects.other_network, user=coordinator, by=None)
    client.force_login(coordinator)
    for page in (objects.own_network, objects.own_event, objects.other_network, objects.other_event):
        assert is_allowed(client, url("edit", page.pk))
    for page in (objects.networks, objects.practice, objects.platform_event):
        assert not is_allowed(client, url("edit", page.pk))
    client.post(url("move_confirm", objects.own_event.pk, objects.other_network.pk))
    objects.own_event.refresh_from_db()
    assert objects.own_event.is_child_of(objects.other_network)


def test_an_editor_looks_after_all_networks(as_editor, objects):
    for view in ("edit", "move", "copy", "unpublish", "set_privacy"):
        assert is_allowed(as_editor, url(view, objects.own_network.pk)), view
    assert is_allowed(as_editor, url("add", "networks", "networkpage", objects.networks.pk))
    objects.own_event.delete()  # Wagtail deletes a page with pages below it for administrators only
    assert is_allowed(as_editor, url("delete", objects.own_network.pk))
