"""From an entry to its document in Elasticsearch, by what PostgreSQL holds of it: no text is analysed again."""

import logging
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import orjson
from django.db import DatabaseError

from search.analysis.fields import Field
from search.analysis.tokens import folded
from search.engines.elastic.mapping import FORMAT
from search.engines.elastic.state import is_of_this_format
from search.engines.postgresql.lexemes import GAP, LAST_PLACE
from search.engines.protocol import EngineAwayError
from search.engines.scoring import factor, rank_of
from search.entries import Entry, FacetValue
from search.names import EntryName

logger = logging.getLogger(__name__)

LEXEME = re.compile(r"'((?:[^'\\]|''|\\\\)+)':(\d+)([A-D]?)((?:,\d+[A-D]?)*)")
SPOT = re.compile(r"(\d+)([A-D]?)")
"""A place, and its weight; none is D."""
EXACT, STEM = Field.EXACT.value, Field.STEM.value
NO_WORD = "_"
"""Stands at a place that no form has; no word is written so."""
ONCE = {weight: rank_of(weight or "D") for weight in ("A", "B", "C", "D", "")}
"""The rank of a word that stands in a document once, as most do."""
BELGIUM = ZoneInfo("Europe/Brussels")


class Name(NamedTuple):
    """A name of an entry, from one of its words on (search.names)."""

    is_whole: bool
    beginning: str
    other_name: str
    weight: int


def document_id(kind: str, object_id: str) -> str:
    """Return the name of an entry's document."""
    return f"{kind}:{object_id}"


def item_of(name: str) -> tuple[str, str]:
    """Return kind and key of the item behind a document."""
    kind, _, object_id = name.partition(":")
    return kind, object_id


