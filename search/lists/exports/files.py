"""The results of a list as a file for a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from portal.finding.facets import KIND
from portal.spreadsheets import csv_file
from search.engines import engine
from search.engines.protocol import NoTimeError
from search.entries import Entry, FacetValue
from search.lists.asking import Asked
from search.lists.exports.items import absolute, entries

MOST_ROWS = 5_000
BETWEEN = " | "
"""Between several values in one cell: in no label, so that a spreadsheet can split on it."""

Facets = Mapping[str, Mapping[int, str]]
"""Per heading: the values of that facet, by their key, in words."""


def table(asked: Asked, request: HttpRequest) -> HttpResponseBase:
    """Answer with the first results, as many as `MOST_ROWS`; when there is no time, with the page, which says so."""
    try:
        keys = engine.keys(replace(asked.request, limit=MOST_ROWS, offset=0, with_counts=False))
    except NoTimeError:
        return HttpResponseRedirect(asked.state.address)
    return csv_file(_name(asked), _rows(entries(keys), _facets(asked), has_kinds=not asked.definition.kind))


def _name(asked: Asked) -> str:
    """Return what the file is called: *samenwijs-praktijken-2026-11-25.csv*."""
    return f"samenwijs-{slugify(str(asked.definition.noun[1]))}-{localdate().isoformat()}.csv"


def _facets(asked: Asked) -> Facets:
    """Return the columns of the facets of the list, by the definition that draws its form."""
    keys = dict(FacetValue.objects.values_list("value", "pk"))
    return {
        str(facet.label): {
            keys[stored]: choice.label
            for choice in asked.choices[facet.name]
            if (stored := facet.stored(choice.value)) in keys
        }
        for facet in asked.definition.facets
        if facet.stored("") != KIND.stored("")  # said of each item in its own word: *Studiedag*
    }


def _rows(found: Iterable[Entry], facets: Facets, *, has_kinds: bool) -> Iterator[list[Any]]:
    """Yield the headings, then a row for each entry."""
    yes, kind = _("ja"), [_("Soort")] if has_kinds else []
    yield [
        _("Titel"),
        *kind,
        _("Adres"),
        _("Samenvatting"),
        *facets,
        _("Gepubliceerd"),
        _("Begint"),
        _("Voorbeeld"),
    ]
    for entry in found:
        has = set(entry.facets)
        yield [
            entry.title,
            *([entry.card["kind_label"]] if has_kinds else []),
            absolute(entry.url),
            entry.summary or entry.card["text"],
            *(BETWEEN.join(label for key, label in labels.items() if key in has) for labels in facets.values()),
            entry.published,
            f"{localtime(entry.starts):%Y-%m-%d %H:%M}" if entry.starts else "",
            yes if entry.is_example else "",
        ]
