"""Every event that changes what can be found reaches the entries, in the transaction of the change."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from portal.organisations.models import FormerMunicipality
from portal.pages.models import StandardPage
from portal.searchable import searchable_of
from portal.tasks.registry import job_named
from practices.models import PracticePage
from search import indexing
from search.entries import Entry
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import (
    EventPageFactory,
    GuidelinePageFactory,
    NetworkPageFactory,
    PracticePageFactory,
    StandardPageFactory,
)
from tests.factories.reference import ActionFactory, ThemeFactory
from tests.factories.tree import ensure_site_tree

pytestmark = pytest.mark.django_db


def entry_of(item: Any) -> Entry | None:
    return Entry.objects.filter(kind=item.kind, object_id=str(item.pk)).first()


def entry(item: Any) -> Entry:
    found = entry_of(item)
    assert found is not None
    return found


def test_a_public_page_has_an_entry_with_its_relations() -> None:
    theme, genk = ThemeFactory(code="taal", label="Taal oefenen"), MunicipalityFactory(name="Genk")

    practice = PracticePageFactory(title="Praatcafé", themes=[theme], municipalities=[genk])

    found = entry(practice)
    assert found.title == "Praatcafé"
    assert found.url == practice.get_url()
    assert {"soort:praktijk", "thema:taal", f"gemeente:{genk.nis}"} <= found.values
    assert "'x_genk'" in found.body
    assert "koken" in found.text


def test_a_draft_has_none_and_a_change_that_waits_is_not_found() -> None:
    draft = PracticePageFactory(draft=True)
    assert entry_of(draft) is None

    live = PracticePageFactory(title="Zoals het is")
    live.title = "Zoals het wordt"
    live.save_revision()

    assert entry(live).title == "Zoals het is"


def test_publishing_and_unpublishing() -> None:
    page = StandardPageFactory(draft=True, title="Eerst")

    page.save_revision().publish()
    assert entry(page).title == "Eerst"

    page.refresh_from_db()
    page.title = "Daarna"
    page.save_revision().publish()
    assert entry(page).title == "Daarna"

    page.refresh_from_db()
    page.unpublish()
    assert entry_of(page) is None


def test_a_copy_that_goes_live_and_one_that_does_not() -> None:
    page = StandardPageFactory()

    live = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=True)
    draft = page.copy(update_attrs={"slug": "ontwerp"}, keep_live=False)

    assert entry(live).title == "Kopie"
    assert entry_of(draft) is None


def test_deleting_alone_and_with_its_parent() -> None:
    parent = StandardPageFactory()
    child, other = StandardPageFactory(parent=parent), StandardPageFactory()

    StandardPage.objects.get(pk=other.pk).delete()
    assert entry_of(other) is None

    StandardPage.objects.get(pk=parent.pk).delete()
    assert entry_of(parent) is None
    assert entry_of(child) is None


def test_another_slug_reaches_the_page_and_what_lies_below() -> None:
    parent = StandardPageFactory(slug="oud")
    child = StandardPageFactory(parent=parent, slug="kind")
    parent.refresh_from_db()

    parent.slug = "nieuw"
    parent.save_revision().publish()

    assert entry(parent).url.endswith("/nieuw/")
    assert entry(child).url.endswith("/nieuw/kind/")


def test_another_slug_of_a_section_reaches_its_items() -> None:
    practice = PracticePageFactory(slug="praatcafe")
    section = ensure_site_tree().practices
    section.refresh_from_db()

    section.slug = "voorbeelden"
    section.save()

    assert entry(practice).url == "/voorbeelden/praatcafe/"


def test_moving_changes_the_address_of_all_that_moves() -> None:
    parent = StandardPageFactory(slug="doos")
    child = StandardPageFactory(parent=parent, slug="ding")
    target = StandardPageFactory(slug="kast")

    Page.objects.get(pk=parent.pk).move(Page.objects.get(pk=target.pk), pos="last-child")

    assert entry(parent).url.endswith("/kast/doos/")
    assert entry(child).url.endswith("/kast/doos/ding/")


def test_moving_below_something_private_removes_and_moving_back_restores() -> None:
    parent, child = StandardPageFactory(), StandardPageFactory()
    PageViewRestriction.objects.create(page=parent, restriction_type=PageViewRestriction.LOGIN)

    Page.objects.get(pk=child.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
    assert entry_of(child) is None

    Page.objects.get(pk=child.pk).move(ensure_site_tree().home, pos="last-child")
    assert entry_of(child) is not None


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS])
def test_privacy_reaches_the_page_and_what_lies_below(kind: str) -> None:
    parent = StandardPageFactory()
    child = StandardPageFactory(parent=parent)

    restriction = PageViewRestriction.objects.create(page=parent, restriction_type=kind, password="geheim")
    assert entry_of(parent) is None
    assert entry_of(child) is None

    restriction.delete()
    assert entry_of(parent) is not None
    assert entry_of(child) is not None


def test_a_change_that_is_rolled_back_leaves_the_entry_as_it_was() -> None:
    page = StandardPageFactory(title="Blijft")

    with transaction.atomic():
        page.title = "Vergaat"
        page.save()
        assert entry(page).title == "Vergaat"
        transaction.set_rollback(True)

    assert entry(page).title == "Blijft"


def test_a_renamed_theme_reaches_its_entry_and_the_items_on_it() -> None:
    theme = ThemeFactory(code="taal", label="Taal")
    practice = PracticePageFactory(themes=[theme])

    theme.label, theme.synonyms = "Oefenkansen", ["praattafel"]
    theme.save()

    assert Entry.objects.get(kind="thema", object_id=str(theme.pk)).title == "Oefenkansen"
    assert "'x_oefenkansen'" in entry(practice).body
    assert "'x_praattafel'" in entry(practice).body


def test_a_theme_under_another_main_theme_reaches_the_items_on_it() -> None:
    theme = ThemeFactory(code="lezen")
    practice = PracticePageFactory(themes=[theme])

    theme.parent = ThemeFactory(code="taal")
    theme.save()

    assert {"thema:lezen", "thema:taal"} <= entry(practice).values


def test_a_renamed_action_reaches_the_practices_that_name_it() -> None:
    action = ActionFactory(label="Brug naar school")
    practice = PracticePageFactory(actions=[action])

    action.label = "Uitvalsbasis"
    action.save()

    assert "'x_uitvalsbasis'" in entry(practice).body


def test_a_relation_of_a_term_that_is_set_apart_is_seen() -> None:
    action = ActionFactory()

    action.themes.set([ThemeFactory(code="taal")])

    assert "thema:taal" in Entry.objects.get(kind="actie", object_id=str(action.pk)).values


def test_a_renamed_municipality_reaches_items_and_members_of_networks() -> None:
    genk = MunicipalityFactory(name="Genk")
    practice = PracticePageFactory(municipalities=[genk])
    network = NetworkPageFactory(municipalities=[genk, MunicipalityFactory()])

    genk.name = "Hasselt-Genk"
    genk.save()

    assert Entry.objects.get(kind="gemeente", object_id=genk.nis).title == "Hasselt-Genk"
    assert "'x_hasselt'" in entry(practice).body
    assert "'x_hasselt'" in entry(network).body


def test_a_former_name_finds_the_municipality_and_its_items_and_goes_again() -> None:
    tongeren = MunicipalityFactory(name="Tongeren-Borgloon")
    practice = PracticePageFactory(municipalities=[tongeren])

    former = FormerMunicipality.objects.create(
        nis="73032", name="Loon", slug="loon", successor=tongeren, ended_on="2024-12-31"
    )
    assert "loon" in Entry.objects.get(kind="gemeente", object_id=tongeren.nis).names
    assert "'x_loon'" in entry(practice).body

    former.delete()
    assert "loon" not in Entry.objects.get(kind="gemeente", object_id=tongeren.nis).names
    assert "'x_loon'" not in entry(practice).body


def test_a_renamed_organisation_reaches_its_entry_and_what_it_owns() -> None:
    organisation = OrganisationFactory(name="Vzw De Brug")
    practice = PracticePageFactory(owner_organisation=organisation)

    organisation.name = "Vzw De Overkant"
    organisation.save()

    assert Entry.objects.get(kind="organisatie", object_id=str(organisation.pk)).title == "Vzw De Overkant"
    assert "'x_overkant'" in entry(practice).body

    practice.delete()
    organisation.delete()
    assert not Entry.objects.filter(kind="organisatie", title="Vzw De Overkant").exists()


def test_an_unpublished_practice_reaches_the_guideline_that_counts_it() -> None:
    practice = PracticePageFactory()
    guideline = GuidelinePageFactory(practices=[practice])
    assert any("praktijk toont" in fact for fact in entry(guideline).card["foot"])

    practice.unpublish()

    assert not any("praktijk toont" in fact for fact in entry(guideline).card["foot"])


def test_a_deleted_practice_reaches_the_guideline_that_counts_it() -> None:
    practice = PracticePageFactory()
    guideline = GuidelinePageFactory(practices=[practice])

    PracticePage.objects.get(pk=practice.pk).delete()

    assert not any("praktijk toont" in fact for fact in entry(guideline).card["foot"])


def test_saving_the_same_again_writes_nothing(django_assert_num_queries: Any) -> None:
    practice = PracticePageFactory()
    before = entry(practice)

    report = indexing.index(*_searchable(practice))

    assert (report.new, report.changed, report.removed, report.same) == ([], [], [], 1)
    assert entry(practice).body == before.body


def test_a_page_with_relations_is_brought_in_step_once_when_it_is_whole() -> None:
    practice = PracticePageFactory(themes=[ThemeFactory()], municipalities=[MunicipalityFactory()])
    practice.themes, practice.municipalities = [ThemeFactory(code="taal")], [MunicipalityFactory()]

    with CaptureQueriesContext(connection) as captured:
        practice.save()

    assert "thema:taal" in entry(practice).values
    locked = [query for query in captured if "FOR UPDATE" in query["sql"] and "'praktijk'" in query["sql"]]
    assert len(locked) == 1
    assert not practice.is_being_saved


def test_an_event_is_brought_in_step_once_with_what_its_programme_names() -> None:
    event, theme = EventPageFactory(), ThemeFactory(code="taal")
    event.programme.append(("session", {"title": "Praattafels", "themes": [theme.code], "municipalities": []}))

    with CaptureQueriesContext(connection) as captured:
        event.save()

    assert "thema:taal" in entry(event).values
    locked = [query for query in captured if "FOR UPDATE" in query["sql"] and "'evenement'" in query["sql"]]
    assert len(locked) == 1


def test_reconcile_finds_and_repairs_what_changed_silently() -> None:
    changed, gone, missing = (StandardPageFactory(title=f"Pagina {n}") for n in range(3))
    Entry.objects.filter(kind="pagina", object_id=str(changed.pk)).update(title="Fout", digest="")
    StandardPage.objects.filter(pk=gone.pk).update(live=False, is_public=False)
    Entry.objects.filter(kind="pagina", object_id=str(missing.pk)).delete()
    Entry.objects.create(kind="pagina", object_id="999999", title="Wees", card={}, head="", body="", digest="x")
    Entry.objects.create(
        kind="verdwenen", object_id="1", title="Onbekende soort", card={}, head="", body="", digest="x"
    )

    report = indexing.reconcile()

    assert report.changed == [f"pagina {changed.pk}"]
    assert report.new == [f"pagina {missing.pk}"]
    assert sorted(report.removed) == sorted([f"pagina {gone.pk}", "pagina 999999", "verdwenen 1"])
    assert entry(changed).title == "Pagina 0"
    assert entry_of(gone) is None
    assert entry(missing).title == "Pagina 2"

    again = indexing.reconcile()
    assert (again.new, again.changed, again.removed) == ([], [], [])


def test_the_commands_say_what_they_did() -> None:
    page = StandardPageFactory()
    Entry.objects.filter(kind="pagina", object_id=str(page.pk)).delete()
    out = StringIO()

    call_command("reconcile_search", verbosity=2, stdout=out)
    assert "search entries: 1 new, 0 changed, 0 removed" in out.getvalue()
    assert f"new: pagina {page.pk}" in out.getvalue()

    call_command("rebuild_search", stdout=out)
    assert "0 new" in out.getvalue().splitlines()[-1]
    assert entry(page).digest


def test_every_night_is_reconciled() -> None:
    job = job_named("reconcile-search")

    assert job is not None
    assert "0 toegevoegd" in job.run(None)  # type: ignore[arg-type]


def test_indexing_many_takes_no_more_queries_an_item(django_assert_max_num_queries: Any) -> None:
    themes = [ThemeFactory() for _ in range(3)]
    for _ in range(12):
        PracticePageFactory(themes=themes)
    Entry.objects.update(digest="")

    with django_assert_max_num_queries(30):
        indexing.index(_searchable(PracticePage)[0], PracticePage.objects.values_list("pk", flat=True))


def _searchable(item: Any) -> tuple[Any, list[Any]]:

    model = item if isinstance(item, type) else type(item)
    return searchable_of(model), [getattr(item, "pk", None)]
