"""App configuration of practices.offers."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Offers of expert organisations."""

    name = "practices.offers"
    label = "offers"
    verbose_name = "Aanbod"
