"""App configuration of search."""

import datetime

from django.apps import AppConfig
from django.conf import settings
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
        from portal.accounts.groups import editors_may  # noqa: PLC0415
        from portal.finding.reading import register_reader  # noqa: PLC0415
        from portal.health.registry import register_figures, register_state  # noqa: PLC0415
        from portal.tasks.registry import register, register_service  # noqa: PLC0415
        from portal.tasks.schedules import Daily, Every  # noqa: PLC0415
        from search import checks, indexing, loading, measures, signals, similar  # noqa: PLC0415
        from search.editors import invariants, log  # noqa: PLC0415
        from search.editors.loading import load_synonyms  # noqa: PLC0415
        from search.editors.permissions import EDITOR_PERMISSIONS  # noqa: PLC0415
        from search.lists.reader import EntriesReader  # noqa: PLC0415

        checks.register_checks()
        register_figures("search", measures.figures)
        register_state("search", measures.who_answers)
        signals.connect()
        register_reader(EntriesReader())
        slots.fill("similar", order=10, name="search", items=similar.section, template="components/section.html")
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
        if settings.SEARCH_ENGINE == "elasticsearch":
            # The client is an extra, which a site on PostgreSQL does not need.
            from search import services  # noqa: PLC0415

            register_service(name="deliver-search", run=services.deliver_always)
            register_service(name="keep-search-index", run=services.keep_index)
        editors_may("search", *EDITOR_PERMISSIONS)
        slots.register_loader("starter", order=15, name="synonyms", run=load_synonyms)
        register(
            name="check-search-invariants",
            title=_("Controlelijst van zoeken nakijken"),
            schedule=Daily(at=datetime.time(4, 30)),  # behind the reconciliation
            run=invariants.check_nightly,
        )
        register(
            name="purge-search-log",
            title=_("Oude tellingen van zoekopdrachten wissen"),
            schedule=Daily(at=datetime.time(3, 40)),
            run=log.purge_nightly,
        )
