"""App configuration of portal.pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Wires portal.pages into the site."""

    name = "portal.pages"
    label = "pages"
    verbose_name = "Pagina’s"

    def ready(self) -> None:
        """Register the starter content of the portal."""
        from portal import slots  # noqa: PLC0415  after the app registry is ready
        from portal.pages.loading import load_rights, load_standard_pages  # noqa: PLC0415  needs models

        slots.register_loader("starter", order=10, name="pages about the platform", run=load_standard_pages)
        slots.register_loader("starter", order=21, name="rights of editors", run=load_rights)
