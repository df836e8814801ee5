"""Outlines of municipalities as small SVG paths.

One topology makes three drawings: all municipalities on one canvas for the map of Flanders, the same finer on a larger
canvas that maps of a region cut their view from, and each municipality alone on a canvas of its own, the *silhouette*
that stands where other sites put a stock photo. A border between two junctions is simplified once and used by both
neighbours, so that neighbours keep touching (Douglas and Peucker, 1973, for each border).

Source of the outlines: Statbel; show "Bron: Statbel" with every map.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Point = tuple[float, float]
Ring = list[Point]

COSINE = math.cos(math.radians(51.0))
"""One degree of longitude is this much shorter than one of latitude."""


@dataclass(frozen=True)
class Canvas:
    """A drawing of all municipalities: its width, and how much detail it keeps, in its own units."""

    width: int
    tolerance: float
    margin: int = 2
    smallest: float = 1.5
    """Parts with a smaller area are left out."""


FLANDERS = Canvas(width=760, tolerance=0.9)
"""The whole map: 45 kB of paths at most."""
FLANDERS_HEIGHT = 296
"""The height that the whole map gets on its canvas with the outlines of 2025."""
REGION = Canvas(width=4000, tolerance=2.0, margin=10, smallest=20)
"""What maps of a region cut their view from: some 15 kB for a region with its neighbours."""
SILHOUETTE_SIZE, SILHOUETTE_TOLERANCE, SILHOUETTE_MARGIN, SILHOUETTE_SMALLEST = 100, 1.6, 4, 6


@dataclass(frozen=True)
class Drawing:
    """One municipality on a canvas."""

    path: str
    box: tuple[float, float, float, float]
    """Left, top, right, bottom."""


class Outlines:
    """Outlines as a topology: the rings of a municipality are lists of (number of an arc, whether it is reversed)."""

    def __init__(self, rings: Mapping[str, list[Ring]]) -> None:
        """Take for each NIS code its rings in degrees (longitude, latitude), without their repeated last point."""
        self.rings = {nis: [[_flat(point) for point in ring] for ring in parts] for nis, parts in rings.items()}
        self.arcs: list[tuple[Point, ...]] = []
        self.topology: dict[str, list[list[tuple[int, bool]]]] = {}
        self._cut_into_arcs()

    def _cut_into_arcs(self) -> None:
        junctions = self._junctions()
        numbers: dict[tuple[Point, ...], int] = {}
        for nis, rings in self.rings.items():
            self.topology[nis] = []
            for ring in rings:
                starts = [i for i, point in enumerate(ring) if point in junctions] or [0]
                pieces = []
                for begin, end in zip(starts, [*starts[1:], starts[0] + len(ring)], strict=True):
                    arc = tuple(ring[i % len(ring)] for i in range(begin, end + 1))
                    is_reversed = arc[::-1] < arc
                    key = arc[::-1] if is_reversed else arc
                    if key not in numbers:
                        numbers[key] = len(self.arcs)
                        self.arcs.append(key)
                    pieces.append((numbers[key], is_reversed))
                self.topology[nis].append(pieces)

    def _junctions(self) -> set[Point]:
        """Return the points where more than two borders meet."""
        neighbours: dict[Point, set[Point]] = defaultdict(set)
        for rings in self.rings.values():
            for ring in rings:
                for i, point in enumerate(ring):
                    neighbours[point] |= {ring[i - 1], ring[(i + 1) % len(ring)]}
        return {point for point, around in neighbours.items() if len(around) != 2}

    def on(self, canvas: Canvas) -> tuple[dict[str, Drawing], int]:
        """Return each municipality on `canvas`, and the height that the canvas gets."""
        left, top, right, bottom = _box(point for rings in self.rings.values() for ring in rings for point in ring)
        scale = (canvas.width - 2 * canvas.margin) / (right - left)
        thin = [
            simplified(
                [((x - left) * scale + canvas.margin, (y - top) * scale + canvas.margin) for x, y in arc],
                canvas.tolerance,
            )
            for arc in self.arcs
        ]
        drawings = {}
        for nis, parts in self.topology.items():
            rings = []
            for pieces in parts:
                arcs = [thin[number][::-1] if is_reversed else thin[number] for number, is_reversed in pieces]
                rings.append([point for arc in arcs for point in arc[:-1]])
            kept = [ring for ring in rings if area(ring) >= canvas.smallest] or [max(rings, key=area)]
            box = _box(point for ring in kept for point in ring)
            drawings[nis] = Drawing(
                "".join(map(path, kept)), (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
            )
        return drawings, round((bottom - top) * scale + 2 * canvas.margin)

    def silhouette(self, nis: str) -> tuple[str, str]:
        """Return one municipality alone: its path in the middle of a square of 100, and the view cropped to it."""
        size, margin = SILHOUETTE_SIZE, SILHOUETTE_MARGIN
        left, top, right, bottom = _box(point for ring in self.rings[nis] for point in ring)
        scale = (size - 2 * margin) / max(right - left, bottom - top)
        dx, dy = (size - (right - left) * scale) / 2, (size - (bottom - top) * scale) / 2
        rings = []
        for ring in self.rings[nis]:
            placed = [((x - left) * scale + dx, (y - top) * scale + dy) for x, y in ring]
            rings.append(simplified([*placed, placed[0]], SILHOUETTE_TOLERANCE)[:-1])
        kept = [ring for ring in rings if area(ring) >= SILHOUETTE_SMALLEST] or [max(rings, key=area)]
        x0, y0, x1, y1 = _box(point for ring in kept for point in ring)
        crop = (math.floor(x0) - 2, math.floor(y0) - 2)
        return "".join(
            map(path, kept)
        ), f"{crop[0]} {crop[1]} {math.ceil(x1) + 2 - crop[0]} {math.ceil(y1) + 2 - crop[1]}"


def rings_of(geometry: Mapping[str, object]) -> list[Ring]:
    """Return the rings of a GeoJSON Polygon or MultiPolygon (RFC 7946), without the repeated last points.

    Raises `ValueError` for anything else.
    """
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(coordinates, list):
        raise ValueError("the geometry is not a Polygon or MultiPolygon")
    rings = []
    for polygon in coordinates if kind == "MultiPolygon" else [coordinates]:
        for ring in polygon:
            points = [(float(x), float(y)) for x, y in ring]
            if len(points) < 4 or points[0] != points[-1]:
                raise ValueError("a ring has fewer than four points or is not closed")
            rings.append(points[:-1])
    return rings


def area(ring: Ring) -> float:
    """Return the area that a ring encloses."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def simplified(line: Ring, tolerance: float) -> Ring:
    """Return `line` with the points that matter; a closed line is cut at its farthest point, to keep its extent."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda i: math.dist(line[0], line[i]))
        return simplified(line[: far + 1], tolerance)[:-1] + simplified(line[far:], tolerance)
    keep, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        distance, index = _farthest(line, first, last)
        if distance > tolerance:
            keep.add(index)
            stack += [(first, index), (index, last)]
    return [line[i] for i in sorted(keep)]


def path(ring: Ring) -> str:
    """Return the path of a ring as relative steps on whole units: the shortest text that browsers read."""
    grid = [(round(x), round(y)) for x, y in ring]
    (x, y), steps = grid[0], ""
    for nx, ny in grid[1:]:
        if (nx, ny) == (x, y):
            continue
        a, b = str(nx - x), str(ny - y)
        steps += (a if a.startswith("-") or not steps else f" {a}") + (b if b.startswith("-") else f" {b}")
        x, y = nx, ny
    return f"M{grid[0][0]} {grid[0][1]}l{steps or '0 0'}z"


def _flat(point: Point) -> Point:
    """Return a point in degrees as a point on paper: y grows downwards, both axes in degrees of latitude."""
    return point[0] * COSINE, -point[1]


def _box(points: Iterable[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _farthest(line: Ring, first: int, last: int) -> tuple[float, int]:
    """Return the distance and place of the point between two that lies farthest from the line through them."""
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    length = math.hypot(dx, dy) or 1e-9
    return max(
        ((abs(dx * (ay - line[i][1]) - (ax - line[i][0]) * dy) / length, i) for i in range(first + 1, last)),
        default=(0.0, first),
    )
