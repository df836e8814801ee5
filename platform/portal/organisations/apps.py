"""App configuration of portal.organisations."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Wires portal.organisations into the site."""

    name = "portal.organisations"
    label = "organisations"
    verbose_name = "Organisaties"
