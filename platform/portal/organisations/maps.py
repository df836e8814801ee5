"""Maps of municipalities as values for `components/map.html`; the list of the same things stands beside each.

The map of Flanders is one picture of a handful of paths: `flanders_map` colours it by numbers, `styled_map` by any
style. `members_map` is cut from the finer canvas around some municipalities, which are links. Drawing takes one small
query: the outlines themselves are kept by the process until they are loaded again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Max
from django.utils.translation import gettext as _

from portal.cards import LegendEntry, MapGroup, MapPlace, PlaceMap
from portal.organisations.models import Municipality, MunicipalityOutline
from portal.organisations.outlines import FLANDERS, FLANDERS_HEIGHT

SOME, MANY = 2, 5
"""From how many items on a municipality is drawn one step darker."""
SURROUNDINGS = 0.05
"""How much of the members' width a map shows around them."""
NARROWEST = 1.4
"""Least width of a map in heights, so that a tall region is no tower."""


@dataclass(frozen=True)
class _Outline:
    flanders_path: str
    region_path: str
    box: tuple[float, float, float, float]
    is_in_brussels: bool


def flanders_map(counts: Mapping[str, int], *, label: str, one: str, none: str) -> PlaceMap:
    """Return the map of Flanders, darker where the count of a NIS code is higher.

    `label` says what the map shows; `one` is the legend of a single item (*1 praktijk*), `none` of nothing.
    """
    styles = {
        nis: "m3" if number >= MANY else "m2" if number >= SOME else "m1" for nis, number in counts.items() if number
    }
    legend = (
        LegendEntry("m1", one),
        LegendEntry("m2", _("%(first)s tot %(last)s") % {"first": SOME, "last": MANY - 1}),
        LegendEntry("m3", _("%(first)s of meer") % {"first": MANY}),
        LegendEntry("m0", none),
    )
    return styled_map(styles, label=label, legend=legend)


def styled_map(
    styles: Mapping[str, str], *, label: str, legend: tuple[LegendEntry, ...], version: str = ""
) -> PlaceMap:
    """Return the map of Flanders with each NIS code of `styles` in its style; others stay plain, Brussels grey.

    Who holds an outline already gives its `loaded_digest` as `version`, and spares the query for it.
    """
    paths: dict[str, list[str]] = defaultdict(list)
    for nis, outline in _outlines(version).items():
        paths[styles.get(nis) or ("bxl" if outline.is_in_brussels else "m0")].append(outline.flanders_path)
    groups = tuple(
        MapGroup(style, "".join(paths[style])) for style in ("m0", "bxl", "m1", "m2", "m3", "mine") if style in paths
    )
    return PlaceMap(f"0 0 {FLANDERS.width} {FLANDERS_HEIGHT}", label, groups, legend)


def members_map(members: Iterable[Municipality], *, label: str, past: Iterable[Municipality] = ()) -> PlaceMap | None:
    """Return a map of `members` as links among their neighbours; nothing when none of them has an outline.

    `past` are members of before, drawn dashed. The map is cut around all of them.
    """
    outlines = _outlines()
    groups = {"past": list(past), "member": list(members)}
    drawn = {place.nis for places in groups.values() for place in places} & outlines.keys()
    if not drawn:
        return None
    left, top, width, height = view = _view([outlines[nis].box for nis in drawn])
    around: dict[str, list[str]] = defaultdict(list)
    for nis, outline in outlines.items():
        x0, y0, x1, y1 = outline.box
        if nis not in drawn and x0 < left + width and x1 > left and y0 < top + height and y1 > top:
            around["bxl" if outline.is_in_brussels else "m0"].append(outline.region_path)
    return PlaceMap(
        box=" ".join(str(round(number)) for number in view),
        label=label,
        groups=(
            *(MapGroup(style, "".join(paths)) for style, paths in sorted(around.items(), reverse=True)),
            *(
                MapGroup(
                    style,
                    places=tuple(
                        MapPlace(outlines[place.nis].region_path, place.name, place.get_absolute_url())
                        for place in places
                        if place.nis in outlines
                    ),
                )
                for style, places in groups.items()
                if places
            ),
        ),
        legend=tuple(
            LegendEntry("m2" if style == "member" else style, word)
            for style, word in (("member", _("lid")), ("past", _("vroeger lid")), ("m0", _("geen lid")))
            if style in around or groups.get(style)
        ),
        is_cut=True,
    )


def _view(boxes: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    """Return the left, top, width and height that hold all `boxes` with something around them."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    margin = SURROUNDINGS * (right - left)
    height = bottom - top + 2 * margin
    width = max(right - left + 2 * margin, NARROWEST * height)
    return (left + right - width) / 2, top - margin, width, height


def _outlines(version: str = "") -> Mapping[str, _Outline]:
    return _read_outlines(version or MunicipalityOutline.objects.aggregate(version=Max("loaded_digest"))["version"])


@lru_cache(maxsize=2)
def _read_outlines(version: str | None) -> Mapping[str, _Outline]:
    """Read all outlines; `version` says which ones they are, so that others are read anew."""
    rows = MunicipalityOutline.objects.order_by("pk").values_list(
        "municipality_id", "flanders_path", "region_path", "box", "municipality__province"
    )
    return {
        nis: _Outline(flanders, region, (box[0], box[1], box[2], box[3]), province is None)
        for nis, flanders, region, box, province in rows
    }
