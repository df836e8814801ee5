"""Keeping the entries in step with the items, in the transaction that changes them.

One question decides everything: is the item among what its model calls public? The item is read from the database,
never taken from memory, where Wagtail keeps drafts. What silently changes (`QuerySet.update`, a date that passes) is
found by `reconcile`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.searchable import Searchable, searchable_of, searchables
from search.documents import Vocabularies, entry_values
from search.engines import engine
from search.engines.protocol import EngineAwayError
from search.entries import Entry
from search.query.vocabulary import current_analyser
from search.relations import named_by, referring_to

BATCH = 200
Items = tuple[Searchable, list[Any]]
"""Items of one model, by their keys."""
Find = Callable[[], Iterable[Items]]
Tell = Callable[[Searchable, int, int], None]
"""Hears how many items of one model are done, out of how many."""


@dataclass
class Report:
    """What a rebuild or a reconciliation did."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    """Of what the engine holds outside the entries: what differed from them."""
    away: str = ""
    """Why the engine could not be compared."""
    same: int = 0

    def add(self, other: "Report") -> None:
        """Count another report in."""
        self.new += other.new
        self.changed += other.changed
        self.removed += other.removed
        self.same += other.same

    def __str__(self) -> str:
        told = f"{len(self.new)} new, {len(self.changed)} changed, {len(self.removed)} removed, {self.same} the same"
        if self.repaired:
            told += f"; in the index {len(self.repaired)} repaired"
        return f"{told}; the index was not compared: {self.away}" if self.away else told


def index(searchable: Searchable, ids: Iterable[Any], tell: Tell | None = None) -> Report:
    """Bring the entries of these items in step: written when public and different, removed when not public.

    Each batch, with what follows it, is a transaction of its own. After each `tell` hears how many are done.
    """
    report, done = Report(), 0
    wanted = _in_order(ids)
    for batch in _batches(wanted):
        with transaction.atomic():
            found, touched = _index_batch(searchable, batch)
            index_together(following(searchable, touched))
        report.add(found)
        done += len(batch)
        if tell:
            tell(searchable, done, len(wanted))
    return report


@transaction.atomic
def index_together(wanted: Iterable[Items]) -> None:
    """Bring in step items of several models, and then what follows them.

    Entries are always locked in this order, so that two changes never wait for each other.
    """
    every: dict[str, tuple[Searchable, set[str]]] = {}
    for searchable, ids in wanted:
        every.setdefault(searchable.kind, (searchable, set()))[1].update(map(str, ids))
    followers: list[Items] = []
    for _kind, (searchable, keys) in sorted(every.items()):
        for batch in _batches(_in_order(keys)):
            _report, touched = _index_batch(searchable, batch)
            followers += following(searchable, touched)
    if followers:
        index_together(followers)


def _index_batch(searchable: Searchable, ids: list[str]) -> tuple[Report, list[str]]:
    """Return what was found, and the keys of the items that changed.

    The entries are locked before the items are read, so that of two writers the later one reads what the earlier one
    wrote.
    """
    entries = Entry.objects.filter(kind=searchable.kind, object_id__in=ids).order_by("object_id")
    version = current_analyser().version
    locked = entries.select_for_update().values_list("object_id", "digest", "analyser")
    digests = {pk: digest if analyser == version else "" for pk, digest, analyser in locked}
    documents = {str(item.pk): searchable.document(item) for item in searchable.public().filter(pk__in=ids)}
    vocabularies = Vocabularies.for_documents(documents.values())
    made = [
        entry_values(searchable.kind, pk, document, vocabularies, searchable.weight)
        for pk, document in sorted(documents.items())
    ]
    different = [values for values in made if digests.get(values.object_id) != values.digest]
    engine.apply(different)
    gone = [pk for pk in digests if pk not in documents]
    if gone:
        engine.withdraw(searchable.kind, gone)
    report = Report(
        new=[f"{searchable.kind} {v.object_id}" for v in different if v.object_id not in digests],
        changed=[f"{searchable.kind} {v.object_id}" for v in different if v.object_id in digests],
        removed=[f"{searchable.kind} {pk}" for pk in gone],
        same=len(made) - len(different),
    )
    return report, [*(values.object_id for values in different), *gone]


def changed(*instances: Model, are_new: bool = False) -> None:
    """Bring in step what saved things change: their own entries, and those of items that refer to them.

    Nothing refers yet to what is new.
    """
    _now_and_again(lambda: affected(instances, are_new=are_new))


def subtree(page: Page) -> None:
    """Bring in step a page with everything below it: moved, renamed, or made private or public again."""
    _now_and_again(lambda: [*affected([page]), *_below(page)])


def told(searchable: Searchable, ids: Iterable[Any]) -> None:
    """Bring in step items of which somebody knows that they changed."""
    keys = list(ids)
    _now_and_again(lambda: [(searchable, keys)])


def removed(instance: Model, others: Iterable[Items] = ()) -> None:
    """Remove the entry of a deleted item, and bring in step what referred to it or followed it."""
    if searchable := searchable_of(type(instance)):
        engine.withdraw(searchable.kind, [str(instance.pk)])
    found = list(others)
    _now_and_again(lambda: found)


def _now_and_again(find: Find) -> None:
    """Bring items in step now, in the transaction of the change, and look once more when that is committed.

    Of two changes that are under way at once neither sees the other: a page is published on a theme that is being
    renamed, or below a page that is being made private. The one that is committed last then sees both.
    """
    if found := list(find()):
        index_together(found)
    if connection.in_atomic_block:
        waiting = (call for _, call, *_ in connection.run_on_commit if isinstance(call, _OnceMore))
        once_more = next(waiting, None)
        if once_more is None:
            once_more = _OnceMore()
            transaction.on_commit(once_more, robust=True)
        once_more.finds.append(find)


@dataclass
class _OnceMore:
    """What one transaction changed, to look at again when it is committed: all of it together."""

    finds: list[Find] = field(default_factory=list)

    def __call__(self) -> None:
        index_together(items for find in self.finds for items in find())


def affected(instances: Iterable[Model], *, are_new: bool = False) -> list[Items]:
    """Return the items that things change when they are saved: themselves, those that they name or that name them."""
    found: list[Items] = []
    for instance in instances:
        if searchable := searchable_of(type(instance)):
            found.append((searchable, [instance.pk]))
        found += named_by(instance)
        if not are_new:
            found += referring_to(instance)
    return found


def _below(page: Page) -> Iterator[Items]:
    below: dict[int, list[int]] = defaultdict(list)
    for pk, content_type in Page.objects.descendant_of(page, inclusive=True).values_list("pk", "content_type_id"):
        below[content_type].append(pk)
    for content_type, ids in below.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model and (searchable := searchable_of(model)):
            yield searchable, ids


def following(searchable: Searchable, ids: list[Any]) -> list[Items]:
    """Return the items that change with these, per model that said so when it was registered."""
    followers = [other for other in searchables() if other.follows and other is not searchable] if ids else []
    found = ((other, list(other.follows(searchable.model, ids))) for other in followers if other.follows)
    return [(other, keys) for other, keys in found if keys]


def reconcile(tell: Tell | None = None) -> Report:
    """Compare items, entries and what the engine holds, repair what differs, and return what was found."""
    report = reconcile_entries(tell)
    try:
        report.repaired = list(engine.reconcile())
    except EngineAwayError as away:
        report.away = str(away)
    return report


def reconcile_entries(tell: Tell | None = None) -> Report:
    """Compare every entry with its item, repair what differs, and return what was found."""
    report = Report()
    for searchable in searchables():
        entries = Entry.objects.filter(kind=searchable.kind)
        ids = {str(pk) for pk in searchable.public().order_by().values_list("pk", flat=True)}
        report.add(index(searchable, ids | set(entries.values_list("object_id", flat=True)), tell))
    strangers = Entry.objects.exclude(kind__in=[searchable.kind for searchable in searchables()])
    for kind in strangers.values_list("kind", flat=True).order_by("kind").distinct():
        keys = strangers.filter(kind=kind).values_list("object_id", flat=True)
        report.removed += [f"{kind} {pk}" for pk in withdraw(kind, list(keys))]
    return report


def withdraw(kind: str, object_ids: Iterable[str]) -> list[str]:
    """Remove entries whatever their items, each batch in a transaction of its own; return which of them were there."""
    found: list[str] = []
    for batch in _batches(_in_order(object_ids)):
        with transaction.atomic():
            found += engine.withdraw(kind, batch)
    return found


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
    told = _("%(new)s toegevoegd, %(changed)s vernieuwd, %(removed)s verwijderd.") % found
    if report.repaired:
        told += " " + _("In de index %(number)s hersteld.") % {"number": len(report.repaired)}
    return told + (" " + _("De index was niet te vergelijken: %s.") % report.away if report.away else "")


def rebuild(tell: Tell | None = None) -> Report:
    """Write every entry anew, whatever it holds; answers are given meanwhile from what is there.

    An entry without a digest waits for its turn. Where there are some, an earlier rebuild was cut: this one goes on
    with those. The nightly reconciliation does so too.
    """
    if not Entry.objects.filter(digest="").exists():
        with transaction.atomic():
            # In the order in which all others lock them.
            list(Entry.objects.order_by("kind", "object_id").select_for_update().values_list("pk"))
            Entry.objects.update(digest="")
    report = reconcile_entries(tell)
    engine.rebuild()
    try:
        engine.renew()
    except EngineAwayError as away:
        report.away = str(away)
    return report


def _in_order(ids: Iterable[Any]) -> list[str]:
    return sorted(set(map(str, ids)))


def _batches(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
