"""App configuration of practices."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """Practices: the reusable patterns."""

    name = "practices"
    label = "practices"
    verbose_name = "Praktijken"
