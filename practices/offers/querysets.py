"""Reading offers."""

from typing import Self

from wagtail.models import PageManager

from portal.pages.querysets import BasePageQuerySet


class OfferQuerySet(BasePageQuerySet):
    """Offers."""

    def open(self) -> Self:
        """Offers that a municipality can apply to now."""
        return self.filter(status__code="open")


OfferManager = PageManager.from_queryset(OfferQuerySet)
