"""The read model of search: one narrow row per item that an anonymous visitor may find."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.searchable import searchables


class Entry(models.Model):
    """What is found, filtered, counted and drawn of one item, apart from the item itself.

    Written by `search.indexing` in the transaction that changes the item; never by anything else. A row of results is
    drawn from `card`, so that a page of results asks nothing of the items.

    What is read of every match (`facets`, `head`, dates) stands in the row itself; the rest is kept beside the table
    (TOAST) and is read of the rows that are shown or ranked only (migration `finished_lexemes`).
    """

    kind = models.CharField(max_length=20)
    object_id = models.CharField(max_length=20)
    title = models.CharField(max_length=400)
    sort_title = models.CharField(max_length=400)
    names = ArrayField(models.TextField(), default=list)
    """Title and other full names, normalised (search.words): asked for exactly one, the item comes first."""
    url = models.CharField(max_length=500)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    facets = ArrayField(models.IntegerField(), default=list)
    """Keys of `FacetValue`: what the item says, and what the vocabularies add (main themes, region, size class)."""
    starts = models.DateTimeField(null=True)
    over_after = models.DateTimeField(null=True)
    """From this moment on it is past, and out of the results that are shown first; empty: never."""
    published = models.DateField(null=True)
    is_archived = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    weight = models.FloatField(default=1.0)
    """What its kind counts for in the score (portal.searchable)."""
    quality = models.SmallIntegerField(default=0)
    uptake = models.IntegerField(default=0)
    card = models.JSONField(encoder=DjangoJSONEncoder)
    head = SearchVectorField()
    """The lexemes of title and names (A), summary and tags (B): for a first ranking of many matches."""
    body = SearchVectorField()
    """All lexemes, with headings (C) and running text (D): what is matched and ranked in full."""
    analyser = models.CharField(max_length=100, default="", db_index=True)
    """Version of the analyser that made the lexemes: another one, and the item is analysed again."""
    digest = models.CharField(max_length=64)
    """Of the document it was made from: what is the same is not written again."""
    revision = models.BigIntegerField(db_default=0, editable=False)
    """Number of its last change, given by the database (search.outbox): 0 until an engine outside it was told."""

    class Meta:
        verbose_name = _("zoekingang")
        verbose_name_plural = _("zoekingangen")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]
        indexes = [
            GinIndex(fields=["body"], name="search_entry_body", fastupdate=False),
            GinIndex(fields=["facets"], name="search_entry_facets", fastupdate=False),
            GinIndex(fields=["names"], name="search_entry_names", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"

    @property
    def values(self) -> set[str]:
        """The facet values of this entry, as `thema:werk`."""
        return set(FacetValue.objects.filter(pk__in=self.facets).values_list("value", flat=True))


class FacetValue(models.Model):
    """A value by which entries are filtered and counted, as a small number."""

    id = models.AutoField(primary_key=True)
    value = models.CharField(max_length=80, unique=True)
    """As `thema:werk`."""

    class Meta:
        verbose_name = _("filterwaarde")
        verbose_name_plural = _("filterwaarden")

    def __str__(self) -> str:
        return self.value


def kinds() -> dict[str, str]:
    """Return the kinds that can be found, in the order of the filters: code to name in the plural."""
    return {searchable.kind: str(searchable.label) for searchable in searchables()}
