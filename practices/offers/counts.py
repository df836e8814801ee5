"""How many offers stand behind a theme, an action or an organisation (portal.counting)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import counting
from portal.pages.counts import by, by_theme
from practices.offers.fillings import listing_address
from practices.offers.models import OfferPage
from practices.offers.overview import in_words


def register() -> None:
    """Register what is counted, and where exactly those offers are listed.

    Not for municipalities: what is offered to one is not shared by it.
    """
    public = OfferPage.objects.visible_to_public
    for subject, counts, url in (
        ("theme", lambda: by_theme(public()), lambda code: listing_address(f"thema={code}")),
        ("action", lambda: by(public(), "actions__code"), lambda code: listing_address(f"actie={code}")),
        (
            "organisation",
            lambda: by(public(), "owner_organisation__code"),
            lambda code: f"{reverse('organisation', args=[code])}#aanbod",
        ),
    ):
        counting.register(subject, order=30, name="offers", title=_("Aanbod"), counts=counts, label=in_words, url=url)
