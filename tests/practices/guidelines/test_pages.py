"""What readers see of guidelines: the listing and the page."""

import datetime
import re

import pytest

from tests.factories.media import DocumentFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.pages import GuidelinePageFactory, PracticePageFactory
from tests.factories.reference import AgiiRoleFactory, AudienceFactory, GuidelineKindFactory, ThemeFactory
from tests.factories.states import FORBIDDEN_STATES
from tests.queries import at_most

pytestmark = pytest.mark.django_db


def text_of(html: str) -> str:
    """Return the main part of a page as running text."""
    main = html[html.index('<main id="inhoud">') : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return text_of(answer.content.decode())


class TestListing:
    def test_without_own_guidelines_it_says_whose_these_are(self, client):
        GuidelinePageFactory.create_batch(3, of_another=True, publisher="VVSG")
        text = read(client, "/richtlijnen/")
        assert "3 richtlijnen" in text
        assert "AgII publiceerde hier nog geen eigen richtlijnen. Deze 3 zijn van andere uitgevers" in text
        assert "Richtlijnen van AgII" not in text

    def test_own_guidelines_come_first_under_their_own_heading(self, client):
        GuidelinePageFactory(of_another=True, title="Aap", publisher="VVSG")
        GuidelinePageFactory(title="Zebra")
        text = read(client, "/richtlijnen/")
        assert "1 van AgII zelf, 1 van een andere uitgever" in text
        assert text.index("Richtlijnen van AgII") < text.index("Zebra") < text.index("Van andere") < text.index("Aap")

    def test_only_own_guidelines_carry_the_word(self, client):
        GuidelinePageFactory(of_another=True, publisher="Agentschap Integratie en Inburgering")
        html = client.get("/richtlijnen/").content.decode()
        row = html[html.index('<ol class="results"') : html.index("</ol>", html.index('<ol class="results"'))]
        assert "Agentschap Integratie en Inburgering" in row
        assert "AgII" not in row

    def test_a_row_of_agii_shows_version_validity_and_practices(self, client):
        GuidelinePageFactory(version=1, valid_from=datetime.date(2026, 5, 1), practices=[PracticePageFactory()])
        text = read(client, "/richtlijnen/")
        assert "AgII, versie 1" in text
        assert "Geldig sinds 1 mei 2026" in text
        assert "1 praktijk toont dit" in text

    def test_another_order_has_one_group(self, client):
        GuidelinePageFactory(of_another=True, title="Aap")
        GuidelinePageFactory(title="Zebra")
        text = read(client, "/richtlijnen/?sorteer=titel")
        assert text.index("Aap") < text.index("Zebra")
        assert "Richtlijnen van AgII" not in text

    @pytest.mark.parametrize(
        ("facet", "factory", "relation"),
        [
            ("thema", ThemeFactory, "themes"),
            ("publiek", AudienceFactory, "audiences"),
            ("rol", AgiiRoleFactory, "agii_roles"),
        ],
    )
    def test_a_facet_narrows_the_list(self, client, facet, factory, relation):
        term = factory(code="gezocht", label="Gezocht")
        GuidelinePageFactory(title="Met", **{relation: [term]})
        GuidelinePageFactory(title="Zonder")
        text = read(client, f"/richtlijnen/?{facet}=gezocht")
        assert "1 richtlijn" in text
        assert "Met" in text
        assert "Zonder" not in text

    def test_a_kind_narrows_the_list(self, client):
        GuidelinePageFactory(title="Met", guideline_kind=GuidelineKindFactory(code="leidraad"))
        GuidelinePageFactory(title="Zonder", guideline_kind=GuidelineKindFactory(code="tool"))
        assert "Zonder" not in read(client, "/richtlijnen/?soort=leidraad")

    def test_a_facet_that_nothing_has_is_absent(self, client):
        AgiiRoleFactory()
        GuidelinePageFactory()
        assert "Rol van AgII" not in read(client, "/richtlijnen/")

    def test_no_result_says_what_to_do(self, client):
        ThemeFactory(code="leeg", label="Leeg thema")
        GuidelinePageFactory()
        text = read(client, "/richtlijnen/?thema=leeg")
        assert "Geen richtlijn past bij al deze filters" in text
        assert "Toon alle richtlijnen" in text

    def test_an_empty_section_reads_as_such(self, client, site_tree):
        assert "Nog geen richtlijnen" in read(client, "/richtlijnen/")

    @pytest.mark.parametrize("state", FORBIDDEN_STATES)
    def test_what_is_hidden_is_neither_listed_nor_counted(self, client, state):
        GuidelinePageFactory(title="Zichtbaar")
        FORBIDDEN_STATES[state](GuidelinePageFactory(title="Verborgen"))
        answer = client.get("/richtlijnen/", follow=True)
        html = answer.content.decode()
        assert "Verborgen" not in html
        if "Zichtbaar" in html:
            assert "1 richtlijn" in html

    @pytest.mark.parametrize(
        "query",
        [
            "thema=%00",
            "thema=onbestaand",
            "pagina=-1",
            "pagina=999999999999999999999",
            "pagina=abc",
            "sorteer=%F0%9F%98%80",
            "sorteer=titel&sorteer=nieuwste",
            "publiek=" + "x" * 5000,
            "&".join(f"thema=t{number}" for number in range(1000)),
            "onbekend=1",
        ],
    )
    def test_a_strange_address_is_read_sensibly_or_refused(self, client, query):
        GuidelinePageFactory()
        assert client.get(f"/richtlijnen/?{query}").status_code in {200, 400}

    def test_its_queries_do_not_grow(self, client):
        GuidelinePageFactory(practices=[PracticePageFactory()])
        for page in GuidelinePageFactory.create_batch(14, of_another=True):
            page.themes.set([ThemeFactory(), ThemeFactory()])
        for address in ("/richtlijnen/", "/richtlijnen/?sorteer=titel&pagina=2"):
            client.get(address)
            with at_most(15):
                client.get(address)


class TestPage:
    def test_one_of_agii_shows_version_and_validity_beside_its_kind(self, client):
        GuidelinePageFactory(
            slug="tolk", valid_from=datetime.date(2026, 9, 1), valid_to=datetime.date(2028, 8, 31), title="Tolken"
        )
        text = read(client, "/richtlijnen/tolk/")
        assert "Richtlijn Versie 1 Geldig van 1 september 2026 tot en met 31 augustus 2028 Tolken" in text
        assert "Opgesteld door Redactie AgII" in text

    def test_chapters_are_numbered_and_stand_in_the_contents(self, client):
        chapters = [
            ("chapter", {"title": title, "text": [("heading", "Tussentitel"), ("text", "<p>Tekst.</p>")]})
            for title in ("In het kort", "Wanneer", "Wie")
        ]
        GuidelinePageFactory(slug="tolk", chapters=chapters)
        html = client.get("/richtlijnen/tolk/").content.decode()
        for number, title in enumerate(("In het kort", "Wanneer", "Wie"), start=1):
            assert f'<a href="#hoofdstuk-{number}">{number}. {title}</a>' in html
            assert f'<h2 id="hoofdstuk-{number}-titel">{number}. {title}</h2>' in html
        assert html.count("<h3") == html.count("Tussentitel") == 3

    def test_one_chapter_has_no_number_and_no_contents(self, client):
        GuidelinePageFactory(of_another=True, slug="fiche", chapters=GuidelinePageFactory.build().chapters)
        html = client.get("/richtlijnen/fiche/").content.decode()
        assert 'class="toc"' not in html
        assert ">Waarom</h2>" in html

    def test_one_of_another_names_publisher_and_source_and_has_no_version(self, client):
        GuidelinePageFactory(
            of_another=True,
            slug="fiche",
            publisher="VVSG",
            year=2021,
            guideline_kind=GuidelineKindFactory(code="praktijkfiche", label="Praktijkfiche"),
        )
        html = client.get("/richtlijnen/fiche/").content.decode()
        text = text_of(html)
        assert "VVSG Praktijkfiche, 2021" in text
        assert "Samengevat uit een openbare bron" in text
        assert "Niet nagekeken door de uitgever." in text
        assert 'href="https://www.voorbeeld.be/bron"' in html
        assert "Versie" not in text
        assert "Geldig" not in text
        assert "AgII" not in text

    def test_practices_that_show_it_are_only_the_public_ones(self, client):
        hidden = PracticePageFactory(title="Verborgen praktijk")
        GuidelinePageFactory(slug="tolk", practices=[PracticePageFactory(title="Tolk op dinsdag"), hidden])
        assert "Verborgen praktijk" in read(client, "/richtlijnen/tolk/")
        FORBIDDEN_STATES["private_by_password"](hidden)
        text = read(client, "/richtlijnen/tolk/")
        assert "Tolk op dinsdag" in text
        assert "Verborgen praktijk" not in text

    def test_attachments_say_type_and_size(self, client):
        document = DocumentFactory(title="Beslisboom", file_size=84_000)
        GuidelinePageFactory(slug="tolk", attachments=[("file", document)])
        assert "Beslisboom (txt, 84 kB)" in read(client, "/richtlijnen/tolk/").replace("\N{NO-BREAK SPACE}", " ")

    def test_who_answers_is_a_service_never_an_address(self, client):
        GuidelinePageFactory(
            slug="tolk",
            owner_organisation=OrganisationFactory(code="agii", name="Het agentschap"),
            contact_service="Team Taal",
            contact_mailbox="taal@voorbeeld.be",
        )
        html = client.get("/richtlijnen/tolk/").content.decode()
        assert "Team Taal" in html
        assert 'href="/organisaties/agii/"' in html
        assert "taal@voorbeeld.be" not in html

    def test_what_is_not_filled_in_is_absent(self, client):
        GuidelinePageFactory(slug="kort")
        text = read(client, "/richtlijnen/kort/")
        for title in ("Bijlagen", "Praktijken die dit tonen", "Wat is er nieuw?", "Nagekeken door", "Rol van AgII"):
            assert title not in text

    def test_an_example_says_so(self, client):
        GuidelinePageFactory(slug="vb", is_example=True)
        assert "Voorbeeld" in read(client, "/richtlijnen/vb/")

    def test_it_takes_few_queries(self, client, django_assert_max_num_queries):
        document = DocumentFactory()
        page = GuidelinePageFactory(
            slug="tolk",
            practices=PracticePageFactory.create_batch(5),
            audiences=[AudienceFactory(), AudienceFactory()],
            agii_roles=[AgiiRoleFactory()],
            attachments=[("file", document)],
        )
        page.version, page.what_changed = 2, "Alles."
        page.save_revision().publish()
        for address in ("/richtlijnen/tolk/", "/richtlijnen/tolk/versie-1/"):
            client.get(address)
            with django_assert_max_num_queries(12):
                client.get(address)

    def test_a_preview_shows_the_draft_as_the_page_will(self, client):
        page = GuidelinePageFactory(slug="tolk")
        client.get("/richtlijnen/tolk/")
        draft = page.get_latest_revision_as_object()
        draft.title = "In ontwerp"
        draft.practices = [PracticePageFactory(title="Nog niet bewaard")]
        html = draft.make_preview_request().rendered_content
        assert "In ontwerp" in html
        assert "Nog niet bewaard" in html
        assert "In ontwerp" not in read(client, "/richtlijnen/tolk/")
