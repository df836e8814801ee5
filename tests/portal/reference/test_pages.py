"""The public pages of themes and of the menukaart."""

import pytest

from portal.reference.loading import load_programmes, load_vocabularies
from portal.reference.models import Action, Crosswalk, Theme
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import ActionFactory, ProgrammeFactory, ThemeFactory
from tests.factories.tree import ensure_site_tree
from tests.queries import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return ensure_site_tree()


def html(client, address, **parameters):
    response = client.get(address, parameters)
    assert response.status_code == 200, address
    assert len(response.content) <= 70_000
    return response.content.decode()


@pytest.fixture
def werk():
    """A main theme with a sub-theme, and a practice under the sub-theme."""
    main = ThemeFactory(code="werk", label="Werk", description="Mensen op weg naar een job.")
    sub = ThemeFactory(code="mentoring", label="Mentoring", parent=main, synonyms=["duo", "buddy"])
    PracticePageFactory(title="Duo’s naar werk", themes=[sub])
    return main


def test_themes_stand_in_a_tree_with_counts(client, werk):
    page = html(client, "/themas/")
    assert page.index('href="/themas/werk/"') < page.index('href="/themas/mentoring/"')
    assert "1 praktijk" in page
    assert "<title>Thema’s – Samenwijs</title>" in page


def test_the_page_of_a_theme(client, werk):
    page = html(client, "/themas/werk/")
    assert "<h1>Werk</h1>" in page
    assert "Mensen op weg naar een job." in page
    assert "Duo’s naar werk" in page
    assert 'href="/themas/mentoring/"' in page
    assert "?thema=werk" in page
    assert "Ook wel: duo, buddy" in html(client, "/themas/mentoring/")


def test_a_theme_leads_to_its_actions(client, werk):
    ActionFactory(code="scp-mentoring", label="Mentoring naar werk", themes=[Theme.objects.get(code="mentoring")])
    assert 'href="/menukaart/scp-mentoring/"' in html(client, "/themas/werk/")


def test_a_theme_without_items_says_what_now(client):
    ThemeFactory(code="leeg", label="Leeg")
    page = html(client, "/themas/leeg/")
    assert "Nog niets over dit thema" in page
    assert 'href="/themas/"' in page


def test_an_ended_theme_says_so_and_leaves_the_tree_when_empty(client):
    ended = ThemeFactory(code="oud", label="Oud thema", ended=True)
    assert "Oud thema" not in html(client, "/themas/")
    page = html(client, "/themas/oud/")
    assert "Dit thema is beëindigd" in page
    assert "31 december 2020" in page
    PracticePageFactory(themes=[ended])
    assert "Oud thema" in html(client, "/themas/")


@pytest.mark.parametrize("address", ["/themas/nergens/", "/menukaart/nergens/", "/themas/Werk/"])
def test_what_does_not_exist_is_not_found(client, werk, address):
    assert client.get(address).status_code == 404


@pytest.fixture
def menu():
    """A running programme with two actions, and an ended one of which one action is continued."""
    running = ProgrammeFactory(label="Sociale cohesie", start_year=2026, end="2029-06-14", end_year=2029)
    over = ProgrammeFactory(over=True, label="Plan Samenleven", end="2025-09-30")
    theme = ThemeFactory(code="werk", label="Werk")
    new = ActionFactory(code="nieuw", label="Mentoring naar werk", number=1, programme=running, themes=[theme])
    ActionFactory(code="school", label="De school als uitvalsbasis", number=2, programme=running)
    old = ActionFactory(code="oud", label="Mentoren naar werk", number=11, programme=over, themes=[theme])
    ActionFactory(code="zomer", label="Zomerscholen", number=4, programme=over)
    Crosswalk.objects.create(old=old, new=new, relation="sluit-nauw-aan")
    return old, new


def test_the_menu_shows_running_programmes_first_and_folds_ended_ones(client, menu):
    page = html(client, "/menukaart/")
    assert page.index("Sociale cohesie") < page.index("<details") < page.index("Plan Samenleven")
    assert "Loopt tot juni 2029" in page
    assert "Afgelopen op 30 september 2025" in page
    assert 'vervolg: <a href="/menukaart/nieuw/">Mentoring naar werk</a> (sluit nauw aan)' in page
    assert '<a href="/menukaart/" aria-current="true">' in page


def test_the_menu_counts_what_stands_behind_an_action(client, menu):
    _, new = menu
    PracticePageFactory(actions=[new])
    PracticePageFactory(actions=[new])
    page = html(client, "/menukaart/")
    assert "2 praktijken" in page
    assert "?actie=nieuw" in page


def test_the_menu_is_filtered_by_theme_with_links(client, menu):
    assert 'href="/menukaart/?thema=werk"' in html(client, "/menukaart/")
    page = html(client, "/menukaart/", thema="werk")
    assert "Mentoring naar werk" in page
    assert "De school als uitvalsbasis" not in page
    assert "Zomerscholen" not in page
    assert "Verwijder filter" in page
    assert '<link rel="canonical" href="http://localhost:8000/menukaart/">' in page


def test_a_filter_counts_sub_themes_and_ignores_what_it_does_not_know(client, menu):
    old, _ = menu
    old.themes.set([ThemeFactory(code="sub", parent=Theme.objects.get(code="werk"))])
    assert "Mentoren naar werk" in html(client, "/menukaart/", thema="werk")
    everything = html(client, "/menukaart/")
    for value in ("nergens", "", "x" * 500, "<script>"):
        assert "Zomerscholen" in html(client, "/menukaart/", thema=value)
    assert "Zomerscholen" in everything


def test_a_filter_without_actions_says_so(client, menu):
    ThemeFactory(code="sport", label="Sport")
    assert "Geen actie over Sport" in html(client, "/menukaart/", thema="sport")


def test_the_page_of_an_ended_action_leads_to_its_successor(client, menu):
    page = html(client, "/menukaart/oud/")
    assert "Deze actie is afgelopen" in page
    assert 'href="/menukaart/nieuw/"' in page
    assert "sluit nauw aan" in page
    assert "Geen nieuwe actie sluit erop aan" in html(client, "/menukaart/zomer/")


def test_the_page_of_an_action_shows_what_it_builds_on_and_its_practices(client, menu):
    _, new = menu
    PracticePageFactory(title="Duo’s naar werk", actions=[new])
    page = html(client, "/menukaart/nieuw/")
    assert "Bouwt verder op" in page
    assert 'href="/menukaart/oud/"' in page
    assert "Duo’s naar werk" in page
    assert "afgelopen" not in page.partition("Bouwt verder op")[0]


def test_an_action_shows_what_its_programme_paid_for(client):
    ActionFactory(
        code="studies",
        label="Naar hogere studies",
        number=7,
        kpi={
            "rows": [{"unit": "kwetsbare kinderen", "max_units": 150, "flemish_contribution_per_unit_eur": 650}],
            "kpi_criterion": "Minstens 4 contactmomenten.",
            "max_flemish_contribution_eur": 97_500,
        },
    )
    page = html(client, "/menukaart/studies/")
    for words in ("kwetsbare kinderen", "150", "€\xa0650", "Minstens 4 contactmomenten.", "hoogstens €\xa097.500"):
        assert words in page


def test_every_real_theme_and_action_has_its_page(client):
    load_vocabularies()
    load_programmes()
    for address in ("/themas/", "/menukaart/"):
        client.get(address)
        with at_most(20):
            html(client, address)
    for row in (*Theme.objects.all()[:5], *Action.objects.all()[::5]):
        with at_most(20):
            html(client, row.get_absolute_url())
