"""The composition as an app: it brings the system checks and the commands that concern the whole site."""

from django.apps import AppConfig


class CompositionConfig(AppConfig):
    """Registers the checks of config/checks.py."""

    name = "config"
    verbose_name = "Samenwijs"

    def ready(self) -> None:
        """Let Django know the checks."""
        from config import checks  # noqa: F401, PLC0415  registering is what importing it does; settings must be ready
