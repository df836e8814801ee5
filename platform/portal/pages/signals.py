"""What Wagtail does to a page past its own `save()`."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_unpublished


def connect() -> None:
    """Listen."""
    page_unpublished.connect(follow_unpublishing, dispatch_uid="pages-unpublished")


def follow_unpublishing(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Save the page as what it is where Wagtail unpublished it as a plain `Page`: several at once, and an alias.

    Until then its flag says that it is public, and search has heard of nothing.
    """
    if getattr(instance, "is_public", False):
        instance.save(clean=False)
