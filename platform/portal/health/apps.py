"""App configuration of portal.health."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    """Wires portal.health into the site."""

    name = "portal.health"
    label = "health"
    verbose_name = "Gezondheid"
