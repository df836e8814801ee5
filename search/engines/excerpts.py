"""The excerpts of a page of results: made by one function, whichever engine found them."""

from collections.abc import Sequence
from dataclasses import replace

from search.engines.protocol import Hit, Request
from search.highlight import highlighter


def with_excerpts(hits: Sequence[Hit], request: Request) -> tuple[Hit, ...]:
    """Return the hits with their excerpts where the request asks for them and has words."""
    if not (hits and request.with_excerpts and request.plan.groups):
        return tuple(hits)
    marks = highlighter(request.plan)
    return tuple(replace(hit, excerpts=marks.highlighted(hit.card.title, hit.summary, hit.text)) for hit in hits)
