"""Breadcrumbs and the numbered links under a list."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import get_script_prefix
from django.utils.translation import gettext as _

from portal.cards import Link
from portal.wording import dutch_number

GAP = Link("…", note="gap")
NEIGHBOURS = 2


@dataclass(frozen=True)
class Pages:
    """The links to the pages of a list; a number without an address is the current page, or a gap."""

    numbers: tuple[Link, ...]
    previous: Link | None
    next: Link | None


def crumbs(*links: Link) -> tuple[Link, ...]:
    """Return `links` behind the start page; the last one is the page itself."""
    return (Link(_("Start"), get_script_prefix()), *links)


def pages(current: int, last: int, address: Callable[[int], str]) -> Pages:
    """Return the links of a list of `last` pages: first, last, the neighbours of `current`, and gaps between."""
    shown = sorted({1, last, *range(max(1, current - NEIGHBOURS), min(last, current + NEIGHBOURS) + 1)})
    numbers: list[Link] = []
    previous = 0
    for number in shown:
        missing = number - previous - 1
        if missing == 1:
            numbers.append(Link(dutch_number(number - 1), address(number - 1)))
        elif missing > 1:
            numbers.append(GAP)
        numbers.append(Link(dutch_number(number), "" if number == current else address(number)))
        previous = number
    return Pages(
        numbers=tuple(numbers),
        previous=Link(_("Vorige"), address(current - 1)) if current > 1 else None,
        next=Link(_("Volgende"), address(current + 1)) if current < last else None,
    )
