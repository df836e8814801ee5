"""Tags and filters as a template uses them: builtins, without loading anything."""

from typing import Any

import pytest
from django.template import engines
from django.utils.html import format_html

from portal.cards import Badge, Link, Measure, Silhouette


def render(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).render(context).strip()


def test_an_icon_is_decoration_from_the_one_sprite() -> None:
    assert render('{% icon "pin" %}') == (
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="/static/portal/icons.svg#i-pin"/></svg>'
    )


def test_an_icon_cannot_smuggle_markup() -> None:
    assert "<script>" not in render("{% icon name %}", name='"><script>')


def test_a_silhouette_is_an_outline_on_its_own_canvas() -> None:
    shape = Silhouette(path="M0 0l9 9z", box="0 0 100 90")
    assert 'class="shape" viewBox="0 0 100 90"' in render("{% silhouette shape %}", shape=shape)
    assert render("{% silhouette shape %}", shape=None) == ""


def test_a_kind_has_a_tile_and_its_word() -> None:
    html = render('{% kind "guideline" "Richtlijn" %}')
    assert 'class="kind kind--guideline"' in html
    assert "#i-guideline" in html
    assert html.endswith("Richtlijn</span>")


def test_parts_that_are_kept_differ_by_every_value() -> None:
    assert "Praktijk" in render('{% kind "practice" "Praktijk" %}')
    assert "Ervaring" in render('{% kind "practice" "Ervaring" %}')


def test_a_badge_says_its_rung_in_words() -> None:
    html = render("{% badge badge %}", badge=Badge(3, "Onderbouwd"))
    assert html.count('class="on"') == 3
    assert html.count('class="off"') == 1
    assert "Kwaliteit: " in html
    assert "(trede 3 van 4)" in html
    assert render("{% badge badge %}", badge=None) == ""


def test_a_measure_has_filled_pips_or_dashed_ones_and_always_its_word() -> None:
    known = render("{% measure m %}", m=Measure("cost", "Kost", "€ 46.800", 2))
    assert known.count('<i class="on">') == 2
    assert known.count("<i>") == 1
    unknown = render("{% measure m %}", m=Measure("evidence", "Bewijs", "onbekend", None))
    assert "pips--unknown" in unknown
    assert unknown.count("<i>") == 3
    assert "onbekend" in unknown


@pytest.mark.parametrize(
    ("link", "html"),
    [
        (Link("Genk", "/gemeenten/genk/"), '<a href="/gemeenten/genk/">Genk</a>'),
        (Link("Genk & co"), "Genk &amp; co"),
        (Link("Genk", "/g/", "sinds 2023"), '<a href="/g/">Genk</a> <span class="quiet">sinds 2023</span>'),
    ],
)
def test_a_link_without_address_is_text(link: Link, html: str) -> None:
    assert render("{% link link %}", link=link) == html


def test_capture_keeps_a_text_fit_for_an_attribute() -> None:
    source = '{% capture as kept %}  Een "echt"\n {{ text }} {% endcapture %}<meta content="{{ kept }}">'
    assert render(source, text="A & B") == '<meta content="Een &quot;echt&quot; A &amp; B">'


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("Een.\n\nTwee <b>.", "<p>Een.</p><p>Twee &lt;b&gt;.</p>"),
        (["Een", "A & B"], '<ul class="bullets"><li>Een</li><li>A &amp; B</li></ul>'),
        ([], ""),
        ("", ""),
        (None, ""),
        (format_html("<p>{}</p>", "al HTML"), "<p>al HTML</p>"),
    ],
)
def test_paragraphs_draws_text_lists_and_html(value: Any, html: str) -> None:
    assert render("{{ value|paragraphs }}", value=value) == html


def test_filters_write_numbers_and_dates() -> None:
    assert render("{{ n|dutch_number }}", n=42152) == "42.152"
    assert render("{{ n|euro }}", n=46800) == "€\N{NO-BREAK SPACE}46.800"
    assert render('{{ "2024-05"|source_date }}') == "mei 2024"
    assert render('{{ n|plural_count:"praktijk,praktijken" }}', n=1) == "1 praktijk"
    assert render('{{ n|plural_count:"praktijk,praktijken" }}', n=2) == "2 praktijken"
