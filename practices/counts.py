"""How many practices stand behind a municipality, organisation, theme or action (portal.counting)."""

from collections.abc import Mapping
from functools import partial

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import counting
from portal.finding.reading import counts_by
from portal.wording import counted
from practices.facets import KIND
from practices.fillings import public_practices
from practices.sidebar import listing_address

SUBJECTS = {"municipality": "gemeente", "theme": "thema", "action": "actie"}
"""The facet of the listing that holds each subject."""


def by_organisation() -> Mapping[str, int]:
    """Return the number of practices that each organisation runs."""
    rows = public_practices().order_by().exclude(owner_organisation=None).values_list("owner_organisation__code")
    return dict(rows.annotate(number=Count("pk")))


def _words(number: int) -> str:
    return counted(number, gettext("praktijk"), gettext("praktijken"))


def register() -> None:
    """Register what is counted, and where exactly those practices are listed."""
    title = _("Praktijken")
    for subject, facet in SUBJECTS.items():
        counting.register(
            subject,
            order=10,
            name="practices",
            title=title,
            counts=partial(counts_by, facet, KIND),
            label=_words,
            url=partial(listing_address, facet),
        )
    counting.register(
        "organisation",
        order=10,
        name="practices",
        title=title,
        counts=by_organisation,
        label=_words,
        url=lambda code: f"{reverse('organisation', args=[code])}#praktijken",
    )
