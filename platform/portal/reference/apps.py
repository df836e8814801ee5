"""App configuration of portal.reference."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """Wires portal.reference into the site."""

    name = "portal.reference"
    label = "reference"
    verbose_name = "Keuzelijsten"

    def ready(self) -> None:
        """Register the loaders: the lists first, because everything refers to them."""
        # Models can be imported from here on, not earlier.
        from portal import slots  # noqa: PLC0415
        from portal.reference.loading import load_programmes, load_vocabularies  # noqa: PLC0415

        slots.register_loader("reference", order=10, name="vocabularies", run=load_vocabularies)
        slots.register_loader("reference", order=20, name="programmes", run=load_programmes)
