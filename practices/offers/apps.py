"""App configuration of practices.offers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    """What expert organisations offer to municipalities."""

    name = "practices.offers"
    label = "offers"
    verbose_name = "Aanbod"

    def ready(self) -> None:
        """Register the starter content, and what offers add to search and to the pages of others."""
        # Models can be imported from here on, not earlier.
        from portal import searchable, slots  # noqa: PLC0415
        from portal.finding.definitions import register_facet  # noqa: PLC0415
        from practices.offers import counts, facets, fillings, generation, loading, models, search  # noqa: PLC0415

        slots.register_loader("starter", order=50, name="offers", run=loading.load_offers)
        slots.register_loader("generate", order=30, name="offers", run=generation.generate_offers)
        for slot, order, items, template in (
            ("home.entrances", 40, fillings.entrance, "components/entrance.html"),
            ("municipality", 40, fillings.of_municipality, "components/section.html"),
            ("organisation", 25, fillings.of_organisation, "components/section.html"),
            ("theme", 30, fillings.of_theme, "components/section.html"),
            ("action", 30, fillings.of_action, "components/section.html"),
        ):
            slots.fill(slot, order=order, name="offers", items=items, template=template)
        register_facet(facets.STATUS, by=self.label)
        counts.register()
        searchable.register(
            models.OfferPage,
            label=_("Aanbod"),
            order=30,
            public=search.findable_offers,
            document=search.offer_document,
            is_suggested=True,
        )
