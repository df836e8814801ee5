"""Tags and filters of every template (registered as builtins, so nothing needs to be loaded).

Small parts that return on every page (an icon, a kind, a badge, a measure) are drawn once per value and language and
kept: a listing of twenty cards then renders in a few milliseconds.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal import wording
from portal.cards import Badge, Card, Link, Measure, Score, Silhouette
from portal.facets import Facet
from portal.radar import Radar
from portal.radar import radar as drawn_radar

register = template.Library()

RUNGS = range(1, 5)


@lru_cache(maxsize=4096)
def _drawn(_language: str | None, name: str, **values: Any) -> SafeString:
    """Return a component that depends on nothing but its values, drawn once."""
    return mark_safe(get_template(f"components/{name}.html").render(values))  # noqa: S308  our own template escapes


@lru_cache(maxsize=256)
def _icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        static("portal/icons.svg"),
        name,
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite; its word always stands beside it."""
    return _icon(name)


@register.simple_tag
def silhouette(shape: Silhouette | None) -> SafeString | str:
    """Draw the outline of a municipality; nothing when there is none."""
    if shape is None:
        return ""
    return format_html(
        '<svg class="shape" viewBox="{}" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        shape.box,
        shape.path,
    )


@register.simple_tag
def kind(name: str, label: str) -> SafeString:
    """Draw the tile and the word of a kind of item."""
    return _drawn(get_language(), "kind", kind=name, label=str(label))


@register.simple_tag
def badge(rung: Badge | None) -> SafeString | str:
    """Draw the rung of the quality ladder; nothing without one."""
    return _drawn(get_language(), "badge", badge=rung) if rung else ""


@register.simple_tag
def card(value: Card) -> SafeString:
    """Draw an item in a list as a card."""
    return _drawn(get_language(), "card", card=value)


@register.simple_tag
def result(value: Card) -> SafeString:
    """Draw an item as a row of a listing."""
    return _drawn(get_language(), "result", card=value)


@register.simple_tag
def facet(value: Facet) -> SafeString:
    """Draw one question of a form of filters."""
    return _drawn(get_language(), "facet", facet=value)


@register.simple_tag
def measure(value: Measure) -> SafeString:
    """Draw cost, evidence or effort."""
    return _drawn(get_language(), "measure", measure=value)


@register.simple_tag
def link(value: Link) -> SafeString:
    """Draw a link, or plain text when it has no address, with its note in the second voice."""
    text = format_html('<a href="{}">{}</a>', value.url, value.text) if value.url else format_html("{}", value.text)
    return format_html('{} <span class="quiet">{}</span>', text, value.note) if value.note else text


@register.simple_tag
def radar(scores: Sequence[Score]) -> Radar | None:
    """Return the drawing of four scores, or nothing when one is missing."""
    return drawn_radar(scores)


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """Keep what a block renders under a name, fit for an attribute: `{% capture as title %}…{% endcapture %}`."""
    return mark_safe(" ".join(content.split()).replace('"', "&quot;"))  # noqa: S308  the template engine escaped it


@register.filter
def rungs(rung: Badge) -> list[dict[str, Any]]:
    """Return the four bars of a badge: place, height, and whether the rung is reached."""
    return [{"x": (n - 1) * 7, "y": 20 - n * 5, "height": n * 5, "is_on": n <= rung.value} for n in RUNGS]


@register.filter
def steps(reached: int | None, total: int) -> list[bool]:
    """Return one truth per step of a scale: `2|steps:3` is on, on, off."""
    return [n < (reached or 0) for n in range(total)]


@register.filter
def lines(text: Any) -> list[str]:
    """Return the lines of a text that say something."""
    return wording.lines(text)


@register.filter
def paragraphs(value: Any) -> SafeString:
    """Return a text as paragraphs, a list as bullets; what is HTML already stays."""
    if hasattr(value, "__html__"):
        return mark_safe(str(value.__html__()))  # noqa: S308  its maker vouches for it
    if isinstance(value, list | tuple):
        items = format_html_join("", "<li>{}</li>", ((item,) for item in value))
        return format_html('<ul class="bullets">{}</ul>', items) if items else mark_safe("")
    return format_html_join("", "<p>{}</p>", ((line,) for line in str(value or "").splitlines() if line.strip()))


@register.filter
def euro(value: Decimal | float | None) -> str:
    """Return an amount of money: *€ 46.800*."""
    return wording.euro(value)


@register.filter
def dutch_number(value: Decimal | float | None) -> str:
    """Return a number with grouped thousands: *42.152*."""
    return wording.dutch_number(value)


@register.filter
def filesize(octets: int | None) -> str:
    """Return the size of a file: *38 kB*."""
    return wording.file_size(octets)


@register.filter
def longdate(value: date | None) -> str:
    """Return a day in full: *donderdag 11 februari 2027*."""
    return wording.long_date(value)


@register.filter
def source_date(value: str) -> str:
    """Return the date of a source in words: *2024-05* becomes *mei 2024*."""
    return wording.source_date(value)


@register.filter
def plural_count(number: int, words: str) -> str:
    """Return a count with its word: `3|plural_count:"gemeente,gemeenten"` is *3 gemeenten*."""
    singular, _, plural = words.partition(",")
    return wording.counted(number, singular, plural)
