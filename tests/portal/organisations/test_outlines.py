"""Outlines: small paths of which neighbours keep touching."""

import json
import re

import pytest

from portal.organisations.loading import DATA
from portal.organisations.outlines import FLANDERS, FLANDERS_HEIGHT, REGION, Outlines, path, rings_of, simplified

SQUARE = [(0.0, 50.0), (0.1, 50.0), (0.1, 50.1), (0.0, 50.1)]
NEXT_TO_IT = [(0.1, 50.0), (0.2, 50.0), (0.2, 50.1), (0.1, 50.1)]


@pytest.fixture(scope="module")
def outlines():
    features = json.loads((DATA / "municipalities.geojson").read_text(encoding="utf-8"))["features"]
    return Outlines({feature["properties"]["nis"]: rings_of(feature["geometry"]) for feature in features})


def numbers(drawn):
    return [int(number) for number in re.findall(r"-?\d+", drawn)]


def points(drawn):
    """The corners of a path, in whole units."""
    found = set()
    for part in drawn.split("M")[1:]:
        start, _, steps = part.rstrip("z").partition("l")
        x, y = numbers(start)
        found.add((x, y))
        moves = numbers(steps)
        for dx, dy in zip(moves[::2], moves[1::2], strict=True):
            x, y = x + dx, y + dy
            found.add((x, y))
    return found


def test_neighbours_share_the_points_of_their_border():
    drawings, _ = Outlines({"1": [SQUARE], "2": [NEXT_TO_IT]}).on(FLANDERS)
    assert len(points(drawings["1"].path) & points(drawings["2"].path)) == 2


def test_the_whole_map_has_all_municipalities_and_is_small(outlines):
    drawings, height = outlines.on(FLANDERS)
    assert len(drawings) == 304
    assert all(drawing.path.startswith("M") for drawing in drawings.values())
    assert sum(len(drawing.path) for drawing in drawings.values()) <= 45_000
    assert height == FLANDERS_HEIGHT


def test_boxes_hold_the_paths(outlines):
    drawings, _ = outlines.on(REGION)
    for drawing in drawings.values():
        left, top, right, bottom = drawing.box
        assert all(left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1 for x, y in points(drawing.path))


def test_a_silhouette_fills_its_view(outlines):
    drawn, view = outlines.silhouette("73111")
    left, top, width, height = numbers(view)
    xs, ys = zip(*points(drawn), strict=True)
    assert left <= min(xs) <= max(xs) <= left + width <= 100
    assert top <= min(ys) <= max(ys) <= top + height <= 100
    assert width >= 92  # as wide as the square of 100 without its margins
    assert len(drawn) < 400


def test_the_smallest_municipality_is_as_large_as_any_other(outlines):
    _, herstappe = outlines.silhouette("73028")
    _, antwerp = outlines.silhouette("11002")
    assert abs(max(numbers(herstappe)[2:]) - max(numbers(antwerp)[2:])) <= 2


def test_simplifying_keeps_corners_and_drops_what_lies_on_the_line():
    assert simplified([(0, 0), (5, 0.1), (10, 0)], 1) == [(0, 0), (10, 0)]
    assert simplified([(0, 0), (5, 3), (10, 0)], 1) == [(0, 0), (5, 3), (10, 0)]
    closed = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    assert simplified(closed, 1) == closed


def test_a_path_is_relative_and_short():
    assert path([(1.2, 2.4), (11.0, 2.0), (11.0, 1.0)]) == "M1 2l10 0 0-1z"
    assert path([(1.2, 2.4), (1.3, 2.4), (1.2, 2.3)]) == "M1 2l0 0z"


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0.5, 0]]]},
    ],
)
def test_anything_but_closed_polygons_is_refused(geometry):
    with pytest.raises(ValueError, match=r"Polygon|ring"):
        rings_of(geometry)
