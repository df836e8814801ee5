"""Reading guidelines."""

from typing import Self

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from wagtail.models import PageManager

from portal.pages.querysets import BasePageQuerySet
from practices.models import PracticePage


class GuidelineQuerySet(BasePageQuerySet):
    """Guidelines."""

    def of_agii(self) -> Self:
        """Guidelines that AgII itself stands behind."""
        return self.filter(issued_by="agii")

    def valid(self) -> Self:
        """Guidelines whose validity has not passed; those of others have none and stay."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=localdate()))

    def with_cards(self) -> Self:
        """Fetch what a card shows, in the same query: `practice_count` and `is_replaced` are of what is public."""
        links = self.model.practices.through.objects.filter(guidelinepage=OuterRef("pk"))
        shown = links.filter(practicepage__in=PracticePage.objects.visible_to_public())
        counted = shown.order_by().values("guidelinepage").annotate(count=Count("pk")).values("count")
        successors = self.model._default_manager.visible_to_public().filter(replaces=OuterRef("pk"))
        return self.select_related("guideline_kind", "owner_organisation__municipality").annotate(
            practice_count=Coalesce(Subquery(counted), 0), is_replaced=Exists(successors)
        )


GuidelineManager = PageManager.from_queryset(GuidelineQuerySet)
