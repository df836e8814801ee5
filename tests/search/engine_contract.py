"""What every engine must do: a suite that each engine's own test module inherits."""

import datetime
from typing import ClassVar

import pytest
from django.utils import timezone

from search.engines.protocol import START, STOP, Engine, Rung
from search.parameters import Order, SearchParameters
from tests.factories.organisations import MunicipalityFactory
from tests.factories.reference import ThemeFactory
from tests.factories.search import document, fill, values

TOMORROW = datetime.timedelta(days=1)


@pytest.mark.django_db
class EngineContract:
    """Inherit, name the engine, and the suite runs against it."""

    engine: ClassVar[Engine]

    def titles(self, q: str = "", page_size: int = 10, **asked: object) -> list[str]:
        """Return the titles found, in order."""
        results = self.engine.search(SearchParameters(q=q, **asked), page_size)  # type: ignore[arg-type]
        return [hit.card.title for hit in results.hits]

    def test_all_words_must_be_there(self) -> None:
        fill(document("Buurt en school"), document("Buurt"), document("School"), by=self.engine)

        assert self.titles("buurt school") == ["Buurt en school"]

    def test_inflections_find_each_other(self) -> None:
        fill(document("Brugfiguren op school"), by=self.engine)

        assert self.titles("brugfiguur scholen") == ["Brugfiguren op school"]

    def test_a_compound_is_found_as_it_is_written(self) -> None:
        fill(document("Oefenen", text="Elke week zijn er taaloefenkansen in de bib."), by=self.engine)

        assert self.titles("taaloefenkansen") == ["Oefenen"]

    @pytest.mark.parametrize("q", ["café", "CAFE", "cafe", "Café"])
    def test_accents_and_capitals_make_no_difference(self, q: str) -> None:
        fill(document("Een café voor buren"), by=self.engine)

        assert self.titles(q) == ["Een café voor buren"]

    @pytest.mark.parametrize("q", ["ocmw", "o.c.m.w.", "O.C.M.W.", "OCMW"])
    def test_dots_in_an_abbreviation_make_no_difference(self, q: str) -> None:
        fill(document("Samen met het O.C.M.W."), document("Een OCMW vertelt"), by=self.engine)

        assert sorted(self.titles(q)) == ["Een OCMW vertelt", "Samen met het O.C.M.W."]

    def test_words_around_a_stroke_are_found_apart(self) -> None:
        fill(document("Werken rond gender/diversiteit"), by=self.engine)

        assert self.titles("diversiteit") == ["Werken rond gender/diversiteit"]

    def test_a_phrase_asks_for_its_words_in_order(self) -> None:
        fill(document("Een", text="sterk buurt werk"), document("Twee", text="werk in de buurt"), by=self.engine)

        assert self.titles('"buurt werk"') == ["Een"]

    def test_a_word_with_a_minus_is_left_out(self) -> None:
        fill(document("Buurt en sport"), document("Buurt en taal"), by=self.engine)

        assert self.titles("buurt -sport") == ["Buurt en taal"]
        assert self.titles('buurt -"en sport"') == ["Buurt en taal"]

    def test_stop_words_do_not_narrow(self) -> None:
        fill(document("Buurthuis vol muziek"), by=self.engine)

        assert self.titles("de muziek van het buurthuis") == ["Buurthuis vol muziek"]

    def test_only_stop_words_are_looked_for_as_they_are(self) -> None:
        fill(document("Met en voor elkaar"), document("Taal"), by=self.engine)

        assert self.titles("met voor") == ["Met en voor elkaar"]

    def test_a_title_counts_more_than_a_text(self) -> None:
        fill(document("Lezen", text="iets over moestuinen"), document("Moestuinen"), by=self.engine)

        assert self.titles("moestuinen") == ["Moestuinen", "Lezen"]

    def test_what_is_called_exactly_so_comes_first(self) -> None:
        often = "Genk " * 50
        fill(document(f"Praktijk in Genk en nog eens Genk {often}"), document("Genk"), by=self.engine)

        assert self.titles("genk")[0] == "Genk"

    def test_another_name_of_the_item_brings_it_first_too(self) -> None:
        fill(
            document("Borgloon leest Borgloon"),
            document("Tongeren-Borgloon", names=("Tongeren", "Borgloon")),
            by=self.engine,
        )

        assert self.titles("Borgloon")[0] == "Tongeren-Borgloon"

    def test_a_hyphenated_name_is_found_by_each_of_its_parts(self) -> None:
        fill(document("Sint-Niklaas"), by=self.engine)

        for q in ("sint-niklaas", "niklaas", "Sint Niklaas"):
            assert self.titles(q) == ["Sint-Niklaas"]

    def test_beginnings_are_tried_when_words_find_nothing(self) -> None:
        fill(document("Vrijwilligerswerk"), by=self.engine)

        results = self.engine.search(SearchParameters(q="vrijwil"), 10)

        assert [hit.card.title for hit in results.hits] == ["Vrijwilligerswerk"]
        assert results.rung is Rung.BEGINNINGS

    def test_any_word_is_tried_when_all_together_find_nothing(self) -> None:
        fill(document("Moestuin"), document("Zwembad"), by=self.engine)

        results = self.engine.search(SearchParameters(q="moestuin olifant"), 10)

        assert [hit.card.title for hit in results.hits] == ["Moestuin"]
        assert results.rung is Rung.ANY

    def test_what_is_not_wanted_stays_out_on_every_rung(self) -> None:
        fill(document("Moestuin met sport"), by=self.engine)

        assert self.titles("moestuin olifant -sport") == []

    def test_found_words_are_marked_in_title_and_text(self) -> None:
        fill(document("Samen tuinieren", text="In de wijk begon een moestuin."), by=self.engine)

        (hit,) = self.engine.search(SearchParameters(q="moestuin samen"), 10).hits

        assert hit.title == f"{START}Samen{STOP} tuinieren"
        assert f"{START}moestuin{STOP}" in hit.excerpt

    def test_without_words_everything_is_listed_newest_first(self) -> None:
        fill(
            document("Oud", published=datetime.date(2020, 1, 1)),
            document("Zonder datum"),
            document("Nieuw", published=datetime.date(2026, 1, 1)),
            by=self.engine,
        )

        assert self.titles() == ["Nieuw", "Oud", "Zonder datum"]

    def test_newest_first_when_asked(self) -> None:
        fill(
            document("Taal", published=datetime.date(2020, 1, 1)),
            document("Iets", text="met taal", published=datetime.date(2026, 1, 1)),
            by=self.engine,
        )

        assert self.titles("taal") == ["Taal", "Iets"]
        assert self.titles("taal", order=Order.NEWEST) == ["Iets", "Taal"]

    def test_several_kinds_widen_and_a_theme_narrows(self) -> None:
        taal = {"thema": ("taal",)}
        fill(
            ("praktijk", document("P1", facets=taal)),
            ("richtlijn", document("R1", facets=taal)),
            ("aanbod", document("A1", facets=taal)),
            ("praktijk", document("P2")),
            by=self.engine,
        )

        assert sorted(self.titles(kinds=("praktijk", "richtlijn"))) == ["P1", "P2", "R1"]
        assert sorted(self.titles(kinds=("praktijk", "richtlijn"), themes=("taal",))) == ["P1", "R1"]

    def test_counts_leave_their_own_filter_aside(self) -> None:
        fill(
            ("praktijk", document("P1", facets={"thema": ("taal",)})),
            ("praktijk", document("P2", facets={"thema": ("werk",)})),
            ("richtlijn", document("R1", facets={"thema": ("taal", "werk")})),
            by=self.engine,
        )

        results = self.engine.search(SearchParameters(kinds=("praktijk",), themes=("taal",)), 10)

        assert results.total == 1
        assert results.facets["soort"] == {"praktijk": 1, "richtlijn": 1}
        assert results.facets["thema"] == {"taal": 1, "werk": 1}

    def test_a_main_theme_finds_what_has_a_narrower_one(self) -> None:
        ThemeFactory(code="lezen", parent=ThemeFactory(code="taal"))
        fill(document("Voorlezen", facets={"thema": ("lezen",)}), by=self.engine)

        results = self.engine.search(SearchParameters(themes=("taal",)), 10)

        assert [hit.card.title for hit in results.hits] == ["Voorlezen"]
        assert results.facets["thema"] == {"taal": 1, "lezen": 1}

    def test_synonyms_of_a_theme_find_its_items(self) -> None:
        ThemeFactory(code="taal", label="Taal oefenen", synonyms=["praattafels"])
        fill(document("Voorlezen", facets={"thema": ("taal",)}), by=self.engine)

        assert self.titles("praattafels") == ["Voorlezen"]

    def test_an_item_is_found_by_its_municipality_and_its_traits_come_along(self) -> None:
        genk = MunicipalityFactory(name="Genk")
        fill(document("Buurtfeest", facets={"gemeente": (genk.nis,)}), by=self.engine)

        (hit,) = self.engine.search(SearchParameters(q="genk", municipalities=(genk.nis,)), 10).hits

        assert hit.facets >= {
            f"gemeente:{genk.nis}",
            f"regio:{genk.region.code}",
            f"provincie:{genk.province.code}",
            f"grootte:{genk.size_class.code}",
        }

    def test_past_events_are_out_unless_asked_for_and_counted(self) -> None:
        now = timezone.now()
        fill(
            ("evenement", document("Straks", starts=now + TOMORROW, ends=now + 2 * TOMORROW)),
            ("evenement", document("Bezig", starts=now - TOMORROW, ends=now + TOMORROW)),
            ("evenement", document("Geweest", starts=now - 2 * TOMORROW, ends=now - TOMORROW)),
            ("evenement", document("Ooit", is_over=True)),
            ("praktijk", document("Blijft")),
            by=self.engine,
        )

        without = self.engine.search(SearchParameters(), 10)
        with_past = self.engine.search(SearchParameters(with_past=True), 10)

        assert sorted(hit.card.title for hit in without.hits) == ["Bezig", "Blijft", "Straks"]
        assert without.facets["soort"] == {"evenement": 2, "praktijk": 1}
        assert without.past == with_past.past == 2
        assert with_past.total == 5
        assert with_past.facets["soort"] == {"evenement": 4, "praktijk": 1}

    def test_pages_follow_each_other_and_the_last_one_answers_for_those_beyond(self) -> None:
        fill(*(document(f"Nummer {number}") for number in range(5)), by=self.engine)

        seen = [
            hit.card.title
            for page in (1, 2, 3)
            for hit in self.engine.search(SearchParameters(q="nummer", page=page), 2).hits
        ]
        beyond = self.engine.search(SearchParameters(q="nummer", page=1000), 2)

        assert len(seen) == len(set(seen)) == 5
        assert (beyond.page, beyond.pages) == (3, 3)
        assert [hit.card.title for hit in beyond.hits] == seen[4:]

    def test_writing_again_replaces_and_withdrawing_removes(self) -> None:
        fill(document("Eerst"), by=self.engine)
        self.engine.apply([values("praktijk", "1", document("Dan"))])
        assert self.titles() == ["Dan"]

        self.engine.withdraw("richtlijn", ["1"])
        assert self.titles() == ["Dan"]

        self.engine.withdraw("praktijk", ["1"])
        assert self.titles() == []

    def test_rebuilding_changes_no_answer(self) -> None:
        fill(document("Blijft"), by=self.engine)

        self.engine.rebuild()

        assert self.titles("blijft") == ["Blijft"]

    def test_health_tells_when_there_is_nothing_to_search(self) -> None:
        assert self.engine.health()

        fill(document("Iets"), by=self.engine)

        assert self.engine.health() == ""

    def test_a_text_of_any_size_or_script_is_written(self) -> None:
        fill(
            document("Lang", text="woord " * 400_000),
            document("Eén woord", text="x" * 100_000),
            document("NUL \x00 en een half teken \ud800", text="a\x00b", summary="\x00"),
            document("مرحبا بالعالم 🙂"),
            document("' & | ! <-> :* \\ \ue000"),
            by=self.engine,
        )

        assert len(self.titles()) == 5
