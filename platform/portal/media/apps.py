"""App configuration of portal.media."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Wires portal.media into the site."""

    name = "portal.media"
    label = "media"
    verbose_name = "Media"
