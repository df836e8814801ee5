"""What Wagtail does to a page past its own `save()`."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_unpublished

from portal.pages.models import BasePage


def connect() -> None:
    """Listen."""
    page_unpublished.connect(follow_unpublishing, dispatch_uid="pages-unpublished")


def follow_unpublishing(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Save the page as what it is where Wagtail unpublished it as a plain `Page`: several at once, and an alias.

    Until then its flag says that it is public, and search has heard of nothing. Asked of the database: the signal comes
    before a deletion too, while the page is live, and with an instance that may have been read before.
    """
    if issubclass(sender, BasePage):
        for page in sender._base_manager.filter(pk=instance.pk, live=False, is_public=True):
            page.save(clean=False)
