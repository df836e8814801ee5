"""App configuration of portal.pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.tasks import registry
from portal.tasks.schedules import Every


class PagesConfig(AppConfig):
    """Wires portal.pages into the site."""

    name = "portal.pages"
    label = "pages"
    verbose_name = "Pagina’s"

    def ready(self) -> None:
        """Listen to unpublishing; register publishing on schedule, and the starter content of the portal."""
        from portal import searchable, slots  # noqa: PLC0415  after the app registry is ready
        from portal.finding.definitions import register_facet  # noqa: PLC0415  needs models
        from portal.finding.facets import SHARED  # noqa: PLC0415  needs models
        from portal.pages import schedule, signals  # noqa: PLC0415  needs models
        from portal.pages.loading import load_rights, load_standard_pages  # noqa: PLC0415  needs models
        from portal.pages.models import StandardPage  # noqa: PLC0415

        signals.connect()
        registry.register(
            name="publish-pages",
            title=_("Pagina’s op hun dag publiceren en laten vervallen"),
            schedule=Every(minutes=1),
            run=schedule.publish_and_expire,
        )
        searchable.register(StandardPage, label=_("Pagina’s"), order=100, public=StandardPage.objects.visible_to_public)
        for facet in SHARED:
            register_facet(facet, by="portal")
        slots.register_loader("starter", order=10, name="pages about the platform", run=load_standard_pages)
        slots.register_loader("starter", order=21, name="rights of editors", run=load_rights)
