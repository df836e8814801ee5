"""Reading guidelines."""

from typing import Self

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import PageManager

from portal.pages.querysets import BasePageQuerySet
from practices.models import PracticePage


class GuidelineQuerySet(BasePageQuerySet):
    """Guidelines."""

    def with_cards(self) -> Self:
        """Fetch what a card shows, in the same query; `practice_count` counts what is public."""
        links = self.model.practices.through.objects.filter(guidelinepage=OuterRef("pk"))
        shown = links.filter(practicepage__in=PracticePage.objects.visible_to_public())
        counted = shown.order_by().values("guidelinepage").annotate(count=Count("pk")).values("count")
        found: Self = self.select_related("guideline_kind").annotate(practice_count=Coalesce(Subquery(counted), 0))
        return found.with_state()

    def with_state(self) -> Self:
        """Tell of each whether a public guideline replaces it: `is_replaced`."""
        successors = self.model._default_manager.visible_to_public().filter(replaces=OuterRef("pk"))
        found: Self = self.annotate(is_replaced=Exists(successors))
        return found

    def with_page(self) -> Self:
        """Fetch with the page of a guideline every row that it refers to."""
        found: Self = self.select_related("guideline_kind", "support_level", "owner_organisation__municipality")
        return found.with_state()


GuidelineManager = PageManager.from_queryset(GuidelineQuerySet)
