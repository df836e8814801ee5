"""App configuration of networks.events."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import slots


class EventsConfig(AppConfig):
    """Events of a network or of the platform."""

    name = "networks.events"
    label = "events"
    verbose_name = _("Evenementen")

    def ready(self) -> None:
        """Register the loader."""
        # Models can be imported from here on, not earlier.
        from networks.events import loading  # noqa: PLC0415

        slots.register_loader("starter", order=70, name="events", run=loading.load_events)
