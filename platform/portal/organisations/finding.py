"""Finding a municipality by what people call it: its name, a name of before a merger, a postcode."""

import difflib
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.organisations.models import FormerMunicipality, Municipality
from portal.organisations.querysets import name_slug

MOST = 30
"""No more matches are shown: who gets that many types another letter."""
CLOSE = 0.72
"""How much a name must resemble a mistyped one (difflib's ratio); lower gives names that nobody meant."""


@dataclass(frozen=True)
class Found:
    """A municipality that was found, and why when its own name does not say it; else where it lies."""

    municipality: Municipality
    note: str


def find(text: str) -> list[Found]:
    """Return the municipalities that `text` may mean, with the reason in words."""
    rows = Municipality.objects.matching(text).select_related("province").prefetch_related("predecessors")[:MOST]
    return [Found(row, _reason(row, name_slug(text)) or _where(row)) for row in rows]


def _reason(municipality: Municipality, name: str) -> str:
    if name in municipality.slug:
        return ""
    if name in municipality.postcodes:
        return _("postcode %(code)s") % {"code": name}
    for former in municipality.predecessors.all():
        if name in former.slug:
            return merged_sentence(former)
    return ""


def _where(municipality: Municipality) -> str:
    return municipality.province.label if municipality.province else _("Brussel")


def merged_sentence(former: FormerMunicipality) -> str:
    """Say where a municipality went: *Borgloon hoort sinds 1 januari 2025 bij Tongeren-Borgloon*."""
    return _("%(former)s hoort sinds %(day)s bij %(name)s.") % {
        "former": former.name,
        "day": date_format(former.ended_on, "j F Y"),
        "name": former.successor.name,
    }


def close_names(text: str) -> list[str]:
    """Return at most three names, old ones too, that `text` may be a typing error of."""
    names = {
        name_slug(name): name
        for model in (FormerMunicipality, Municipality)
        for name in model.objects.values_list("name", flat=True)
    }
    return [names[slug] for slug in difflib.get_close_matches(name_slug(text), names, n=3, cutoff=CLOSE)]
