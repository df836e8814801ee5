"""Marks in titles and excerpts."""

from search.engines.protocol import START, STOP
from search.marks import marked


def test_what_was_found_is_marked_and_the_rest_is_escaped() -> None:
    text = f"<b>1</b> & {START}moes<i>tuin{STOP} </mark><script>"

    assert marked(text) == "&lt;b&gt;1&lt;/b&gt; &amp; <mark>moes&lt;i&gt;tuin</mark> &lt;/mark&gt;&lt;script&gt;"
