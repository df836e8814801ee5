"""App configuration of practices."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """Practices: the reusable patterns."""

    name = "practices"
    label = "practices"
    verbose_name = "Praktijken"

    def ready(self) -> None:
        """Register the starter content, how practices are found, and what they add to the pages of others."""
        # Models can be imported from here on, not earlier.
        from portal import searchable, slots  # noqa: PLC0415
        from portal.finding.definitions import register_facet  # noqa: PLC0415
        from practices import counts, facets, fillings, generation, loading, models, search  # noqa: PLC0415

        slots.register_loader("starter", order=30, name="practices", run=loading.load_practices)
        slots.register_loader("generate", order=10, name="practices", run=generation.generate_practices)
        searchable.register(
            models.PracticePage,
            label=_("Praktijken"),
            order=10,
            public=search.findable_practices,
            document=search.practice_document,
            is_suggested=True,
        )
        for slot, items, template in (
            ("home.entrances", fillings.entrance, "components/entrance.html"),
            ("home.map", fillings.home_map, "practices/home_map.html"),
            ("home.new", fillings.newest, "components/section.html"),
            ("home.mine", fillings.like_mine, "components/section.html"),
            ("home.themes", fillings.themes, "components/section.html"),
            ("municipality", fillings.of_municipality, "components/section.html"),
            ("organisation", fillings.of_organisation, "components/section.html"),
            ("theme", fillings.of_theme, "components/section.html"),
            ("action", fillings.of_action, "components/section.html"),
        ):
            slots.fill(slot, order=10, name="practices", items=items, template=template)
        for facet in facets.OWN:
            register_facet(facet, by=self.label)
        counts.register()
