"""App configuration of practices."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """Practices: the reusable patterns."""

    name = "practices"
    label = "practices"
    verbose_name = "Praktijken"

    def ready(self) -> None:
        """Register the loader."""
        # Models can be imported from here on, not earlier.
        from portal import searchable, slots  # noqa: PLC0415
        from practices import loading, models, search  # noqa: PLC0415

        slots.register_loader("starter", order=30, name="practices", run=loading.load_practices)
        searchable.register(
            models.PracticePage,
            label=_("Praktijken"),
            order=10,
            public=search.findable_practices,
            document=search.practice_document,
        )
