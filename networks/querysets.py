"""Reading networks."""

from typing import Self

from django.db.models import Prefetch, Q
from django.utils.timezone import localdate
from wagtail.models import PageManager

from portal.organisations.models import Municipality
from portal.pages.querysets import BasePageQuerySet


class NetworkQuerySet(BasePageQuerySet):
    """Networks."""

    def with_member(self, municipality: Municipality) -> Self:
        """Networks that a municipality is a member of today."""
        current = Q(until=None) | Q(until__gte=localdate().year)
        found: Self = self.filter(pk__in=municipality.memberships.filter(current).values("network"))
        return found

    def with_cards(self) -> Self:
        """Fetch what a card shows."""
        members = self.model.members.rel.related_model.objects.select_related("municipality")
        found: Self = self.prefetch_related(Prefetch("members", members))
        return found

    def with_page(self) -> Self:
        """Fetch what its own page shows of other rows, as far as one row each."""
        found: Self = self.select_related("region", "cooperation_form", "coordinating_organisation__municipality")
        return found


NetworkManager = PageManager.from_queryset(NetworkQuerySet)
