"""App configuration of practices.guidelines."""

from django.apps import AppConfig


class GuidelinesConfig(AppConfig):
    """Guidelines, their versions and their validity."""

    name = "practices.guidelines"
    label = "guidelines"
    verbose_name = "Richtlijnen"
