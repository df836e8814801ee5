"""The portal itself: templates, static files and template tags that every page uses."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Holds what is shared by all pages and belongs to none of the portal's parts."""

    name = "portal"
    verbose_name = "Portaal"
