"""App configuration of practices.guidelines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidelinesConfig(AppConfig):
    """Guidelines, their versions and their validity."""

    name = "practices.guidelines"
    label = "guidelines"
    verbose_name = "Richtlijnen"

    def ready(self) -> None:
        """Register the starter content."""
        # Models can be imported from here on, not earlier.
        from portal import searchable, slots  # noqa: PLC0415
        from practices.guidelines import models, search  # noqa: PLC0415
        from practices.guidelines.loading import load_guidelines  # noqa: PLC0415

        slots.register_loader("starter", order=40, name="guidelines", run=load_guidelines)
        searchable.register(
            models.GuidelinePage,
            label=_("Richtlijnen"),
            order=20,
            public=search.findable_guidelines,
            document=search.guideline_document,
        )
