"""Reading practices."""

from typing import Self

from wagtail.models import PageManager

from portal.pages.querysets import BasePageQuerySet


class PracticeQuerySet(BasePageQuerySet):
    """Practices."""

    def with_cards(self) -> Self:
        """Fetch what a card shows, in a fixed number of queries."""
        found: Self = self.prefetch_related("municipalities").select_related(
            "quality_level", "status", "owner_organisation"
        )
        return found

    def with_page(self) -> Self:
        """Fetch with the page of a practice every row that it refers to."""
        found: Self = self.select_related(
            "quality_level",
            "status",
            "owner_organisation__municipality",
            "development_type",
            "cooperation_form",
            "external_supporter__municipality",
            "external_dependency",
            "after_subsidy_status",
        )
        return found


PracticeManager = PageManager.from_queryset(PracticeQuerySet)
