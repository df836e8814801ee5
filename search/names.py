"""The names of entries as somebody begins to type them: what suggestions are found by."""

import re
from collections.abc import Iterable, Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.entries import Entry
from search.words import normalised

LONGEST = 60
"""Signs of a name that are compared with what is typed."""
MOST_STARTS = 8
"""Words of a name at which it can be begun."""
WORD = re.compile(r"\w+")
INSIDE_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


class EntryName(models.Model):
    """A name of an entry, from one of its words on; the engine on PostgreSQL writes it with the entry.

    One row for each word at which somebody may begin: *Taal oefenen in Genk*, *oefenen in Genk*, *Genk*. So one range
    of a plain index finds whole names, words and runs of words alike. Archived entries have none.
    """

    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    """The database removes the names with the entry, whoever removes that (migration `names_to_suggest`)."""
    kind = models.CharField(max_length=20)
    is_whole = models.BooleanField()
    """From the first word on."""
    beginning = models.CharField(max_length=LONGEST, db_collation="C")
    other_name = models.CharField(max_length=400, blank=True)
    """The name as it is written, when it is another one than the title."""
    weight = models.SmallIntegerField()
    """Quality, then uptake: of names that fit as well the highest come first."""
    over_after = models.DateTimeField(null=True)
    """As of the entry: both stand here so that only the index is read."""

    class Meta:
        verbose_name = _("naam van een zoekingang")
        verbose_name_plural = _("namen van zoekingangen")
        indexes = [
            models.Index(
                fields=["kind", "is_whole", "beginning"],
                include=["entry", "weight", "over_after"],
                name="search_entryname_beginning",
            )
        ]

    def __str__(self) -> str:
        return self.beginning


def as_typed(text: str) -> str:
    """Return a name, or the beginning of one, in the shape in which both are compared: words without signs."""
    return " ".join(WORD.findall(normalised(text)))[:LONGEST].strip()


def beginnings(name: str, stop_words: Iterable[str]) -> Iterator[tuple[bool, str]]:
    """Yield the name from each of its words on, and whether that is the whole; no stop word begins but the first.

    A word with hyphens is also begun as if written in one: *NT-2* by `nt2`.
    """
    left_out = frozenset(stop_words)
    seen: set[str] = set()
    for written in dict.fromkeys((name, INSIDE_HYPHEN.sub("", name))):
        text = " ".join(WORD.findall(normalised(written)))
        starts = [found for found in WORD.finditer(text) if not found.start() or found.group() not in left_out]
        for found in starts[:MOST_STARTS]:
            beginning = text[found.start() :][:LONGEST].strip()
            if beginning not in seen:
                seen.add(beginning)
                yield not found.start(), beginning
