"""App configuration of networks."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """Regional networks and their members."""

    name = "networks"
    label = "networks"
    verbose_name = "Netwerken"
