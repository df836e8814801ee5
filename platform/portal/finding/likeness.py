"""How an item is like the visitor's municipality: in words, and in order."""

from collections.abc import Set

from django.utils.translation import gettext as _

from portal.organisations.models import Municipality

ONE_SIZE = "eengrootte"
"""The size class of an item whose municipalities are all of one class: only that one is *even groot*."""


def likeness_in_words(values: Set[str], mine: Municipality) -> str:
    """Return the nearest reason why an item with these values (`regio:limburg`) is like `mine`, or nothing."""
    reasons = {"gemeente": _("jouw gemeente"), ONE_SIZE: _("even groot")}
    reasons |= {"regio": _("zelfde regio"), "provincie": _("zelfde provincie")}
    return next((reasons[name] for name, value in traits(mine).items() if value in values), "")


def traits(mine: Municipality) -> dict[str, str]:
    """Return the values that an item can share with a municipality, the nearest first."""
    codes = {
        "gemeente": mine.nis,
        ONE_SIZE: mine.size_class.code,
        "regio": mine.region.code if mine.region else "",
        "provincie": mine.province.code if mine.province else "",
    }
    return {name: f"{name}:{code}" for name, code in codes.items() if code}


def nearness(mine: Municipality) -> tuple[tuple[str, ...], ...]:
    """Return the tiers of *zoals mijn gemeente*: one's own, then the ever less alike; an item has all of its tier."""
    shared = traits(mine)
    tiers = (("gemeente",), (ONE_SIZE, "regio"), (ONE_SIZE,), ("regio",), ("provincie",))
    return tuple(tuple(shared[name] for name in tier) for tier in tiers if shared.keys() >= set(tier))
