"""Reading offers."""

from typing import Self

from wagtail.models import PageManager

from portal.pages.querysets import BasePageQuerySet


class OfferQuerySet(BasePageQuerySet):
    """Offers."""

    def with_cards(self) -> Self:
        """Fetch what a card shows, in the same query."""
        return self.select_related("status", "owner_organisation__municipality")

    def with_page(self) -> Self:
        """Fetch with the page of an offer every row that it refers to."""
        return self.with_cards().select_related("content_type")


OfferManager = PageManager.from_queryset(OfferQuerySet)
