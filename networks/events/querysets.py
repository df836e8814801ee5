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
        found: Self = self.filter(over_at__gte=timezone.now()).order_by("start", "pk")
        return found

    def past(self) -> Self:
        """Events that are over, the latest first and those without a date last."""
        over = Q(over_at__lt=timezone.now()) | Q(over_at=None)
        found: Self = self.filter(over).order_by(F("start").desc(nulls_last=True), "title", "pk")
        return found

    def for_municipality(self, municipality: Municipality) -> Self:
        """Events held in a municipality, or where it presents."""
        presented = self.model.presenting.through.objects.filter(municipality=municipality).values("event")
        found: Self = self.filter(Q(municipality=municipality) | Q(pk__in=presented))
        return found

    def with_cards(self) -> Self:
        """Fetch what a card shows."""
        found: Self = self.select_related("event_kind", "municipality")
        return found

    def with_page(self) -> Self:
        """Fetch what its own page shows of other rows, as far as one row each."""
        found: Self = self.select_related("event_kind", "municipality", "owner_organisation__municipality")
        return found


EventManager = PageManager.from_queryset(EventQuerySet)
