"""Titles and excerpts with what was found in `<mark>`."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.engines.protocol import START, STOP

ENDS = (".", "!", "?", "…")
BEGINNING = 20
"""Signs by which the beginning of a text is recognised."""


def quoted(excerpt: str, summary: str) -> str:
    """Return an excerpt with dots where its text goes on: behind it, and before it unless it begins the summary."""
    if not excerpt:
        return ""
    plain = excerpt.replace(START, "").replace(STOP, "")
    before = "" if summary.startswith(plain[:BEGINNING]) else "… "
    behind = "" if plain.rstrip().endswith(ENDS) else " …"
    return f"{before}{excerpt.strip()}{behind}"


def marked(text: str) -> SafeString:
    """Return `text`, escaped, with the parts between the engine's signs marked."""
    escaped = str(escape(text))
    return mark_safe(escaped.replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308  escaped above
