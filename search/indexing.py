"""Keeping the entries in step with the items, in the transaction that changes them.

One question decides everything: is the item among what its model calls public? The item is read from the database,
never taken from memory, where Wagtail keeps drafts. What silently changes (`QuerySet.update`, a date that passes) is
found by `reconcile`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.searchable import Searchable, searchable_of, searchables
from search.documents import Vocabularies, entry_values
from search.engines import engine
from search.entries import Entry
from search.query.vocabulary import current_analyser
from search.relations import referring_to

BATCH = 200


@dataclass
class Report:
    """What a rebuild or a reconciliation did."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    same: int = 0

    def add(self, other: "Report") -> None:
        """Count another report in."""
        self.new += other.new
        self.changed += other.changed
        self.removed += other.removed
        self.same += other.same

    def __str__(self) -> str:
        return f"{len(self.new)} new, {len(self.changed)} changed, {len(self.removed)} removed, {self.same} the same"


def index(searchable: Searchable, ids: Iterable[Any]) -> Report:
    """Bring the entries of these items in step: written when public and different, removed when not public.

    The entries are locked before the items are read, so that of two writers the later one reads what the earlier one
    wrote.
    """
    report = Report()
    for batch in _batches(ids):
        with transaction.atomic():
            report.add(_index_batch(searchable, batch))
    return report


def _index_batch(searchable: Searchable, ids: list[str]) -> Report:
    entries = Entry.objects.filter(kind=searchable.kind, object_id__in=ids).order_by("object_id")
    version = current_analyser().version
    locked = entries.select_for_update().values_list("object_id", "digest", "analyser")
    digests = {pk: digest if analyser == version else "" for pk, digest, analyser in locked}
    documents = {str(item.pk): searchable.document(item) for item in searchable.public().filter(pk__in=ids)}
    vocabularies = Vocabularies.for_documents(documents.values())
    made = [
        entry_values(searchable.kind, pk, document, vocabularies, searchable.weight)
        for pk, document in documents.items()
    ]
    different = [values for values in made if digests.get(values.object_id) != values.digest]
    engine.apply(different)
    gone = [pk for pk in digests if pk not in documents]
    if gone:
        engine.withdraw(searchable.kind, gone)
    for follower, followers in following(searchable, [*(values.object_id for values in different), *gone]):
        index(follower, followers)
    return Report(
        new=[f"{searchable.kind} {v.object_id}" for v in different if v.object_id not in digests],
        changed=[f"{searchable.kind} {v.object_id}" for v in different if v.object_id in digests],
        removed=[f"{searchable.kind} {pk}" for pk in gone],
        same=len(made) - len(different),
    )


def changed(instance: Model) -> None:
    """Bring in step what a saved or deleted thing changes: its own entry, and those of items that refer to it."""
    if searchable := searchable_of(type(instance)):
        index(searchable, [instance.pk])
    for other, ids in referring_to(instance):
        index(other, ids)


def removed(instance: Model, followers: Iterable[tuple[Searchable, list[Any]]] = ()) -> None:
    """Remove the entry of a deleted item, and bring in step what followed it."""
    if searchable := searchable_of(type(instance)):
        engine.withdraw(searchable.kind, [str(instance.pk)])
    for follower, ids in followers:
        index(follower, ids)


def following(searchable: Searchable, ids: list[Any]) -> list[tuple[Searchable, list[Any]]]:
    """Return the items that change with these, per model that said so when it was registered."""
    followers = [other for other in searchables() if other.follows and other is not searchable] if ids else []
    found = ((other, list(other.follows(searchable.model, ids))) for other in followers if other.follows)
    return [(other, keys) for other, keys in found if keys]


def subtree(page: Page) -> None:
    """Bring in step a page and everything below it: moved, renamed, or made private or public again."""
    below: dict[int, list[int]] = defaultdict(list)
    for pk, content_type in Page.objects.descendant_of(page, inclusive=True).values_list("pk", "content_type_id"):
        below[content_type].append(pk)
    for content_type, ids in below.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model and (searchable := searchable_of(model)):
            index(searchable, ids)


def reconcile() -> Report:
    """Compare every entry with its item, repair what differs, and return what was found."""
    report = Report()
    for searchable in searchables():
        entries = Entry.objects.filter(kind=searchable.kind)
        ids = {str(pk) for pk in searchable.public().order_by().values_list("pk", flat=True)}
        report.add(index(searchable, sorted(ids | set(entries.values_list("object_id", flat=True)))))
    strangers = Entry.objects.exclude(kind__in=[searchable.kind for searchable in searchables()])
    report.removed += [f"{kind} {pk}" for kind, pk in strangers.values_list("kind", "object_id")]
    strangers.delete()
    return report


def reanalyse(at: datetime) -> str:
    """Write anew what an earlier version of the analyser wrote: another list of words, or another release."""
    version = current_analyser().version
    report = Report()
    for searchable in searchables():
        old = Entry.objects.filter(kind=searchable.kind).exclude(analyser=version)
        report.add(index(searchable, list(old.values_list("object_id", flat=True))))
    if report.changed:
        engine.rebuild()
    return _("%(number)s opnieuw ontleed.") % {"number": len(report.changed)}


def reconcile_nightly(at: datetime) -> str:
    """Reconcile, count the words anew, and say in a sentence what was found."""
    report = reconcile()
    engine.rebuild()
    found = {"new": len(report.new), "changed": len(report.changed), "removed": len(report.removed)}
    return _("%(new)s toegevoegd, %(changed)s vernieuwd, %(removed)s verwijderd.") % found


def rebuild() -> Report:
    """Write every entry anew, whatever it holds; answers are given meanwhile from what is there."""
    Entry.objects.update(digest="")
    report = reconcile()
    engine.rebuild()
    return report


def _batches(ids: Iterable[Any]) -> Iterator[list[str]]:
    wanted = list(dict.fromkeys(map(str, ids)))
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]