def shown_of(hit: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a document holds of its entry to be shown, of a hit with its stored field `shown`.

    Raises `EngineAwayError` when another release made the index: where one takes over from another, both may ask it.
    """
    if not is_of_this_format(hit["_index"]):
        raise EngineAwayError(f"the index is not of format {FORMAT}")
    shown: dict[str, Any] = orjson.loads(hit["fields"]["shown"][0])
    return shown


def documents(entries: Sequence[Entry]) -> dict[int, dict[str, Any] | Exception]:
    """Return the document of each entry by its key, or why there is none: one that is wrong keeps no other waiting."""
    try:
        return dict(zip([entry.pk for entry in entries], sources(entries), strict=True))
    except DatabaseError:
        raise
    except Exception as error:
        logger.exception("An entry cannot be made a document")
        if len(entries) == 1:
            return {entries[0].pk: error}
        return {key: made for entry in entries for key, made in documents([entry]).items()}


def sources(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return the documents of some entries, in two queries for all of them."""
    keys = {key for entry in entries for key in entry.facets}
    values = dict(FacetValue.objects.filter(pk__in=keys).values_list("pk", "value"))
    names: dict[int, list[Name]] = defaultdict(list)
    for name in EntryName.objects.filter(entry__in=[entry.pk for entry in entries]).values_list(
        "entry_id", "is_whole", "beginning", "other_name", "weight"
    ):
        names[name[0]].append(Name(*name[1:]))
    return [source(entry, values, names[entry.pk]) for entry in entries]


def source(entry: Entry, values: Mapping[int, str], names: Sequence[Name]) -> dict[str, Any]:
    """Return the document of an entry, with the facet values by their keys and the names of the entry."""
    rank, exact, stem = words_of(entry.body)
    multiplied = factor(entry.weight, entry.quality, entry.uptake)
    document: dict[str, Any] = {
        "kind": entry.kind,
        "object_id": entry.object_id,
        "entry": entry.pk,
        "revision": entry.revision,
        "digest": entry.digest,
        "rank": rank,
        "exact": exact,
        "stem": stem,
        "names": entry.names,
        "whole": [name.beginning for name in names if name.is_whole],
        "word": [name.beginning for name in names if not name.is_whole],
        "preference": names[0].weight if names else 0,
        "sort_title": entry.sort_title,
        "facets": [values[key] for key in entry.facets if key in values],
        "is_archived": entry.is_archived,
        # What is no number has no word in JSON: written so, the index refuses this document, and no other waits.
        "factor": multiplied if math.isfinite(multiplied) else str(multiplied),
        "summary": entry.summary,
        "text": entry.text,
    }
    shown = {name: document[name] for name in ("entry", "revision", "facets", "names", "preference")}
    begun = [[name.is_whole, name.beginning, name.other_name] for name in names]
    document["shown"] = orjson.dumps(shown | {"card": entry.card, "begun": begun}).decode()
    day = entry.starts.astimezone(BELGIUM).date() if entry.starts else entry.published
    moments = {"starts": entry.starts, "over_after": entry.over_after}
    days = {"published": entry.published, "day": day}
    document |= {name: milliseconds(moment) for name, moment in moments.items() if moment}
    document |= {name: at.isoformat() for name, at in days.items() if at}
    return document


def milliseconds(moment: datetime) -> int:
    """Return a moment as Elasticsearch counts time."""
    return int(moment.timestamp() * 1000)


def words_of(body: str) -> tuple[dict[str, float], list[str], list[str]]:
    """Return what a `tsvector` says: the rank of every lexeme; and lines of exact forms and of stems, at their places.

    A place can have several exact forms (*co-ouder*: whole, joined and its first part; *café* with and without accent).
    The first line of a part has those that a phrase asks for, and each further line another one.
    """
    rank: dict[str, float] = {}
    exact: dict[int, str] = {}
    several: dict[int, list[str]] = {}
    stems: dict[int, str] = {}
    # Said at length, because a rebuild reads millions of these.
    for quoted, place, weight, further in LEXEME.findall(body):
        lexeme = quoted.replace("''", "'").replace("\\\\", "\\") if "'" in quoted or "\\" in quoted else quoted
        field, numbers = lexeme[0], [int(place)]
        if further:
            spots = SPOT.findall(further)
            numbers += [int(place) for place, _ in spots]
            rank[lexeme] = rank_of((weight or "D") + "".join([weight or "D" for _, weight in spots]))
        else:
            rank[lexeme] = ONCE[weight]
        if field == EXACT:
            text = lexeme[2:]
            for number in numbers:
                if number in exact:
                    several.setdefault(number, [exact[number]]).append(text)
                else:
                    exact[number] = text
        elif field == STEM:
            text = lexeme[2:]
            for number in numbers:
                stems.setdefault(number, text)
    exact.pop(LAST_PLACE, None)  # where PostgreSQL counts no further, everything stands at one place
    lines = list(_lines(exact))
    return (
        rank,
        [text for line in lines for text in _texts(line, exact, several)],
        [" ".join([stems.get(place, NO_WORD) for place in line]) for line in lines],
    )


def _lines(exact: Iterable[int]) -> Iterator[range]:
    """Yield the places of each part of a document: between two parts there is a gap."""
    start = last = 0
    for place in sorted(exact):
        if start and place - last >= GAP:
            yield range(start, last + 1)
            start = 0
        start, last = start or place, place
    if start:
        yield range(start, last + 1)


def _texts(line: range, exact: Mapping[int, str], several: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """Yield a line of exact forms, and again with each further form that a place has."""
    words = [exact.get(place, NO_WORD) for place in line]
    if several.keys().isdisjoint(line):
        yield " ".join(words)
        return
    forms = {place: sorted(several[place], key=_asked_first) for place in several if place in line}
    for number in range(max(map(len, forms.values()), default=1)):
        for place, found in forms.items():
            words[place - line.start] = found[number if number < len(found) else 0]
        yield " ".join(words)


def _asked_first(form: str) -> tuple[bool, int, bool]:
    """Order the forms at one place: a part of a hyphenated word before the whole, without accents before with."""
    return "-" in form, len(folded(form)), not form.isascii()
