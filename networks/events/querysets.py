"""Reading events."""

from typing import Self

from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import PageManager

from portal.organisations.models import Municipality
from portal.pages.querysets import BasePageQuerySet


class EventQuerySet(BasePageQuerySet):
    """Events."""

    def coming(self) -> Self:
        """Events that are not over, the nearest first."""
        now = timezone.now()
        return self.filter(Q(end__gte=now) | Q(end=None, start__gte=now)).order_by("start", "pk")

    def past(self) -> Self:
        """Events that are over, the latest first and those without a date last."""
        now = timezone.now()
        over = Q(end__lt=now) | Q(end=None, start__lt=now) | Q(start=None)
        return self.filter(over).order_by(F("start").desc(nulls_last=True), "title")

    def for_municipality(self, municipality: Municipality) -> Self:
        """Events held in a municipality, or where it presents."""
        return self.filter(Q(municipality=municipality) | Q(presenting=municipality)).distinct()


EventManager = PageManager.from_queryset(EventQuerySet)
