"""App configuration of portal.reference."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferenceConfig(AppConfig):
    """Wires portal.reference into the site."""

    name = "portal.reference"
    label = "reference"
    verbose_name = "Keuzelijsten"

    def ready(self) -> None:
        """Register the loaders: the lists first, because everything refers to them."""
        # Models can be imported from here on, not earlier.
        from portal import searchable, slots  # noqa: PLC0415
        from portal.reference import models, search  # noqa: PLC0415
        from portal.reference.loading import load_programmes, load_vocabularies  # noqa: PLC0415

        slots.register_loader("reference", order=10, name="vocabularies", run=load_vocabularies)
        slots.register_loader("reference", order=20, name="programmes", run=load_programmes)
        searchable.register(
            models.Theme,
            kind="thema",
            label=_("Thema’s"),
            order=80,
            public=search.findable_themes,
            document=search.theme_document,
        )
        searchable.register(
            models.Action,
            kind="actie",
            label=_("Acties"),
            order=90,
            public=search.findable_actions,
            document=search.action_document,
        )
