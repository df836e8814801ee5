"""What readers see of offers: the listing and the page; and the rules that hold in the database."""

import datetime
import re

import pytest
from django.db import IntegrityError, transaction

from portal.pages.publication import PublicationRefused
from practices.offers.models import OfferPage
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import OfferPageFactory
from tests.factories.reference import (
    ActionFactory,
    AgiiRoleFactory,
    OfferStatusFactory,
    OrganisationKindFactory,
    ProgrammeFactory,
    ThemeFactory,
)
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db


def text_of(client, address: str) -> str:
    """Return the main part of a page as running text."""
    answer = client.get(address)
    assert answer.status_code == 200
    html = answer.content.decode()
    main = html[html.index('<main id="inhoud">') : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


class TestListing:
    def test_a_row_shows_status_organisation_region_and_cost(self, client):
        OfferPageFactory(
            title="Mentoring",
            status=OfferStatusFactory(code="open", label="Open"),
            owner_organisation=OrganisationFactory(name="Een vzw"),
            region="Heel Vlaanderen",
            is_free=True,
        )
        text = text_of(client, "/aanbod/")
        assert "1 keer aanbod" in text
        for word in ("Mentoring", "Een vzw", "Heel Vlaanderen", "Open", "Kosteloos"):
            assert word in text

    def test_what_a_source_does_not_say_is_not_shown(self, client):
        OfferPageFactory(from_source=True, status=None)
        text = text_of(client, "/aanbod/")
        assert "Kosteloos" not in text
        assert "Status" not in text

    @pytest.mark.parametrize(
        ("facet", "value", "fields"),
        [
            ("thema", "taal", lambda: {"themes": [ThemeFactory(code="taal")]}),
            ("actie", "mentoring", lambda: {"actions": [ActionFactory(code="mentoring")]}),
            ("status", "volzet", lambda: {"status": OfferStatusFactory(code="volzet")}),
            ("rol", "coach", lambda: {"agii_roles": [AgiiRoleFactory(code="coach")]}),
            ("gemeente", "71016", lambda: {"municipalities": [MunicipalityFactory(nis="71016")]}),
            (
                "soort",
                "vzw",
                lambda: {"owner_organisation": OrganisationFactory(kind=OrganisationKindFactory(code="vzw"))},
            ),
        ],
    )
    def test_a_facet_narrows_the_list(self, client, facet, value, fields):
        OfferPageFactory(title="Met", **fields())
        OfferPageFactory(title="Zonder")
        text = text_of(client, f"/aanbod/?{facet}={value}")
        assert "1 keer aanbod" in text
        assert "Zonder" not in text

    def test_no_result_says_what_to_do(self, client):
        ThemeFactory(code="leeg")
        OfferPageFactory()
        assert "Geen aanbod past bij al deze filters" in text_of(client, "/aanbod/?thema=leeg")

    @pytest.mark.parametrize("state", FORBIDDEN_STATES)
    def test_what_is_hidden_is_not_listed(self, client, state):
        FORBIDDEN_STATES[state](OfferPageFactory(title="Verborgen"))
        assert "Verborgen" not in client.get("/aanbod/", follow=True).content.decode()

    @pytest.mark.parametrize(
        "query", ["status=%00", "pagina=-9", "gemeente=" + "9" * 20_000, "actie=%E2%82%AC", "a=1&" * 999]
    )
    def test_a_strange_address_is_read_sensibly_or_refused(self, client, query):
        OfferPageFactory()
        assert client.get(f"/aanbod/?{query}").status_code in {200, 400, 414}

    def test_its_queries_do_not_grow(self, client, django_assert_max_num_queries):
        OfferPageFactory.create_batch(15, municipalities=[MunicipalityFactory()], actions=[ActionFactory()])
        for address in ("/aanbod/", "/aanbod/?sorteer=nieuwste&pagina=2"):
            client.get(address)
            with django_assert_max_num_queries(15):
                client.get(address)


class TestPage:
    def test_it_reads_from_what_to_how_to_apply(self, client):
        OfferPageFactory(
            slug="mentoring",
            description="Vrijwilligers begeleiden.",
            goals="Werk vinden\n- Netwerk bouwen",
            for_whom="werkzoekenden",
            tasks=[("task", {"task": "Mentoren vormen", "who": "De vzw"})],
            is_free=True,
            how_to_apply="bel de vzw.",
            questions=[("question", {"question": "Hoe lang duurt het?", "answer": "Zes maanden."})],
        )
        text = text_of(client, "/aanbod/mentoring/")
        parts = ["Wat het is", "Voor wie", "Wie doet wat?", "Wat kost het?", "Hoe vraag je aan?", "Veelgestelde vragen"]
        places = [text.rindex(part) for part in parts]
        assert places == sorted(places)
        for words in (
            "Werkzoekenden",
            "Mentoren vormen De vzw",
            "Kosteloos voor gemeenten.",
            "Bel de vzw.",
            "Zes maanden.",
        ):
            assert words in text

    def test_nothing_can_be_pressed_to_apply(self, client):
        OfferPageFactory(slug="mentoring")
        html = client.get("/aanbod/mentoring/").content.decode()
        main = html[html.index('<main id="inhoud">') : html.index("</main>")]
        assert "<button" not in main
        assert 'class="button' not in main

    def test_one_from_a_source_says_so_and_what_is_unknown(self, client):
        OfferPageFactory(
            from_source=True,
            slug="mentoring",
            status=None,
            how_to_apply="",
            owner_organisation=OrganisationFactory(name="Een vzw"),
        )
        text = text_of(client, "/aanbod/mentoring/")
        assert "Niet nagekeken door de aanbieder." in text
        assert "Onbekend: de bron zegt dit niet. Vraag het aan Een vzw." in text
        assert "Wat kost het?" not in text
        assert "Kosteloos" not in text

    def test_the_words_of_the_cost_go_before_free(self, client):
        OfferPageFactory(slug="mentoring", is_free=True, cost="gratis, 20 uur per jaar")
        text = text_of(client, "/aanbod/mentoring/")
        assert "Gratis, 20 uur per jaar" in text
        assert "Kosteloos voor gemeenten." not in text

    def test_it_closes_by_itself_after_its_last_day(self, client):
        yesterday = datetime.date.today() - datetime.timedelta(days=1)
        OfferPageFactory(slug="mentoring", closes_on=yesterday, status=OfferStatusFactory(code="open", label="Open"))
        assert "Gesloten" in text_of(client, "/aanbod/mentoring/")

    def test_an_action_of_an_ended_programme_says_so(self, client):
        action = ActionFactory(label="Mentoren", programme=ProgrammeFactory(over=True))
        OfferPageFactory(slug="mentoring", actions=[action])
        assert "Mentoren (afgelopen)" in text_of(client, "/aanbod/mentoring/")

    def test_a_mail_address_never_shows(self, client):
        OfferPageFactory(slug="mentoring", contact_service="Team", contact_mailbox="team@voorbeeld.be")
        html = client.get("/aanbod/mentoring/").content.decode()
        assert "Team" in html
        assert "team@voorbeeld.be" not in html

    def test_it_takes_few_queries(self, client, django_assert_max_num_queries):
        OfferPageFactory(
            slug="mentoring",
            municipalities=MunicipalityFactory.create_batch(3),
            actions=[ActionFactory(), ActionFactory()],
            agii_roles=[AgiiRoleFactory()],
        )
        client.get("/aanbod/mentoring/")
        with django_assert_max_num_queries(12):
            client.get("/aanbod/mentoring/")

    def test_a_preview_shows_the_draft_as_the_page_will(self, client):
        page = OfferPageFactory(slug="mentoring")
        draft = page.get_latest_revision_as_object()
        draft.title, draft.themes = "In ontwerp", [ThemeFactory(label="Nog niet bewaard")]
        html = draft.make_preview_request().rendered_content
        assert "In ontwerp" in html
        assert "Nog niet bewaard" in html


class TestRules:
    @pytest.mark.parametrize(
        ("changes", "constraint"),
        [
            ({"status": None}, "offers_has_status"),
            ({"how_to_apply": ""}, "offers_says_how_to_apply"),
            ({"contact_service": ""}, "offerpage_has_owner"),
            ({"summary": ""}, "offerpage_has_summary"),
            ({"origin": "bron"}, "offerpage_has_source"),
            (
                {"opens_on": datetime.date(2026, 2, 1), "closes_on": datetime.date(2026, 1, 1)},
                "offers_period_in_order",
            ),
        ],
    )
    def test_the_database_refuses(self, changes, constraint):
        page = OfferPageFactory()
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            OfferPage.objects.filter(pk=page.pk).update(**changes)

    def test_publishing_says_in_sentences_what_is_missing(self):
        page = OfferPageFactory(draft=True, status=None, how_to_apply="", themes=[])
        with pytest.raises(PublicationRefused) as refused:
            page.save_revision(clean=False).publish()
        assert {fault.field for fault in refused.value.faults} == {"themes", "status", "how_to_apply"}
        assert not OfferPage.objects.get().live

    def test_one_from_a_source_needs_neither_status_nor_way(self):
        assert OfferPageFactory(from_source=True, status=None, how_to_apply="").live
