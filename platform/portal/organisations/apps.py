"""App configuration of portal.organisations."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Wires portal.organisations into the site."""

    name = "portal.organisations"
    label = "organisations"
    verbose_name = "Organisaties"

    def ready(self) -> None:
        """Register the loaders: municipalities need the vocabularies, outlines and organisations municipalities."""
        # Models can be imported from here on, not earlier.
        from portal import slots  # noqa: PLC0415
        from portal.organisations import loading  # noqa: PLC0415

        slots.register_loader("reference", order=30, name="municipalities", run=loading.load_municipalities)
        slots.register_loader("reference", order=40, name="outlines", run=loading.load_outlines)
        slots.register_loader("starter", order=10, name="organisations", run=loading.load_organisations)
