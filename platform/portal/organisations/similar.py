"""Municipalities like another: as large, in the same reference region, in the same province."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.organisations.models import Municipality


@dataclass(frozen=True)
class Likeness:
    """What two municipalities have in common."""

    size: bool
    region: bool
    province: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        """The same in words, the strongest reason first; the same region goes without saying its province."""
        near = (self.region, _("zelfde regio")) if self.region else (self.province, _("zelfde provincie"))
        said = ((self.size, _("even groot")), near)
        return tuple(words for holds, words in said if holds)

    @property
    def strength(self) -> int:
        """A number to sort on: size counts before region, region before province."""
        return 4 * self.size + 2 * self.region + self.province


@dataclass(frozen=True)
class Alike:
    """A municipality that is like another, and why."""

    municipality: Municipality
    likeness: Likeness
    count: int
    """How many items it shares."""


def likeness(one: Municipality, other: Municipality) -> Likeness:
    """Compare two municipalities; nobody shares the region or province that Brussels does not have."""
    return Likeness(
        size=one.size_class_id == other.size_class_id,
        region=one.region_id is not None and one.region_id == other.region_id,
        province=one.province_id is not None and one.province_id == other.province_id,
    )


def alike(municipality: Municipality, counts: Mapping[str, int]) -> list[Alike]:
    """Return the municipalities of the same size or region, the most alike first; `counts` are items by NIS code."""
    found = [
        Alike(other, likeness(municipality, other), counts.get(other.nis, 0))
        for other in Municipality.objects.alike(municipality)
    ]
    found.sort(key=lambda row: (-row.likeness.strength, abs(row.municipality.population - municipality.population)))
    return found
