"""The public pages of municipalities and organisations."""

import pytest
from django.core.cache import cache

from portal import counting, slots
from portal.cards import Card, Section
from portal.organisations.loading import load_municipalities, load_outlines
from portal.organisations.models import Municipality
from portal.reference.loading import load_vocabularies
from tests.factories.organisations import FormerMunicipalityFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.tree import ensure_site_tree
from tests.queries import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    return ensure_site_tree()


@pytest.fixture
def tongeren():
    place = MunicipalityFactory(
        nis="73111", name="Tongeren-Borgloon", postcodes=["3700", "3840"], population=42_152, valid_from="2025-01-01"
    )
    for name in ("Tongeren", "Borgloon"):
        FormerMunicipalityFactory(name=name, successor=place, ended_on="2025-01-01")
    return place


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_page_of_a_municipality(client, tongeren):
    page = html(client, "/gemeenten/tongeren-borgloon/")
    assert "<h1>Tongeren-Borgloon</h1>" in page
    assert "Ontstaan op 1 januari 2025 uit Borgloon en Tongeren. Wat van vóór die datum is, staat hier ook." in page
    for words in ("42.152", "3700, 3840", "73111", "Bron: Statbel", "Kies als mijn gemeente"):
        assert words in page
    assert '<link rel="canonical" href="http://localhost:8000/gemeenten/tongeren-borgloon/">' in page
    assert "<title>Tongeren-Borgloon: praktijken en netwerken – Samenwijs</title>" in page
    assert '<meta name="description" content="Wat Tongeren-Borgloon doet' in page


def test_the_name_of_before_the_merger_leads_to_the_page_and_says_why(client, tongeren):
    response = client.get("/gemeenten/borgloon/")
    assert (response.status_code, response["Location"]) == (301, "/gemeenten/tongeren-borgloon/?vroeger=borgloon")
    page = html(client, response["Location"])
    assert "Je zocht Borgloon" in page
    assert "Borgloon hoort sinds 1 januari 2025 bij Tongeren-Borgloon." in page
    assert "?vroeger" not in page


@pytest.mark.parametrize("value", ["hasselt", "", "<script>", "borgloon-x"])
def test_another_former_name_in_the_address_says_nothing(client, tongeren, value):
    assert "Je zocht" not in html(client, f"/gemeenten/tongeren-borgloon/?vroeger={value}")


def test_a_name_that_still_exists_is_the_municipality_itself(client):
    deinze = MunicipalityFactory(name="Deinze")
    FormerMunicipalityFactory(name="Deinze", successor=deinze)
    assert "<h1>Deinze</h1>" in html(client, "/gemeenten/deinze/")


@pytest.mark.parametrize("slug", ["atlantis", "73111", "Tongeren", "x" * 500])
def test_an_unknown_municipality_is_not_found(client, tongeren, slug):
    assert client.get(f"/gemeenten/{slug}/").status_code in {404}


def test_my_own_municipality_says_so(client, tongeren):
    client.cookies["gemeente"] = tongeren.nis
    page = html(client, "/gemeenten/tongeren-borgloon/")
    assert "Jouw gemeente" in page
    assert "Kies als mijn gemeente" not in page


def test_features_fill_the_page_and_are_counted(client, tongeren, monkeypatch):
    monkeypatch.setattr(slots, "_fillings", slots._fillings.copy())
    monkeypatch.setattr(counting, "_counters", counting._counters.copy())
    card = Card(kind="practice", kind_label="Praktijk", url="/x/", title="Open speelplaats")

    def items(context):
        assert context["municipality"] == tongeren
        return Section(id="eigen", title="Eigen praktijken", cards=(card,))

    slots.fill("municipality", order=1, name="test", items=items, template="components/section.html")
    slots.fill("municipality.aside", order=1, name="test", items=items, template="components/panel.html")
    counting.register(
        "municipality",
        order=1,
        name="test",
        title="Proeven",
        counts=lambda: {"73111": 6},
        label=lambda number: f"{number} proeven",
        url=lambda nis: f"/proeven/?gemeente={nis}",
    )
    page = html(client, "/gemeenten/tongeren-borgloon/")
    assert page.count("Open speelplaats") == 2
    assert '<dt><a href="/proeven/?gemeente=73111">Proeven</a></dt><dd><strong>6</strong>' in page


def test_a_practice_is_on_the_page_as_soon_as_it_is_public(client, tongeren):
    assert "Praattafel" not in html(client, "/gemeenten/tongeren-borgloon/")
    practice = PracticePageFactory(title="Praattafel in de wachtzaal", municipalities=[tongeren])
    assert "Praattafel in de wachtzaal" in html(client, "/gemeenten/tongeren-borgloon/")
    practice.unpublish()
    assert "Praattafel" not in html(client, "/gemeenten/tongeren-borgloon/")


