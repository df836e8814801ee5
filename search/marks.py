"""Titles and excerpts with what was found in `<mark>`."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.engines.protocol import START, STOP


def marked(text: str) -> SafeString:
    """Return `text`, escaped, with the parts between the engine's signs marked."""
    escaped = str(escape(text))
    return mark_safe(escaped.replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308  escaped above
