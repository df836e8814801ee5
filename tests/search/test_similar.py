"""More like this: what is shown, why, and what never is."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.cards import Card
from search.engines.protocol import Hit
from search.similar import Name, reason_for, similar_to
from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import (
    EventPageFactory,
    GuidelinePageFactory,
    NetworkPageFactory,
    OfferPageFactory,
    PracticePageFactory,
)
from tests.factories.reference import SizeClassFactory, ThemeFactory
from tests.factories.search import document, fill
from tests.factories.states import FORBIDDEN_STATES

DAY = datetime.timedelta(days=1)
FACTORIES = (PracticePageFactory, GuidelinePageFactory, OfferPageFactory, EventPageFactory, NetworkPageFactory)
NAMES = {
    ("thema", "oefenen"): Name("Taal oefenen", items=4),
    ("thema", "meten"): Name("Meten", items=9),
    ("thema", "werk"): Name("Werk zoeken", is_told=True, items=20),
    ("actie", "a"): Name("a", needs=frozenset({"programma"})),
    ("thema", "taal"): Name("Taal", is_main=True, items=2),
}


def hit(*facets: str) -> Hit:
    return Hit("praktijk", "1", Card("practice", "Praktijk", "/x/", "X"), frozenset(facets))


def titles(kind: str = "praktijk", object_id: str = "1", **asked: Any) -> list[str]:
    return [similar.hit.card.title for similar in similar_to(kind, object_id, **asked)]


@pytest.mark.parametrize(
    ("shared", "reason"),
    [
        (["thema:oefenen"], "Zelfde thema (Taal oefenen)"),
        (["thema:taal", "thema:meten", "thema:oefenen"], "Zelfde thema (Taal oefenen)"),
        (["thema:meten", "thema:werk"], "Zelfde thema (Werk zoeken)"),
        (["thema:taal"], "Zelfde thema (Taal)"),
        (["actie:a", "actie:programma"], "Zelfde actie"),
        (["actie:programma"], "Lijkt in woorden"),
        (["thema:oefenen", "grootte:g"], "Zelfde thema (Taal oefenen), gemeente van dezelfde grootte"),
        (["grootte:g", "regio:r", "gemeente:1", "actie:a", "actie:programma"], "Zelfde actie, zelfde gemeente"),
        (
            ["regio:r", "doelgroep:d", "grootte:g", "actie:a", "actie:programma", "thema:oefenen"],
            "Zelfde thema (Taal oefenen), zelfde actie, gemeente van dezelfde grootte",
        ),
        (["regio:r"], "Lijkt in woorden, zelfde regio"),
        (["kost:laag"], "Lijkt in woorden"),
        ([], "Lijkt in woorden"),
    ],
)
def test_the_reason_says_what_both_share_strongest_first(shared: list[str], reason: str) -> None:
    assert reason_for(hit(*shared, "thema:eigen"), hit(*shared, "thema:ander"), NAMES) == reason


def test_what_is_everywhere_shares_no_place() -> None:
    everywhere = [f"gemeente:{number}" for number in range(9)]
    assert reason_for(hit("thema:werk", "gemeente:1"), hit("thema:werk", *everywhere), NAMES) == (
        "Zelfde thema (Werk zoeken)"
    )


@pytest.mark.django_db
class TestList:
    def test_a_theme_is_a_likeness_and_one_word_is_none(self) -> None:
        for code, label in (("oefenen", "Taal oefenen"), ("wonen", "Wonen")):
            ThemeFactory(code=code, label=label)
        fill(
            document("Praatcafé in de bibliotheek", facets={"thema": ("oefenen",)}),
            document("Babbeltafel", facets={"thema": ("oefenen",)}),
            document("De bibliotheek verhuist", facets={"thema": ("wonen",)}),
            document("Zwembad", facets={"thema": ("wonen",)}),
        )

        found = similar_to("praktijk", "1")

        assert [(similar.hit.card.title, similar.reason) for similar in found] == [
            ("Babbeltafel", "Zelfde thema (Taal oefenen)")
        ]

    def test_words_alone_are_a_reason_when_most_are_the_same(self) -> None:
        ThemeFactory(code="spel", label="Spel")
        fill(
            document("Speelkoffer lenen", summary="Met prenten en geluiden.", facets={"thema": ("spel",)}),
            document("Koffer met prenten en geluiden om te lenen"),
            document("Prenten"),
        )

        found = similar_to("praktijk", "1")

        assert [(similar.hit.card.title, similar.reason) for similar in found] == [
            ("Koffer met prenten en geluiden om te lenen", "Lijkt in woorden")
        ]

    def test_a_municipality_as_large_rises(self) -> None:
        ThemeFactory(code="taal", label="Taal")
        sizes = [SizeClassFactory(code=code) for code in ("klein", "groot", "klein")]
        here, there, alike = (MunicipalityFactory(size_class=size, region=None).nis for size in sizes)
        fill(
            document("Praatcafé", facets={"thema": ("taal",), "gemeente": (here,)}),
            document("Groot", facets={"thema": ("taal",), "gemeente": (there,)}),
            document("Klein", facets={"thema": ("taal",), "gemeente": (alike,)}),
        )

        first, second = similar_to("praktijk", "1")

        assert (first.hit.card.title, first.reason) == ("Klein", "Zelfde thema (Taal), gemeente van dezelfde grootte")
        assert (second.hit.card.title, second.reason) == ("Groot", "Zelfde thema (Taal)")

    def test_the_name_of_its_municipality_is_no_likeness(self) -> None:
        genk = MunicipalityFactory(name="Genk")
        ThemeFactory(code="taal", label="Taal")
        facets = {"thema": ("taal",), "gemeente": (genk.nis,)}
        fill(document("Genk", facets=facets), document("Genk zwemt"), document("Genk fietst"))

        assert titles() == []

    def test_kinds_are_mixed_and_the_same_kind_leads(self) -> None:
        ThemeFactory(code="taal", label="Taal")
        facets = {"thema": ("taal",)}
        practices = [("praktijk", document(f"Praktijk {number}", facets=facets)) for number in range(8)]
        fill(
            *practices, ("richtlijn", document("Richtlijn", facets=facets)), ("aanbod", document("Hulp", facets=facets))
        )

        found = similar_to("praktijk", "1")

        assert [similar.hit.kind for similar in found][:4] == ["praktijk"] * 4
        assert {similar.hit.kind for similar in found[4:]} == {"richtlijn", "aanbod"}
        assert len(similar_to("praktijk", "1", limit=2)) == 2

    def test_pages_about_the_site_and_places_are_not_offered(self) -> None:
        ThemeFactory(code="taal", label="Taal")
        facets = {"thema": ("taal",)}
        fill(
            document("Taal", facets=facets), *((kind, document("Taal", facets=facets)) for kind in ("thema", "pagina"))
        )

        assert titles() == []

    def test_what_is_past_archived_or_on_the_page_already_stays_out(self) -> None:
        ThemeFactory(code="taal", label="Taal")
        facets, now = {"thema": ("taal",)}, timezone.now()
        fill(
            document("Zelf", facets=facets),
            ("evenement", document("Voorbij", facets=facets, starts=now - 2 * DAY, ends=now - DAY)),
            ("evenement", document("Straks", facets=facets, starts=now + DAY, url="/straks/")),
            document("Archief", facets=facets, is_archived=True),
        )

        assert titles() == ["Straks"]
        assert titles(shown={"/straks/"}) == []

    def test_a_cancelled_event_is_not_offered(self) -> None:
        theme = ThemeFactory(label="Taal")
        practice = PracticePageFactory(themes=[theme])
        EventPageFactory(themes=[theme], title="Gaat door")
        EventPageFactory(themes=[theme], title="Afgelast", state="afgelast")

        assert titles("praktijk", str(practice.pk)) == ["Gaat door"]

    @pytest.mark.parametrize("state", FORBIDDEN_STATES.values(), ids=FORBIDDEN_STATES.keys())
    def test_what_is_hidden_is_not_offered_and_tells_nothing(self, state: Callable[[Any], Any]) -> None:
        theme = ThemeFactory(label="Taal")
        offer, hidden = OfferPageFactory(themes=[theme]), PracticePageFactory(themes=[theme])
        assert titles("aanbod", str(offer.pk)) == [hidden.title]

        state(hidden)

        assert titles("aanbod", str(offer.pk)) == []
        assert titles("praktijk", str(hidden.pk)) == []

    def test_it_asks_as_much_among_many_as_among_few(self) -> None:
        theme = ThemeFactory(label="Taal")
        places = [MunicipalityFactory(), MunicipalityFactory()]
        first = PracticePageFactory(themes=[theme], municipalities=places)
        PracticePageFactory.create_batch(10, themes=[theme], municipalities=places)

        with CaptureQueriesContext(connection) as captured:
            assert len(similar_to("praktijk", str(first.pk))) == 6

        assert len([query for query in captured if "SAVEPOINT" not in query["sql"]]) <= 8


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def test_every_page_of_an_item_shows_it_with_the_reason(client: Client, factory: Any) -> None:
    theme = ThemeFactory(label="Taal oefenen")
    page = factory(themes=[theme])
    OfferPageFactory(themes=[theme], title="Kaarten om te praten")

    section = BeautifulSoup(client.get(page.get_url()).content, "html.parser").select_one(
        "section[aria-labelledby=lijkt-hierop]"
    )

    assert section is not None
    assert section.h2.get_text() == "Lijkt hierop"  # type: ignore[union-attr]
    assert [title.get_text() for title in section.select("h3")] == ["Kaarten om te praten"]
    assert "Zelfde thema (Taal oefenen)" in section.select_one(".card__foot").get_text()  # type: ignore[union-attr]


@pytest.mark.django_db
def test_a_page_without_anything_like_it_has_no_such_section(client: Client) -> None:
    assert "Lijkt hierop" not in client.get(PracticePageFactory().get_url()).content.decode()
