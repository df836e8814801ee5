"""What a form of facets shows: any listing and the search fill these, one template draws them."""

from dataclasses import dataclass

from portal.cards import Badge, Link


@dataclass(frozen=True)
class Option:
    """One value of a facet."""

    value: str
    label: str
    count: int | None = None
    """Results with this value; None when it was not counted. Zero stays visible in the second voice."""
    is_checked: bool = False
    is_sub: bool = False
    """A narrower term, drawn under the one before it."""
    note: str = ""
    """Said behind the label: *afgelopen*."""
    badge: Badge | None = None
    """Drawn in place of the label, for the quality ladder."""


@dataclass(frozen=True)
class Day:
    """A day that can be filled in."""

    name: str
    label: str
    value: str = ""


@dataclass(frozen=True)
class Facet:
    """One question of the form: the name of its parameter, its legend and its values."""

    name: str
    label: str
    options: tuple[Option, ...]
    is_open: bool = False
    note: str = ""
    """A sentence above the values: what *zoals mijn gemeente* compares with."""
    link: Link | None = None
    """Behind the note: *Kies een andere*."""
    is_single: bool = False
    """One value at a time: radio buttons."""
    days: tuple[Day, ...] = ()
    """Days in place of values: from and until."""
    more: Link | None = None
    """Below the values: where the others are."""

    @property
    def is_shown_open(self) -> bool:
        """Tell whether the facet stands open: asked for, or one of its values is checked."""
        is_used = any(option.is_checked for option in self.options) or any(day.value for day in self.days)
        return self.is_open or is_used
