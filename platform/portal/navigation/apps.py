"""App configuration of portal.navigation."""

from django.apps import AppConfig


class NavigationConfig(AppConfig):
    """Wires portal.navigation into the site."""

    name = "portal.navigation"
    label = "navigation"
    verbose_name = "Navigatie"
