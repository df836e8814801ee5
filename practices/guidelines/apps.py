"""App configuration of practices.guidelines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidelinesConfig(AppConfig):
    """Guidelines, their versions and their validity."""

    name = "practices.guidelines"
    label = "guidelines"
    verbose_name = "Richtlijnen"

    def ready(self) -> None:
        """Register the starter content, and what guidelines add to search and to the pages of others."""
        # Models can be imported from here on, not earlier.
        from portal import searchable, slots  # noqa: PLC0415
        from portal.finding.definitions import register_facet  # noqa: PLC0415
        from practices.guidelines import counts, facets, fillings, generation, loading, models, search  # noqa: PLC0415

        slots.register_loader("starter", order=40, name="guidelines", run=loading.load_guidelines)
        slots.register_loader("generate", order=20, name="guidelines", run=generation.generate_guidelines)
        for slot, order, items, template in (
            ("home.entrances", 20, fillings.entrance, "components/entrance.html"),
            ("organisation", 20, fillings.of_organisation, "components/section.html"),
            ("theme", 20, fillings.of_theme, "components/section.html"),
            ("action", 20, fillings.of_action, "components/section.html"),
            ("practice.related", 20, fillings.of_practice, "components/section.html"),
        ):
            slots.fill(slot, order=order, name="guidelines", items=items, template=template)
        for facet in facets.OWN:
            register_facet(facet, by=self.label)
        counts.register()
        searchable.register(
            models.GuidelinePage,
            label=_("Richtlijnen"),
            order=20,
            public=search.findable_guidelines,
            document=search.guideline_document,
            is_suggested=True,
        )
