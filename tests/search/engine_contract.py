"""What every engine must do: a suite that each engine's own test module inherits."""

import datetime
import math
from collections.abc import Mapping
from typing import Any

import pytest
from django.utils import timezone

from search.engines.protocol import ENOUGH, Order, Request, Results, Time
from search.engines.scoring import share_of
from search.query.plan import Rung
from search.query.planning import plan
from tests.factories.organisations import MunicipalityFactory
from tests.factories.reference import ThemeFactory
from tests.factories.search import document, fill, values
from tests.search.suggestion_contract import SuggestionContract

TOMORROW = datetime.timedelta(days=1)


@pytest.mark.django_db
class EngineContract(SuggestionContract):
    """Inherit, name the engine, and the suite runs against it."""

    def ask(self, q: str = "", **asked: Any) -> Results:
        """Return the results of a question."""
        return self.engine.search(Request(plan=plan(q), **asked))

    def titles(self, q: str = "", **asked: Any) -> list[str]:
        """Return the titles found, in order."""
        return [hit.card.title for hit in self.ask(q, **asked).hits]

    def test_the_keys_are_those_of_the_results_in_their_order(self) -> None:
        fill(*(document(f"Buurt {number}", text="buurt " * number) for number in range(15)), by=self.engine)

        for asked in ({"limit": 12}, {"order": Order.TITLE, "offset": 10, "with_archived": True}):
            request = Request(plan=plan("buurt"), **asked)  # type: ignore[arg-type]
            keys = tuple(hit.item for hit in self.engine.search(request).hits)
            assert self.engine.keys(request) == keys != ()

    def test_what_has_all_words_comes_first(self) -> None:
        fill(document("Buurt", text="buurt " * 50), document("Buurt en school"), document("Sport"), by=self.engine)

        results = self.ask("buurt school")

        assert [hit.card.title for hit in results.hits] == ["Buurt en school", "Buurt"]
        assert (results.rung, results.strict, results.total) == (Rung.ANY, 1, 2)

    def test_when_enough_have_all_words_the_others_stay_out(self) -> None:
        fill(*(document(f"Buurt en school {number}") for number in range(ENOUGH)), document("Buurt"), by=self.engine)

        results = self.ask("buurt school")

        assert (results.rung, results.total) == (Rung.ALL, ENOUGH)

    def test_when_few_have_all_words_those_with_most_come_along(self) -> None:
        most = (document(f"Buurt en school {number}") for number in range(ENOUGH))
        fill(document("Buurt, school en sport"), *most, document("Buurt"), by=self.engine)

        results = self.ask("buurt school sport")

        assert (results.rung, results.total) == (Rung.MOST, ENOUGH + 1)
        assert results.hits[0].card.title == "Buurt, school en sport"

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

    def test_a_word_that_nothing_has_is_taken_as_a_beginning(self) -> None:
        fill(document("Vrijwilligerswerk"), document("Zwembad"), by=self.engine)
        self.engine.rebuild()

        assert self.titles("vrijwil") == ["Vrijwilligerswerk"]

    def test_a_mistyped_word_is_corrected(self) -> None:
        fill(document("Brugfiguren op school"), document("Zwembad"), by=self.engine)
        self.engine.rebuild()

        assert self.titles("brugfigruen") == ["Brugfiguren op school"]

    def test_what_was_written_since_the_words_were_counted_is_found_as_it_is(self) -> None:
        fill(document("Moestuin"), by=self.engine)
        self.engine.rebuild()
        self.engine.apply([values("praktijk", "2", document("Boomtuin"))])

        assert self.titles("boomtuin")[0] == "Boomtuin"

    def test_what_is_not_wanted_stays_out_on_every_rung(self) -> None:
        fill(document("Moestuin met sport"), by=self.engine)

        assert self.titles("moestuin olifant -sport") == []

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
        assert self.titles("taal", order=Order.TITLE) == ["Iets", "Taal"]

    def test_several_kinds_widen_and_a_theme_narrows(self) -> None:
        taal = {"thema": ("taal",)}
        fill(
            ("praktijk", document("P1", facets=taal)),
            ("richtlijn", document("R1", facets=taal)),
            ("aanbod", document("A1", facets=taal)),
            ("praktijk", document("P2")),
            by=self.engine,
        )

        kinds = ("soort:praktijk", "soort:richtlijn")
        assert sorted(self.titles(filters={"soort": kinds})) == ["P1", "P2", "R1"]
        assert sorted(self.titles(filters={"soort": kinds, "thema": ("thema:taal",)})) == ["P1", "R1"]
        assert sorted(self.titles(scope=("soort:aanbod",), filters={"thema": ("thema:taal",)})) == ["A1"]

    def test_counts_leave_their_own_filter_aside(self) -> None:
        fill(
            ("praktijk", document("P1", facets={"thema": ("taal",)})),
            ("praktijk", document("P2", facets={"thema": ("werk",)})),
            ("richtlijn", document("R1", facets={"thema": ("taal", "werk")})),
            by=self.engine,
        )

        results = self.ask(filters={"soort": ("soort:praktijk",), "thema": ("thema:taal",)})

        assert results.total == 1
        assert _some(results.counts, "soort:", "thema:") == {"soort:praktijk": 1, "thema:taal": 1}
        assert _of(results, "soort") == {"soort:praktijk": 1, "soort:richtlijn": 1}
        assert _of(results, "thema") == {"thema:taal": 1, "thema:werk": 1}

    def test_a_main_theme_finds_what_has_a_narrower_one(self) -> None:
        ThemeFactory(code="lezen", parent=ThemeFactory(code="taal"))
        fill(document("Voorlezen", facets={"thema": ("lezen",)}), by=self.engine)

        results = self.ask(filters={"thema": ("thema:taal",)})

        assert [hit.card.title for hit in results.hits] == ["Voorlezen"]
        assert _of(results, "thema") == {"thema:taal": 1, "thema:lezen": 1}

    def test_synonyms_of_a_theme_find_its_items(self) -> None:
        ThemeFactory(code="taal", label="Taal oefenen", synonyms=["praattafels"])
        fill(document("Voorlezen", facets={"thema": ("taal",)}), by=self.engine)

        assert self.titles("praattafels") == ["Voorlezen"]

    def test_an_item_is_found_by_its_municipality_and_its_traits_come_along(self) -> None:
        genk = MunicipalityFactory(name="Genk")
        fill(document("Buurtfeest", facets={"gemeente": (genk.nis,)}), by=self.engine)

        (hit,) = self.ask("genk", filters={"gemeente": (f"gemeente:{genk.nis}",)}).hits

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

        without = self.ask()
        with_past = self.ask(time=Time.ALL)

        assert sorted(hit.card.title for hit in without.hits) == ["Bezig", "Blijft", "Straks"]
        assert _some(without.counts, "soort:") == {"soort:evenement": 2, "soort:praktijk": 1}
        assert without.past == with_past.past == 2
        assert with_past.total == 5
        assert _some(with_past.counts, "soort:") == {"soort:evenement": 4, "soort:praktijk": 1}
        assert sorted(self.titles(time=Time.PAST)) == ["Geweest", "Ooit"]
        assert self.titles(filters={"soort": ("soort:evenement",)}, order=Order.SOONEST) == ["Bezig", "Straks"]

    def test_pages_follow_each_other_and_the_last_one_answers_for_those_beyond(self) -> None:
        fill(*(document(f"Nummer {number}") for number in range(5)), by=self.engine)

        pages = [self.ask("nummer", limit=2, offset=offset) for offset in (0, 2, 4)]
        seen = [hit.card.title for page in pages for hit in page.hits]
        beyond = self.ask("nummer", limit=2, offset=10**9)

        assert len(seen) == len(set(seen)) == 5
        assert (beyond.offset, beyond.total) == (4, 5)
        assert [hit.card.title for hit in beyond.hits] == seen[4:]

    def test_the_nearest_come_first_when_asked(self) -> None:
        fill(
            document("Ver"),
            document("Zelfde regio", facets={"regio": ("limburg",)}),
            document("Eigen", facets={"gemeente": ("73083",), "regio": ("limburg",)}),
            by=self.engine,
        )

        near = (("gemeente:73083",), ("regio:limburg",))
        assert self.titles(order=Order.LIKE_MINE, near=near) == ["Eigen", "Zelfde regio", "Ver"]

    def test_what_must_come_first_comes_first_in_any_order(self) -> None:
        fill(document("B", facets={"uitgever": ("agii",)}), document("A"), by=self.engine)

        assert self.titles(order=Order.TITLE, first="uitgever:agii") == ["B", "A"]

    def test_a_period_takes_what_happens_or_was_published_then(self) -> None:
        fill(
            document("Oud", published=datetime.date(2020, 1, 1)),
            document("Nieuw", published=datetime.date(2026, 1, 1)),
            document("Zonder datum"),
            by=self.engine,
        )

        assert self.titles(since=datetime.date(2021, 1, 1)) == ["Nieuw"]
        assert self.titles(until=datetime.date(2021, 1, 1)) == ["Oud"]

    def test_archived_items_are_out_unless_asked_for_and_counted(self) -> None:
        fill(document("Blijft"), document("Weg", is_archived=True), by=self.engine)

        assert self.titles() == ["Blijft"]
        assert self.ask().archived == 1
        assert sorted(self.titles(with_archived=True)) == ["Blijft", "Weg"]

    def test_items_are_fetched_in_the_order_asked(self) -> None:
        fill(document("Een"), document("Twee"), by=self.engine)

        found = self.engine.fetch([("praktijk", "2"), ("praktijk", "99"), ("praktijk", "1")])

        assert [hit.card.title for hit in found] == ["Twee", "Een"]

    def test_a_scratch_area_ranks_other_documents_and_leaves_the_entries_alone(self) -> None:
        fill(document("Moestuin"), by=self.engine)

        with self.engine.scratch() as scratch:
            scratch.index([("a", "Zwembad", "baantjes"), ("b", "Moestuinen", "samen tuinieren")])
            assert scratch.rank("moestuin", 10) == ["b"]
            assert scratch.rank("", 10) == []

        assert self.titles("zwembad moestuin") == ["Moestuin"]

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

    def test_a_question_of_any_length_is_answered(self) -> None:
        fill(document("Moestuin"), by=self.engine)

        for q in ("é" * 40_000, "moestuin " * 10_000, '"' + "moestuin " * 10_000 + '"'):
            assert self.ask(q).is_complete
            assert self.engine.keys(Request(plan=plan(q))) == tuple(hit.item for hit in self.ask(q).hits)
            self.engine.suggest(q, 8)

    def test_what_is_preferred_rises_and_what_is_left_out_stays_out(self) -> None:
        fill(
            document("Taal en taal"),
            document("Taal in de bib", facets={"grootte": ("klein",)}),
            by=self.engine,
        )

        assert self.titles("taal") == ["Taal en taal", "Taal in de bib"]
        assert self.titles("taal", prefer={"grootte:klein": 0.9}) == ["Taal in de bib", "Taal en taal"]
        assert self.titles("taal", without=("praktijk", "1")) == ["Taal in de bib"]

    def test_a_score_is_taken_apart_into_what_it_is_made_of(self) -> None:
        fill(document("Taal oefenen", text="taal", quality=2), document("Taal"), document("Sport"), by=self.engine)
        asked = plan("taal oefenen")
        hits = self.engine.search(Request(asked)).hits

        anatomies = self.engine.explain(asked, [*(hit.item for hit in hits), ("praktijk", "3"), ("praktijk", "9")])

        scores = []
        for anatomy in anatomies:
            summed = sum(form.score * rank for form, rank in zip(asked.forms, anatomy.ranks, strict=True))
            share = share_of(asked, anatomy.hit.groups)
            scores.append(summed * share * math.prod(anatomy.factors.values()))
        assert scores == pytest.approx([*(hit.score for hit in hits), 0], rel=1e-5)
        assert [anatomy.has for anatomy in anatomies] == [(True, True), (True, False), (False, False)]
        assert "A" in anatomies[0].places[0]


def _of(results: Results, name: str) -> dict[str, int]:
    """Return the counts of one filter, its own values left aside."""
    return _some(results.counts_of(name), f"{name}:")


def _some(counts: Mapping[str, int], *names: str) -> dict[str, int]:
    return {value: number for value, number in counts.items() if value.startswith(names)}
