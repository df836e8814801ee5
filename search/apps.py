"""App configuration of search."""

import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding: one search over everything."""

    name = "search"
    label = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        """Keep the entries in step with what changes, and find every night what changed silently."""
        # These need the models, which are not loaded when this module is.
        from portal import slots  # noqa: PLC0415
        from portal.tasks.registry import register  # noqa: PLC0415
        from portal.tasks.schedules import Daily, Every  # noqa: PLC0415
        from search import indexing, loading, signals  # noqa: PLC0415

        signals.connect()
        for purpose in ("reference", "starter", "generated"):
            slots.register_loader(purpose, order=1000, name="search entries", run=loading.load_entries)
        register(
            name="reanalyse-search",
            title=_("Zoekingangen opnieuw ontleden na een andere woordenlijst"),
            schedule=Every(minutes=1),
            run=indexing.reanalyse,
        )
        register(
            name="reconcile-search",
            title=_("Zoekingangen vergelijken met de inhoud"),
            schedule=Daily(at=datetime.time(4, 0)),
            run=indexing.reconcile_nightly,
        )
