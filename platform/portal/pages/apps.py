"""App configuration of portal.pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Wires portal.pages into the site."""

    name = "portal.pages"
    label = "pages"
    verbose_name = "Pagina's"
