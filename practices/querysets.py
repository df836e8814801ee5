"""Reading practices."""

from typing import Self

from wagtail.models import PageManager

from portal.organisations.models import Municipality
from portal.pages.querysets import BasePageQuerySet
from portal.reference.models import Theme


class PracticeQuerySet(BasePageQuerySet):
    """Practices."""

    def for_municipality(self, municipality: Municipality) -> Self:
        """Practices of one municipality."""
        return self.filter(municipalities=municipality)

    def for_theme(self, theme: Theme) -> Self:
        """Practices on a theme or one of its sub-themes."""
        return self.filter(
            pk__in=self.model._base_manager.filter(themes__in=[theme, *theme.children.all()]).values("pk")
        )

    def with_cards(self) -> Self:
        """Fetch what a card shows, in a fixed number of queries."""
        return self.select_related("quality_level", "status", "owner_organisation").prefetch_related("municipalities")

    def with_page(self) -> Self:
        """Fetch with the page of a practice every row that it refers to."""
        return self.select_related(
            "quality_level",
            "status",
            "owner_organisation__municipality",
            "development_type",
            "cooperation_form",
            "external_supporter__municipality",
            "external_dependency",
            "after_subsidy_status",
        )


PracticeManager = PageManager.from_queryset(PracticeQuerySet)
