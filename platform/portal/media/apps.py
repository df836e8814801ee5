"""App configuration of portal.media."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.tasks import registry
from portal.tasks.schedules import Every


class MediaConfig(AppConfig):
    """Wires portal.media into the site."""

    name = "portal.media"
    label = "media"
    verbose_name = "Media"

    def ready(self) -> None:
        """Read the text of documents, and let them be found by it."""
        # These need the models, which are not loaded when this module is.
        from portal import searchable  # noqa: PLC0415
        from portal.media import models, search, signals, waiting  # noqa: PLC0415

        signals.connect()
        registry.register(
            name="read-documents",
            title=_("Bestanden lezen die bleven wachten"),
            schedule=Every(minutes=10),
            run=waiting.ask_for_what_waits,
        )
        searchable.register(
            models.SiteDocument,
            kind="bijlage",
            label=_("Bijlagen"),
            order=95,
            public=search.findable_documents,
            document=search.attachment_document,
            follows=search.following,
        )
