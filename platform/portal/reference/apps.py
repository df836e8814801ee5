"""App configuration of portal.reference."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """Wires portal.reference into the site."""

    name = "portal.reference"
    label = "reference"
    verbose_name = "Keuzelijsten"
