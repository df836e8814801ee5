"""Reading pages."""

from typing import Any, Self

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


class BasePageQuerySet(PageQuerySet):
    """Pages of the site."""

    def visible_to_public(self) -> Self:
        """Pages that an anonymous visitor may read: live, and neither private nor below something private.

        The only door to public lists, counts, feeds and search. Wagtail's own `public()` reads all restrictions first;
        this asks the same in the one statement.
        """
        length: Any = F("length")  # a name is enough for Substr; its stubs ask for an expression
        restriction = PageViewRestriction.objects.annotate(length=Length("page__path")).filter(
            page__path=Substr(OuterRef("path"), 1, length)
        )
        visible: Self = self.filter(live=True).exclude(Exists(restriction))
        return visible


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
