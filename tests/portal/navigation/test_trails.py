"""Breadcrumbs and numbered pages."""

import pytest

from portal.cards import Link
from portal.navigation.trails import crumbs, pages


@pytest.mark.parametrize(
    ("current", "last", "shown"),
    [
        (1, 1, "[1]"),
        (1, 4, "[1] 2 3 4"),
        (1, 9, "[1] 2 3 … 9"),
        (4, 9, "1 2 3 [4] 5 6 … 9"),
        (5, 9, "1 2 3 4 [5] 6 7 8 9"),
        (9, 9, "1 … 7 8 [9]"),
        (600, 1200, "1 … 598 599 [600] 601 602 … 1.200"),
    ],
)
def test_first_last_and_neighbours_are_shown(current: int, last: int, shown: str) -> None:
    numbers = pages(current, last, lambda number: f"?pagina={number}").numbers
    texts = [link.text if link.url or link.note else f"[{link.text}]" for link in numbers]
    assert " ".join(texts) == shown


def test_the_ends_have_one_neighbour() -> None:
    first, final = pages(1, 3, str), pages(3, 3, str)
    assert first.previous is None
    assert first.next == Link("Volgende", "2")
    assert final.previous == Link("Vorige", "2")
    assert final.next is None


def test_crumbs_start_at_the_root_of_the_site() -> None:
    assert crumbs(Link("Praktijken"))[0] == Link("Start", "/")
