"""Components as readers meet them, drawn by the real template engine."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from portal import cards
from portal.facets import Facet, Option
from portal.finding.listings import Row
from portal.navigation.trails import crumbs, pages

SHAPE = cards.Silhouette("M0 0l9 9z", "0 0 100 90")
PRACTICE = cards.Card(
    "practice",
    "Praktijk",
    "/praktijken/praattafel/",
    "Praattafel <in> de wachtzaal",
    text="Wie wacht, schuift aan.",
    silhouettes=(SHAPE,),
    measures=(cards.Measure("cost", "Kost", "€ 1.900", 1), cards.Measure("evidence", "Bewijs", "onbekend", None)),
    place="Ronse",
    badge=cards.Badge(2, "Goed beschreven"),
    foot=("2 gemeenten doen dit ook",),
)
CANCELLED = cards.Card(
    "event",
    "Vorming",
    "/evenementen/x/",
    "Schoolbezoek",
    day=date(2027, 3, 9),
    day_off=True,
    tags=(cards.Tag("Afgelast", "red"),),
    is_example=True,
)


def draw(name: str, **context: Any) -> BeautifulSoup:
    return BeautifulSoup(render_to_string(f"components/{name}.html", context), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, f"{len(found)} of {selector}"
    return found[0]


def test_a_card_has_one_link_for_the_keyboard() -> None:
    card = draw("card", card=PRACTICE)
    assert one(card, "a")["href"] == "/praktijken/praattafel/"
    assert one(card, "h3 a").text == "Praattafel <in> de wachtzaal"


def test_a_card_says_kind_measures_place_and_quality_in_words() -> None:
    text = draw("card", card=PRACTICE).get_text(" ", strip=True)
    for word in ("Praktijk", "Kost € 1.900", "Bewijs onbekend", "Ronse", "Goed beschreven", "2 gemeenten doen dit ook"):
        assert word in text


def test_a_cancelled_event_is_struck_and_says_so() -> None:
    for name in ("card", "result"):
        card = draw(name, card=CANCELLED)
        assert one(card, "s").text == "Schoolbezoek"
        assert "datebox--off" in one(card, ".datebox")["class"]
        assert "mrt" in one(card, ".datebox").text
        assert [tag.text for tag in card.select(".tag")] == ["Voorbeeld", "Afgelast"]


def test_a_result_marks_the_words_found_in_title_and_excerpt() -> None:
    row = draw(
        "result", card=PRACTICE, title=mark_safe("De <mark>school</mark>"), excerpts=[mark_safe("… <mark>plein</mark>")]
    )
    assert [mark.text for mark in row.select("mark")] == ["school", "plein"]
    assert one(row, "h2 a")["href"] == PRACTICE.url


def test_results_mark_what_was_found_and_name_what_was_promoted() -> None:
    rows = [Row(PRACTICE), Row(PRACTICE, title="Gevonden"), Row(PRACTICE, is_promoted=True)]
    soup = draw("results", results=rows)
    assert [h2.text for h2 in soup.select("h2")] == [PRACTICE.title, "Gevonden", PRACTICE.title]
    assert ["Aanbevolen" in item.text for item in soup.select("li")] == [False, False, True]


def test_an_event_without_a_day_has_no_datebox() -> None:
    row = draw("event_row", card=cards.Card("event", "Evenement", "/x/", "Zomerschool", foot=("Zomer 2022",)))
    assert not row.select(".datebox")
    assert "Zomer 2022" in row.text


def test_a_facet_is_a_group_of_labelled_boxes_with_counts() -> None:
    facet = Facet("thema", "Thema", (Option("onderwijs", "Onderwijs", 1338, is_checked=True), Option("x", "Leeg", 0)))
    soup = draw("facet", facet=facet)
    assert one(soup, "details").has_attr("open")
    assert one(soup, "legend").text == "Thema"
    boxes = soup.select("input[type=checkbox][name=thema]")
    assert [box["value"] for box in boxes] == ["onderwijs", "x"]
    assert [box.has_attr("checked") for box in boxes] == [True, False]
    assert [one(soup, f"label[for='{box['id']}']").text for box in boxes] == ["Onderwijs", "Leeg"]
    assert [count.text for count in soup.select(".option__count")] == ["1.338 resultaten", "0 resultaten"]
    assert len(soup.select(".option--none")) == 1


def test_a_facet_stands_closed_until_asked_for_or_checked() -> None:
    facet = Facet("thema", "Thema", (Option("onderwijs", "Onderwijs"),))
    assert not one(draw("facet", facet=facet), "details").has_attr("open")


def test_facets_are_one_get_form_that_keeps_what_was_asked() -> None:
    facet = Facet("thema", "Thema", (Option("onderwijs", "Onderwijs"),))
    form = one(draw("facets", facets=[facet], action="/zoeken/", hidden=[("q", '"buurt" werk')]), "form")
    assert form["action"] == "/zoeken/"
    assert not form.has_attr("method")
    assert one(form, "input[type=hidden]")["value"] == '"buurt" werk'
    assert len(form.select("button[type=submit]")) == 2


def test_breadcrumbs_start_at_home_and_end_at_this_page() -> None:
    soup = draw("breadcrumbs", crumbs=crumbs(cards.Link("Praktijken", "/praktijken/"), cards.Link("Praattafel")))
    assert [a["href"] for a in soup.select("a")] == ["/", "/praktijken/"]
    assert one(soup, "[aria-current=page]").text == "Praattafel"


def test_pagination_names_the_current_page_and_the_neighbours() -> None:
    soup = draw("pagination", pages=pages(2, 3, lambda number: f"?pagina={number}"))
    assert one(soup, "[aria-current=page]").text == "Pagina 2"
    assert one(soup, "a[rel=prev]")["href"] == "?pagina=1"
    assert one(soup, "a[rel=next]").text.strip() == "Volgende"
    assert draw("pagination", pages=pages(1, 1, str)).text.strip() == ""


def test_a_chip_says_that_it_removes_a_filter() -> None:
    soup = draw("chips", chips=[cards.Link("Onderwijs", "?q=x")], clear=cards.Link("Wis alles", "?"))
    assert one(soup, ".chip").get_text(" ", strip=True) == "Verwijder filter Onderwijs"


def test_the_two_halves_have_equal_headings() -> None:
    soup = draw(
        "versus",
        left_title="Wat het opleverde",
        left_text="Veel.",
        right_title="Wat moeilijk was",
        right_text=["a", "b"],
    )
    assert [heading.text for heading in soup.select("h3")] == ["Wat het opleverde", "Wat moeilijk was"]
    assert len(soup.select(".versus > div")) == 2
    assert len(soup.select("ul.bullets li")) == 2


def test_figures_share_one_box_with_their_story() -> None:
    figures = [cards.Figure("412", "openingsmomenten", "doel was 360", "2024 tot 2026", 91, 80)]
    soup = draw(
        "kpi",
        figures=figures,
        story_title="Wat de bron erover zegt",
        story="Andere gezinnen.",
        not_said="Wie wegbleef.",
    )
    box = one(soup, ".kpi")
    assert len(box.select(".kpi__figures")) == len(box.select(".kpi__story")) == 1
    assert "Wat deze cijfers niet zeggen" in box.text
    assert one(box, "svg.bar rect.value")["width"] == "91"


@pytest.mark.parametrize(("last", "has_radar"), [(2, True), (None, False)])
def test_anchoring_draws_a_radar_only_of_four_scores(last: int | None, has_radar: bool) -> None:
    scores = [cards.Score(name, name, 3, "Grotendeels") for name in ("Draagvlak", "Beleid", "Expertise")]
    soup = draw("anchoring", scores=[*scores, cards.Score("Maturiteit", "Maturiteit", last, "Beperkt")])
    assert bool(soup.select("svg.radar")) is has_radar
    assert ("nog niet ingevuld" in soup.text) is not has_radar
    assert "Grotendeels (3 van 4)" in soup.text
    if has_radar:
        assert one(soup, "svg.radar")["aria-label"].endswith("Draagvlak 3, Beleid 3, Expertise 3, Maturiteit 2.")


def test_a_source_notice_names_source_date_and_who_did_not_check() -> None:
    soup = draw(
        "source_notice", url="https://voorbeeld.be/", title="Bundel", date="mei 2024", unchecked_by="de gemeente"
    )
    assert soup.get_text(" ", strip=True) == (
        "Samengevat uit een openbare bron Bundel , mei 2024. Niet nagekeken door de gemeente."
    )
    assert one(soup, "a")["href"] == "https://voorbeeld.be/"


def test_a_map_is_a_picture_with_words_and_its_source() -> None:
    drawing = cards.PlaceMap(
        "0 0 760 296",
        "Kaart van Vlaanderen",
        (cards.MapGroup("m1", "M0 0z"),),
        (cards.LegendEntry("m1", "1 praktijk"),),
    )
    soup = draw("map", map=drawing)
    assert one(soup, "svg")["role"] == "img"
    assert one(soup, "figcaption").get_text(" ", strip=True) == "1 praktijk Bron: Statbel"


def test_a_map_with_links_is_a_group_of_named_links() -> None:
    place = cards.MapPlace("M0 0z", "Genk", "/gemeenten/genk/")
    soup = draw("map", map=cards.PlaceMap("0 0 9 9", "Leden", (cards.MapGroup("member", places=(place,)),)))
    assert one(soup, "svg")["role"] == "group"
    assert one(soup, "a title").text == "Genk"


def test_contact_names_service_and_organisation_and_no_mail_address() -> None:
    contact = cards.Contact(
        title="Contact",
        service="Dienst Samenleven",
        organisation=cards.Link("Stad Ronse", "/o/"),
        silhouette=SHAPE,
    )
    soup = draw("contact", contact=contact)
    assert soup.get_text(" ", strip=True) == "Contact Dienst Samenleven Stad Ronse"
    assert "mailto" not in str(soup)


@pytest.mark.parametrize("name", ["section", "panel"])
def test_an_empty_section_is_absent_unless_it_explains_itself(name: str) -> None:
    assert draw(name, section=cards.Section("x", "Agenda")).text.strip() == ""
    explained = draw(name, section=cards.Section("x", "Agenda", empty="Nog geen evenementen."))
    assert "Nog geen evenementen." in explained.text


def test_every_heading_of_a_section_names_it() -> None:
    soup = draw(
        "section", section=cards.Section("agenda", "Agenda", cards=(PRACTICE,), more=cards.Link("Alles", "/x/"))
    )
    assert one(soup, "section")["aria-labelledby"] == one(soup, "h2")["id"] == "agenda"
    assert one(soup, "a.more").text.strip() == "Alles"


@pytest.mark.parametrize(("tone", "icon"), [("", "info"), ("done", "check"), ("warn", "warning"), ("past", "archive")])
def test_a_notice_has_an_icon_of_its_tone(tone: str, icon: str) -> None:
    soup = draw("notice", tone=tone, title="Titel", text="Tekst", level=3)
    assert one(soup, "use")["href"].endswith(f"#i-{icon}")
    assert one(soup, "h3").text == "Titel"


def test_facts_may_hold_several_values() -> None:
    fact = cards.Fact("Thema", (cards.Link("Onderwijs", "/themas/onderwijs/"), cards.Link("Buurt")))
    assert draw("facts", facts=[fact]).get_text("", strip=True) == "ThemaOnderwijs, Buurt"
