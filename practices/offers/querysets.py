"""Reading offers."""

from typing import Self

from wagtail.models import PageManager

from portal.pages.querysets import BasePageQuerySet


class OfferQuerySet(BasePageQuerySet):
    """Offers."""

    def with_cards(self) -> Self:
        """Fetch what a card or the page of an offer refers to, in the same query."""
        found: Self = self.select_related("status", "owner_organisation__municipality")
        return found


OfferManager = PageManager.from_queryset(OfferQuerySet)
