"""Reading guidelines."""

from typing import Self

from django.db.models import Q
from django.utils.timezone import localdate
from wagtail.models import PageManager

from portal.pages.querysets import BasePageQuerySet


class GuidelineQuerySet(BasePageQuerySet):
    """Guidelines."""

    def of_agii(self) -> Self:
        """Guidelines that AgII itself stands behind."""
        return self.filter(issued_by="agii")

    def valid(self) -> Self:
        """Guidelines whose validity has not passed; those of others have none and stay."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=localdate()))


GuidelineManager = PageManager.from_queryset(GuidelineQuerySet)
