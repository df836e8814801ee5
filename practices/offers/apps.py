"""App configuration of practices.offers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    """What expert organisations offer to municipalities."""

    name = "practices.offers"
    label = "offers"
    verbose_name = "Aanbod"

    def ready(self) -> None:
        """Register the starter content."""
        # Models can be imported from here on, not earlier.
        from portal import searchable, slots  # noqa: PLC0415
        from practices.offers import models, search  # noqa: PLC0415
        from practices.offers.loading import load_offers  # noqa: PLC0415

        slots.register_loader("starter", order=50, name="offers", run=load_offers)
        searchable.register(
            models.OfferPage,
            label=_("Aanbod"),
            order=30,
            public=search.findable_offers,
            document=search.offer_document,
        )
