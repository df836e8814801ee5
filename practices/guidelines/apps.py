"""App configuration of practices.guidelines."""

from django.apps import AppConfig


class GuidelinesConfig(AppConfig):
    """Guidelines, their versions and their validity."""

    name = "practices.guidelines"
    label = "guidelines"
    verbose_name = "Richtlijnen"

    def ready(self) -> None:
        """Register the starter content."""
        # Models can be imported from here on, not earlier.
        from portal import slots  # noqa: PLC0415
        from practices.guidelines.loading import load_guidelines  # noqa: PLC0415

        slots.register_loader("starter", order=40, name="guidelines", run=load_guidelines)
