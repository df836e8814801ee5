"""Suggestions while somebody types: things that are called so, then whole questions."""

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from search.engines import engine
from search.engines.protocol import Suggestion
from search.words import readable

SHORTEST = 2
"""Letters or digits from which on there are suggestions."""
LONGEST = 100
"""Signs of what is typed that are read; whoever types more knows what to ask."""
MOST = 8


def suggest(typed: str, limit: int = MOST) -> tuple[Suggestion, ...]:
    """Return what somebody may mean, entries first; every suggestion has an address."""
    asked = readable(typed)
    if len(asked) > LONGEST or sum(sign.isalnum() for sign in asked) < SHORTEST:
        return ()
    return tuple(_with_address(found) for found in engine.suggest(asked, limit))


def _with_address(found: Suggestion) -> Suggestion:
    return found if found.url else replace(found, url=f"{reverse('search')}?{urlencode({'q': found.text})}")
