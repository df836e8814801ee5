"""Wiring of the vocabularies into Wagtail's admin."""

from wagtail import hooks

from portal.reference.viewsets import VocabularyGroup


@hooks.register("register_admin_viewset")
def vocabularies() -> VocabularyGroup:
    """Add the menu *Keuzelijsten*."""
    return VocabularyGroup()
