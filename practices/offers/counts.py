"""How many offers stand behind a theme, an action or an organisation (portal.counting)."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import counting
from portal.finding.reading import counts_by
from portal.pages.counts import by
from practices.offers.facets import KIND
from practices.offers.fillings import listing_address
from practices.offers.models import OfferPage
from practices.offers.overview import in_words


def register() -> None:
    """Register what is counted, and where exactly those offers are listed.

    Not for municipalities: what is offered to one is not shared by it.
    """
    public = OfferPage.objects.visible_to_public
    for subject, counts, url in (
        ("theme", partial(counts_by, "thema", KIND), lambda code: listing_address(f"thema={code}")),
        ("action", partial(counts_by, "actie", KIND), lambda code: listing_address(f"actie={code}")),
        (
            "organisation",
            lambda: by(public(), "owner_organisation__code"),
            lambda code: f"{reverse('organisation', args=[code])}#aanbod",
        ),
    ):
        counting.register(subject, order=30, name="offers", title=_("Aanbod"), counts=counts, label=in_words, url=url)
