"""Results on the map of Flanders; the list of the same places stands beside it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cards import PlaceMap
from portal.organisations.maps import flanders_map


def place_map(counts: Mapping[str, int], noun: tuple[Any, Any]) -> PlaceMap:
    """Return the map with the number of items of each municipality; `noun` is one and several of them, in words."""
    singular, plural = noun
    label = ngettext(
        "Kaart van Vlaanderen: %(count)s gemeente met %(what)s. De lijst staat eronder.",
        "Kaart van Vlaanderen: %(count)s gemeenten met %(what)s. De lijst staat eronder.",
        len(counts),
    )
    return flanders_map(
        counts, label=label % {"count": len(counts), "what": plural}, one=f"1 {singular}", none=_("geen")
    )
