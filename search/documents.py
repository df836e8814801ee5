"""From the document that an item offers to the values of its entry, with what the vocabularies add."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from portal.organisations.models import Municipality
from portal.reference.models import Theme
from portal.searchable import SearchDocument
from portal.sorting import sort_key
from search.cards import pack
from search.derived import of_places, related_actions
from search.words import normalised, readable

VERSION = 2
"""Of the making of entries: another number makes every entry differ, so that a rebuild or reconcile renews it."""
LONGEST_TEXT = 100_000
"""Signs of a text that are kept and searched: some thirty pages."""


@dataclass(frozen=True)
class EntryValues:
    """What an entry holds, ready for the engine to write."""

    kind: str
    object_id: str
    fields: Mapping[str, Any]
    weighted: Mapping[str, str]
    """Text per weight: A title and names, B summary, tags and places, C headings and themes, D the rest."""
    facets: tuple[str, ...] = ()
    """Values as `thema:werk`."""

    @property
    def digest(self) -> str:
        """Return what tells whether the entry must be written again."""
        made_of = [VERSION, self.fields, self.weighted, self.facets]
        return hashlib.sha256(json.dumps(made_of, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Vocabularies:
    """What search knows of the codes in a batch of documents."""

    themes: Mapping[str, Theme] = field(default_factory=dict)
    municipalities: Mapping[str, Municipality] = field(default_factory=dict)
    actions: Mapping[str, set[str]] = field(default_factory=dict)
    """Per action those that it continues or that continue it, and their programmes."""

    @classmethod
    def for_documents(cls, documents: Iterable[SearchDocument]) -> "Vocabularies":
        """Read the terms, municipalities and actions that `documents` name, in five queries at most."""
        documents = list(documents)
        themes: set[str] = set()
        municipalities: set[str] = set()
        for document in documents:
            themes.update(document.facets.get("thema", ()))
            municipalities.update(document.facets.get("gemeente", ()))
        terms = Theme.objects.filter(code__in=themes).select_related("parent") if themes else ()
        places = (
            Municipality.objects.filter(nis__in=municipalities)
            .select_related("region", "province", "size_class")
            .prefetch_related("predecessors")
            if municipalities
            else ()
        )
        actions = related_actions(code for document in documents for code in document.facets.get("actie", ()))
        return cls({theme.code: theme for theme in terms}, {place.nis: place for place in places}, actions)

    def added_facets(self, document: SearchDocument) -> dict[str, set[str]]:
        """Return the main themes of its themes; region, province and size class of its municipalities.

        And what its actions continue or are continued by, with their programmes.
        """
        added: dict[str, set[str]] = {"thema": set(), "regio": set(), "provincie": set(), "grootte": set()}
        added["actie"] = set().union(*(self.actions.get(code, set()) for code in document.facets.get("actie", ())))
        for code in document.facets.get("thema", ()):
            if (theme := self.themes.get(code)) and theme.parent:
                added["thema"].add(theme.parent.code)
        for nis in document.facets.get("gemeente", ()):
            if municipality := self.municipalities.get(nis):
                added["grootte"].add(municipality.size_class.code)
                if municipality.region:
                    added["regio"].add(municipality.region.code)
                if municipality.province:
                    added["provincie"].add(municipality.province.code)
        return added

    def places(self, document: SearchDocument) -> list[str]:
        """Return the names of its municipalities, and those that were merged into them."""
        found = [self.municipalities[nis] for nis in document.facets.get("gemeente", ()) if nis in self.municipalities]
        return [name for m in found for name in (m.name, *(former.name for former in m.predecessors.all()))]

    def subjects(self, document: SearchDocument) -> list[str]:
        """Return the names and synonyms of its themes."""
        found = [self.themes[code] for code in document.facets.get("thema", ()) if code in self.themes]
        return [word for theme in found for word in (theme.label, *theme.synonyms)]


def entry_values(
    kind: str, object_id: str, document: SearchDocument, vocabularies: Vocabularies, weight: float = 1.0
) -> EntryValues:
    """Return what the entry of a document holds."""
    card = document.card
    text = readable_text(document.text)[:LONGEST_TEXT]
    facets = {"soort": {kind}} | {name: set(values) for name, values in document.facets.items()}
    for name, values in vocabularies.added_facets(document).items():
        facets.setdefault(name, set()).update(values)
    return EntryValues(
        kind=kind,
        object_id=object_id,
        fields={
            "title": readable(card.title)[:400],
            "sort_title": sort_key(readable(card.title))[:400],
            "names": sorted({normalised(name) for name in (card.title, *document.names)} - {""}),
            "url": card.url,
            "summary": readable_text(document.summary),
            "text": text,
            "starts": document.starts,
            "over_after": _over_after(document),
            "published": document.published,
            "is_archived": document.is_archived,
            "is_example": card.is_example,
            "weight": weight,
            "quality": document.quality,
            "uptake": document.uptake,
            "card": pack(card),
        },
        weighted={
            "A": _parts(card.title, *document.names),
            "B": _parts(document.summary, *document.tags, *vocabularies.places(document)),
            "C": _parts(*document.headings, *vocabularies.subjects(document)),
            "D": text,
        },
        facets=tuple(sorted(_full(facets))),
    )


def _full(facets: Mapping[str, set[str]]) -> set[str]:
    """Return values as entries have them: `thema:werk`."""
    full = {f"{name}:{value}" for name, values in facets.items() for value in values if value}
    return full | of_places(facets)


def _parts(*parts: str) -> str:
    """Return texts one under the other: a phrase never runs from one into the next."""
    return "\n".join(part for part in map(readable_text, parts) if part)


def readable_text(text: str) -> str:
    """Return a text of several lines without what no database takes, one part per line."""
    return "\n".join(readable(line).strip() for line in text.splitlines())


def _over_after(document: SearchDocument) -> datetime | None:
    """Return the moment from which it is past; one that starts without an end lasts that day."""
    if document.is_over:
        return document.ends or document.starts or datetime.min.replace(year=1970, tzinfo=UTC)
    if document.ends:
        return document.ends
    return document.starts + timedelta(hours=24) if document.starts else None
