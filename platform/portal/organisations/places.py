"""What the page of a municipality shows of the municipality itself, as values for its template."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from portal.cards import Fact, LegendEntry, Link, PlaceMap, Silhouette
from portal.counting import Counts
from portal.organisations.maps import styled_map
from portal.organisations.models import Municipality, Organisation
from portal.organisations.similar import Alike
from portal.wording import dutch_number

ROWS = 8
"""Rows of the table of similar municipalities."""


@dataclass(frozen=True)
class Stat:
    """A number with its word, and what it means."""

    label: str
    value: str
    note: str
    url: str = ""


@dataclass(frozen=True)
class AlikeRow:
    """A row of the table of similar municipalities."""

    link: Link
    reasons: str
    population: str
    shares: str


def silhouette(municipality: Municipality | None) -> Silhouette | None:
    """Return the outline of a municipality as it stands on cards; nothing before the outlines were loaded."""
    if municipality is None or not municipality.silhouette:
        return None
    return Silhouette(municipality.silhouette, municipality.silhouette_box)


def silhouettes(municipalities: Iterable[Municipality]) -> tuple[Silhouette, ...]:
    """Return the outlines of the municipalities that have one."""
    return tuple(shape for place in municipalities if (shape := silhouette(place)))


def history(municipality: Municipality) -> str:
    """Say what was merged into a municipality; nothing when nothing was."""
    former = municipality.former
    if not former:
        return ""
    day = date_format(former[0].ended_on, "j F Y")
    names = get_text_list([row.name for row in former], _("en"))
    if municipality.valid_from:
        return _("Ontstaan op %(day)s uit %(names)s. Wat van vóór die datum is, staat hier ook.") % {
            "day": day,
            "names": names,
        }
    return _("%(names)s hoort er sinds %(day)s bij. Wat van vóór die datum is, staat hier ook.") % {
        "day": day,
        "names": names,
    }


def stats(municipality: Municipality, counts: Counts) -> list[Stat]:
    """Return the numbers at the top: what the municipality shares, and how large it is."""
    shared = [
        Stat(str(counter.title), dutch_number(number), _("op Samenwijs"), counter.url(municipality.nis))
        for counter, number in counts.numbers(municipality.nis)
    ]
    population = Stat(_("Inwoners"), dutch_number(municipality.population), municipality.size_class.label)
    return [*shared, population]


def facts(municipality: Municipality) -> list[Fact]:
    """Return the facts of the register: where it lies and by which codes others know it."""
    organisation = getattr(municipality, "organisation", None)
    rows = [
        (_("Provincie"), municipality.province.label if municipality.province else ""),
        (_("Gewest"), _("Brussel") if municipality.is_in_brussels else ""),
        (_("Regio"), municipality.region.label if municipality.region else ""),
        (_("Postcodes"), ", ".join(municipality.postcodes)),
        (_("Inwoners"), _("%(number)s (2020)") % {"number": dutch_number(municipality.population)}),
        (_("NIS-code"), municipality.nis),
        (_("KBO-nummer"), _kbo(organisation.kbo) if organisation else ""),
        (_("OVO-code"), organisation.ovo if organisation else ""),
    ]
    shown = [Fact(label, (Link(value),)) for label, value in rows if value]
    if organisation and organisation.website:
        shown.append(Fact(_("Website"), (Link(bare_address(organisation.website), organisation.website),)))
    return shown


def organisation_facts(organisation: Organisation) -> list[Fact]:
    """Return the facts of an organisation: what it is, where it is on the web, and its codes."""
    shown = [Fact(_("Soort"), (Link(organisation.kind.label),))]
    if organisation.website:
        shown.append(Fact(_("Website"), (Link(bare_address(organisation.website), organisation.website),)))
    if organisation.kbo:
        shown.append(Fact(_("KBO-nummer"), (Link(_kbo(organisation.kbo)),)))
    if organisation.ovo:
        shown.append(Fact(_("OVO-code"), (Link(organisation.ovo),)))
    return shown


def _kbo(number: str) -> str:
    """Return a KBO number as people write it: *0207.508.932*."""
    return f"{number[:4]}.{number[4:7]}.{number[7:]}" if number else ""


def bare_address(url: str) -> str:
    """Return a web address as people say it: without scheme, `www.` and last slash."""
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def alike_rows(rows: list[Alike], counts: Counts) -> list[AlikeRow]:
    """Return the most similar municipalities, those that share something before the others."""
    first = sorted(rows, key=lambda row: not row.count)[:ROWS]
    return [
        AlikeRow(
            link=Link(row.municipality.name, row.municipality.get_absolute_url()),
            reasons=", ".join(row.likeness.reasons),
            population=dutch_number(row.municipality.population),
            shares=counts.words(row.municipality.nis) or _("nog niets"),
        )
        for row in first
    ]


def alike_map(municipality: Municipality, rows: list[Alike]) -> PlaceMap:
    """Return the map of a municipality and those like it."""
    styles = {row.municipality.nis: "m2" if row.count else "m1" for row in rows if row.count or row.likeness.size}
    label = _(
        "Kaart: %(name)s in het donker, gemeenten die erop lijken in geel. De meest gelijkende staan in de tabel."
    )
    legend = [
        LegendEntry("mine", municipality.name),
        LegendEntry("m2", _("lijkt erop en deelt iets")),
        LegendEntry("m1", _("even groot")),
    ]
    drawn = {"mine", *styles.values()}
    return styled_map(
        {**styles, municipality.nis: "mine"},
        label=label % {"name": municipality.name},
        legend=tuple(entry for entry in legend if entry.name in drawn),
        version=municipality.outline.loaded_digest if hasattr(municipality, "outline") else "",
    )
