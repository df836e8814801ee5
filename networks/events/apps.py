"""App configuration of networks.events."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Events of a network or of the platform."""

    name = "networks.events"
    label = "events"
    verbose_name = "Evenementen"
