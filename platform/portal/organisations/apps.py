"""App configuration of portal.organisations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Wires portal.organisations into the site."""

    name = "portal.organisations"
    label = "organisations"
    verbose_name = "Organisaties"

    def ready(self) -> None:
        """Register what is found, and the loaders: outlines and organisations need municipalities, all the lists."""
        # Models can be imported from here on, not earlier.
        from portal import searchable, slots  # noqa: PLC0415
        from portal.organisations import loading, models, search  # noqa: PLC0415

        slots.register_loader("reference", order=30, name="municipalities", run=loading.load_municipalities)
        slots.register_loader("reference", order=40, name="outlines", run=loading.load_outlines)
        slots.register_loader("starter", order=10, name="organisations", run=loading.load_organisations)
        searchable.register(
            models.Municipality,
            kind="gemeente",
            label=_("Gemeenten"),
            order=60,
            public=search.findable_municipalities,
            document=search.municipality_document,
        )
        searchable.register(
            models.Organisation,
            kind="organisatie",
            label=_("Organisaties"),
            order=70,
            public=search.findable_organisations,
            document=search.organisation_document,
        )
