"""Marks in titles and excerpts."""

import pytest

from search.engines.protocol import START, STOP
from search.marks import marked, quoted


def test_what_was_found_is_marked_and_the_rest_is_escaped() -> None:
    text = f"<b>1</b> & {START}moes<i>tuin{STOP} </mark><script>"

    assert marked(text) == "&lt;b&gt;1&lt;/b&gt; &amp; <mark>moes&lt;i&gt;tuin</mark> &lt;/mark&gt;&lt;script&gt;"


@pytest.mark.parametrize(
    ("excerpt", "shown"),
    [
        ("", ""),
        (f"In de wijk {START}begon{STOP} een", f"In de wijk {START}begon{STOP} een …"),
        (f"later {START}begon{STOP} het.", f"… later {START}begon{STOP} het."),
        (f"later {START}begon{STOP} het", f"… later {START}begon{STOP} het …"),
    ],
)
def test_dots_say_that_the_text_goes_on(excerpt: str, shown: str) -> None:
    assert quoted(excerpt, "In de wijk begon een moestuin.") == shown
