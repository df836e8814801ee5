"""The one statement behind suggestions while somebody types: entries by their names, then words.

Every part of it is bounded, whatever is typed: of each kind at most `MOST_OF_A_KIND` names are looked at in a range of
the index, and words come from an index with their counts in it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from search.analysis.fields import Field
from search.analysis.tokens import folded
from search.documents import EntryValues
from search.engines.protocol import Suggestion
from search.entries import kinds
from search.lexicon import lexeme
from search.names import EntryName, as_typed, beginnings
from search.words import readable

MOST_OF_A_KIND = 60
SHORTEST_WORD = 3
"""Letters from which on words are completed: those that fewer begin say nothing yet."""
FEW_ENTRIES = 30
"""A word that so few have is asked of the entries themselves: the lexicon is of last night."""
END = "\U0010ffff"
"""Sorts after every sign."""
LAST_WORD = re.compile(r"[^\W\d_][\w-]*$")

STATEMENT = f"""
    WITH candidates AS (
        SELECT name.*, kind.place FROM unnest(%(kinds)s::text[]) WITH ORDINALITY AS kind (code, place)
        CROSS JOIN unnest(ARRAY[true, false]) AS whole (is_whole)
        CROSS JOIN LATERAL (
            SELECT n.entry_id, n.beginning, n.weight,
                   CASE WHEN NOT n.is_whole THEN 2 WHEN n.beginning = %(typed)s THEN 0 ELSE 1 END AS tier
            FROM search_entryname n
            WHERE n.kind = kind.code AND n.is_whole = whole.is_whole
              AND n.beginning >= %(typed)s AND n.beginning < %(typed)s || %(end)s
              AND (n.over_after IS NULL OR n.over_after > %(now)s)
            ORDER BY n.beginning LIMIT {MOST_OF_A_KIND}) AS name),
    once AS (SELECT DISTINCT ON (entry_id) * FROM candidates ORDER BY entry_id, tier, beginning),
    numbered AS (SELECT *, row_number() OVER (
        PARTITION BY tier, place ORDER BY weight DESC, beginning, entry_id) AS number FROM once),
    named AS (
        SELECT *, row_number() OVER (ORDER BY tier, (number - 1) / %(of_a_kind)s, place, number) AS at
        FROM numbered ORDER BY at LIMIT %(limit)s),
    words AS (
        SELECT lexeme, documents, written FROM search_lexemecount
        WHERE %(word)s <> '' AND lexeme ~>=~ %(word)s AND lexeme ~<~ (%(word)s || %(end)s) AND documents >= 2
          AND lexeme <> %(word)s AND lexeme ~ '^x_[a-z][a-z0-9-]*$' AND lexeme <> ALL(%(stop_words)s)
        ORDER BY documents DESC, lexeme LIMIT 2 * %(limit)s),
    kept AS (
        SELECT *, row_number() OVER (ORDER BY documents DESC, lexeme) AS at FROM words
        WHERE documents > {FEW_ENTRIES} OR 2 <= (
            SELECT count(*) FROM search_entry WHERE NOT is_archived AND body @@ ('''' || lexeme || '''')::tsquery)
        LIMIT %(limit)s)
    SELECT is_entry, text, url, label, other_name, is_example FROM (
        SELECT true AS is_entry, at, e.title AS text, e.url, e.card::json ->> 'kind_label' AS label, e.is_example,
               (SELECT min(n.other_name) FROM search_entryname n
                WHERE n.entry_id = named.entry_id AND n.is_whole = (named.tier < 2)
                  AND n.beginning >= %(typed)s AND n.beginning < %(typed)s || %(end)s) AS other_name
        FROM named JOIN search_entry e ON e.id = entry_id
        UNION ALL
        SELECT false, at, coalesce(nullif(written, ''), substr(lexeme, 3)), '', '', false, '' FROM kept) AS every
    ORDER BY is_entry DESC, at
"""
OF_A_KIND = 3
"""Of one kind so many, before the next kind has its turn among names that fit as well."""
WORDS = 3
"""Places kept for words, when there are so many."""


@dataclass(frozen=True)
class Typed:
    """What somebody has typed so far: as the beginning of a name, and as a question of which the last word is begun."""

    name: str
    word: str = ""
    """Begun, in the shape in which words are counted; empty when it is too short, or between quotes."""
    kept: str = ""
    """What stands before it."""


def read_typed(text: str) -> Typed:
    """Read what somebody has typed."""
    text = unicodedata.normalize("NFC", readable(text))
    last = LAST_WORD.search(text) if text.count('"') % 2 == 0 else None
    word = folded(last.group().lower()) if last else ""
    kept = text[: last.start()].lstrip() if last else ""
    return Typed(as_typed(text), word if len(word) >= SHORTEST_WORD else "", kept)


def suggest(text: str, limit: int, stop_words: Iterable[str]) -> tuple[Suggestion, ...]:
    """Return entries, then whole questions of which the last word is completed."""
    typed = read_typed(text)
    if not typed.name or limit < 1:
        return ()
    rows = _rows(typed, limit, list(kinds()), stop_words)
    entries = [
        Suggestion(text, url, label, note_of(other_name, is_example=is_example))
        for is_entry, text, url, label, other_name, is_example in rows
        if is_entry
    ]
    return together(entries, [text for is_entry, text, *_rest in rows if not is_entry], typed.kept, limit)


def words(typed: Typed, limit: int, stop_words: Iterable[str]) -> list[str]:
    """Return words that complete what was typed, the most frequent first."""
    return [text for _is_entry, text, *_rest in _rows(typed, limit, [], stop_words)] if typed.word else []


def together(entries: Sequence[Suggestion], found: Iterable[str], kept: str, limit: int) -> tuple[Suggestion, ...]:
    """Return entries and words as one list, in which entries leave room for words."""
    completed = _once(found)
    shown = max(limit - WORDS, limit - len(completed))
    return (*entries[:shown], *(Suggestion(f"{kept}{word}") for word in completed))[:limit]


def _rows(typed: Typed, limit: int, of: list[str], stop_words: Iterable[str]) -> list[tuple[Any, ...]]:
    """Return what the statement finds: entries of these kinds, and words."""
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT,
            {
                "kinds": of,
                "typed": typed.name,
                "end": END,
                "now": timezone.now(),
                "of_a_kind": OF_A_KIND,
                "limit": limit,
                "word": lexeme(Field.EXACT, typed.word) if typed.word else "",
                "stop_words": [lexeme(Field.EXACT, stop_word) for stop_word in stop_words],
            },
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _once(words: Iterable[str]) -> list[str]:
    """Return words without those that differ by a hyphen only: the lexicon has *co-ouder* joined too."""
    kept: dict[str, str] = {}
    for word in words:
        kept.setdefault(word.replace("-", ""), word)
    return list(kept.values())


def note_of(other_name: str, *, is_example: bool) -> str:
    """Return why an entry is suggested that is called otherwise, and that it is an example."""
    notes = [_("Voorbeeld")] if is_example else []
    if other_name:
        notes.append(_("ook: %(name)s") % {"name": other_name})
    return ", ".join(notes)


def write_names(values: Mapping[int, EntryValues], stop_words: Iterable[str]) -> None:
    """Write the names of these entries anew, by their keys; archived ones get none."""
    EntryName.objects.filter(entry_id__in=list(values)).delete()
    EntryName.objects.bulk_create([name for key, item in values.items() for name in names_of(key, item, stop_words)])


def names_of(key: int, item: EntryValues, stop_words: Iterable[str]) -> Iterable[EntryName]:
    """Yield the names of an entry; an archived one has none."""
    if item.fields["is_archived"]:
        return
    title, *others = item.weighted["A"].splitlines() or [""]
    names: dict[tuple[bool, str], str] = {}
    for name in (title, *others):
        for begun in beginnings(name, stop_words):
            names.setdefault(begun, "" if name == title else name[:400])
    for (is_whole, beginning), other in names.items():
        yield EntryName(
            entry_id=key,
            kind=item.kind,
            is_whole=is_whole,
            beginning=beginning,
            other_name=other,
            weight=10 * item.fields["quality"] + min(item.fields["uptake"], 9),
            over_after=item.fields["over_after"],
        )
