"""App configuration of practices."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """Practices: the reusable patterns."""

    name = "practices"
    label = "practices"
    verbose_name = "Praktijken"

    def ready(self) -> None:
        """Register the loader."""
        # Models can be imported from here on, not earlier.
        from portal import slots  # noqa: PLC0415
        from practices import loading  # noqa: PLC0415

        slots.register_loader("starter", order=30, name="practices", run=loading.load_practices)
