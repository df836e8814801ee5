"""Which events reach the entries: wiring only, each leads to a function of `search.indexing`."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from portal.organisations.models import FormerMunicipality
from portal.pages.models import BasePage
from portal.searchable import content_saved, items_changed, searchable_of
from search import indexing
from search.relations import named_by, referring_to


def connect() -> None:
    """Listen; models register after this app is ready, so whether one can be found is asked when it changes."""
    pre_save.connect(remember_name, dispatch_uid="search")
    content_saved.connect(page_saved, dispatch_uid="search")
    post_save.connect(row_saved, dispatch_uid="search")
    m2m_changed.connect(relation_changed, dispatch_uid="search")
    pre_delete.connect(remember_others, dispatch_uid="search")
    post_delete.connect(row_deleted, dispatch_uid="search")
    items_changed.connect(told, dispatch_uid="search")
    post_page_move.connect(page_moved, dispatch_uid="search")
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="search-restriction")
        signal.connect(former_municipality_changed, sender=FormerMunicipality, dispatch_uid="search-former")


def remember_name(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Before a page with pages below it is saved: keep how it was called, and whether it could be named at all.

    That says the page's own flag: `live` may have been changed already, past its `save()`.
    """
    if issubclass(sender, BasePage) and not raw and instance.pk and instance.numchild:  # type: ignore[attr-defined]
        before = sender._base_manager.filter(pk=instance.pk).values_list("slug", "title", "is_public").first()
        instance._name_before = before  # type: ignore[attr-defined]


def page_saved(sender: type[Model], instance: Page, created: bool, **kwargs: Any) -> None:
    """A page was saved with its relations: published, unpublished, copied, expired or renamed."""
    before = getattr(instance, "_name_before", None)
    if before and before != (instance.slug, instance.title, instance.live):
        indexing.subtree(instance)
    else:
        indexing.changed(instance, are_new=created)


def row_saved(sender: type[Model], instance: Model, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A term, municipality, organisation, or row of an item was saved; pages say themselves when they are whole."""
    if not raw and not issubclass(sender, Page):
        indexing.changed(instance, are_new=created)


def relation_changed(sender: type[Model], instance: Model, action: str, **kwargs: Any) -> None:
    """A relation of an item was set apart from its saving; a page that is being saved says itself when it is whole."""
    is_apart = not getattr(instance, "is_being_saved", False)
    if is_apart and action.startswith("post_") and searchable_of(type(instance)):
        indexing.changed(instance)


def remember_others(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Before an item is deleted: keep what changes with it, of which nothing can be asked afterwards."""
    if searchable := searchable_of(sender):
        others = [*named_by(instance), *referring_to(instance), *indexing.following(searchable, [instance.pk])]
        instance._others = others  # type: ignore[attr-defined]


def told(sender: type[Model], ids: list[Any], **kwargs: Any) -> None:
    """Somebody knows that items changed, though none of them was saved."""
    if searchable := searchable_of(sender):
        indexing.told(searchable, ids)


def row_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Something was deleted, alone or with what it belongs to."""
    if searchable_of(sender):
        indexing.removed(instance, getattr(instance, "_others", ()))


def page_moved(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """A page got another place, with everything below it."""
    indexing.subtree(instance)


def restriction_changed(sender: type[Model], instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page was made private, for whom or not at all."""
    indexing.subtree(instance.page)


def former_municipality_changed(sender: type[Model], instance: FormerMunicipality, **kwargs: Any) -> None:
    """A municipality got, or lost, a former name."""
    indexing.changed(instance.successor)