def test_what_is_kept_is_the_same_for_everybody(client, tongeren):
    client.cookies["gemeente"] = tongeren.nis
    html(client, "/gemeenten/tongeren-borgloon/")
    client.cookies.clear()
    assert "Jouw gemeente" not in html(client, "/gemeenten/tongeren-borgloon/")


def test_municipalities_like_it_stand_in_a_table_with_the_reason(client, tongeren):
    MunicipalityFactory(name="Sint-Truiden", population=40_672)
    page = html(client, "/gemeenten/tongeren-borgloon/")
    assert "Gemeenten zoals Tongeren-Borgloon" in page
    assert (
        '<th scope="row"><a href="/gemeenten/sint-truiden/">Sint-Truiden</a></th><td>even groot, zelfde regio</td>'
        in page
    )
    assert "nog niets" in page


def test_queries_stay_within_budget_and_do_not_grow(client, tongeren):
    def share(number):
        for _ in range(number):
            PracticePageFactory(municipalities=[tongeren, MunicipalityFactory()])
        client.get("/gemeenten/tongeren-borgloon/")  # what is kept between requests is read anew

    share(3)
    with at_most(4):  # while nothing changed
        client.get("/gemeenten/tongeren-borgloon/")
    cache.clear()
    with at_most(16) as few:
        client.get("/gemeenten/tongeren-borgloon/")
    share(5)
    cache.clear()
    with at_most(len(few)):
        client.get("/gemeenten/tongeren-borgloon/")


def test_the_list_has_all_municipalities_on_a_map_within_weight(client, django_assert_max_num_queries):
    load_vocabularies()
    load_municipalities()
    load_outlines()
    client.get("/gemeenten/")
    with django_assert_max_num_queries(12):
        response = client.get("/gemeenten/")
    page = response.content.decode()
    assert len(response.content) <= 120_000
    for place in Municipality.objects.all():
        assert f'href="{place.get_absolute_url()}"' in page
    assert page.index(">Antwerpen</h2>") < page.index(">Limburg</h2>")
    assert 'role="img"' in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("borgloon", "1 gemeente gevonden"),
        ("3840", "postcode 3840"),
        ("tongren-borgloon", "Bedoelde je misschien"),
        ("qqqq", "Geen gemeente gevonden voor “qqqq”"),
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
    ],
)
def test_the_list_can_be_searched(client, tongeren, query, words):
    page = client.get("/gemeenten/", {"q": query}).content.decode()
    assert words in page
    assert "<b>x</b>" not in page


def test_the_list_of_organisations(client, tongeren):
    OrganisationFactory(code="de-brug", name="De Brug")
    OrganisationFactory(code="gemeente-tongeren-borgloon", name="Tongeren-Borgloon", municipality=tongeren)
    page = html(client, "/organisaties/")
    assert 'href="/organisaties/de-brug/"' in page
    assert "/organisaties/gemeente-tongeren-borgloon/" not in page
    assert "De Brug" in client.get("/organisaties/", {"q": "brug"}).content.decode()
    assert "Geen organisatie gevonden voor “zzz”" in client.get("/organisaties/", {"q": "zzz"}).content.decode()


def test_the_page_of_an_organisation(client):
    organisation = OrganisationFactory(code="de-brug", name="De Brug", website="https://www.debrug.be/", note="Geheim")
    page = html(client, "/organisaties/de-brug/")
    assert "Nog niets van De Brug" in page
    assert '<a href="https://www.debrug.be/">debrug.be</a>' in page
    assert "Geheim" not in page
    PracticePageFactory(title="Een brug tussen buren", owner_organisation=organisation)
    page = html(client, "/organisaties/de-brug/")
    assert "Een brug tussen buren" in page
    assert "Nog niets van" not in page


def test_a_local_authority_has_the_page_of_its_municipality(client, tongeren):
    OrganisationFactory(code="gemeente-tongeren-borgloon", municipality=tongeren)
    response = client.get("/organisaties/gemeente-tongeren-borgloon/")
    assert (response.status_code, response["Location"]) == (301, "/gemeenten/tongeren-borgloon/")


def test_an_unknown_organisation_is_not_found(client):
    assert client.get("/organisaties/niemand/").status_code == 404


def test_pages_of_organisations_take_few_queries(client, django_assert_max_num_queries):
    for _ in range(3):
        OrganisationFactory()
    with django_assert_max_num_queries(14) as few:
        client.get("/organisaties/")
    budget = len(few)  # at once: the next request empties the log
    for _ in range(10):
        OrganisationFactory()
    with django_assert_max_num_queries(budget):
        client.get("/organisaties/")
    organisation = OrganisationFactory()
    with django_assert_max_num_queries(14):
        client.get(organisation.get_absolute_url())
