"""More like this: what a reader of one item would go on to, each with the reason in words.

The plan asks for the words that tell most of the item and for its themes (search.query.likeness); what else both share
raises the score, and is what the reason is made of. Only public items are entries; what is past, cancelled or archived
stays out.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, Value
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cards import Card, Section
from portal.organisations.models import Municipality
from portal.reference.models import Theme
from portal.searchable import searchable_of, searchables
from search.derived import related_actions
from search.engines import engine
from search.engines.protocol import Hit, Request
from search.lexicon import Lexicon
from search.query.likeness import likeness

SHOWN = 6
MOST_REASONS = 3
LOOKED_AT = 30
"""Results from which the list is composed."""
SAME_KIND = 0.3
"""What the same kind adds to the score: who reads a practice looks for practices first."""
MAIN_THEME = 0.2
SHARE_OF_ONE_KIND = 2 / 3
"""Of the list, while others are alike too."""
FLOOR, FLOOR_OF_WORDS = 0.035, 0.4
"""Of the best score: what is much less alike is left out; sooner when only its words are alike."""
SHARE_OF_WORDS = 0.5
"""Of what was asked, in what shares no subject."""
ACTION = "actie"
SUBJECTS = ("thema", ACTION)
"""Facets of which one in common is a reason by itself; a place or a target group is not."""


@dataclass(frozen=True)
class Trait:
    """Something that two items can share."""

    facet: str
    words: Any
    bonus: float
    """What each value that both have adds to the score."""
    most: int
    """An item with more values is about everything, or everywhere: then none tells anything."""
    implies: tuple[str, ...] = ()
    """Traits that go without saying then."""


TRAITS = (
    Trait("thema", gettext_lazy("zelfde thema (%(name)s)"), 0.5, 8),
    Trait(ACTION, gettext_lazy("zelfde actie"), 0.4, 15),
    Trait("gemeente", gettext_lazy("zelfde gemeente"), 0.1, 3, implies=("grootte", "regio")),
    Trait("grootte", gettext_lazy("gemeente van dezelfde grootte"), 0.2, 2),
    Trait("doelgroep", gettext_lazy("zelfde doelgroep"), 0.15, 3),
    Trait("regio", gettext_lazy("zelfde regio"), 0.1, 2),
)
"""In the order in which they are said."""


@dataclass(frozen=True)
class Similar:
    """An item that is like another."""

    hit: Hit
    reason: str
    """What both share, as a sentence without a full stop."""


@dataclass(frozen=True)
class Name:
    """How a code is called, and how much it says."""

    label: str
    is_main: bool = False
    """A main theme: broader than what both may share more precisely."""
    is_told: bool = False
    """Title and summary of the item speak of it."""
    needs: frozenset[str] = frozenset()
    """Of an action: the codes that come with it (search.derived); who has it without those only has what follows it."""
    items: int = 0
    """How many of what is like it have it: the fewer, the more it says."""


Names = Mapping[tuple[str, str], Name]
"""By facet and code."""


def similar_to(kind: str, object_id: str, limit: int = SHOWN, shown: Collection[str] = ()) -> tuple[Similar, ...]:
    """Return what is most like a public item; nothing for what is not public or has no subject yet.

    `shown` are addresses of what the reader sees already. Eight queries, however much there is.
    """
    own = next(iter(engine.fetch([(kind, object_id)])), None)
    if own is None or not any(_values(own, facet) for facet in SUBJECTS):
        return ()
    names = _names(own)
    themes = [name for (facet, _code), name in names.items() if facet == "thema"]
    like = likeness(
        own.card.title,
        own.summary,
        themes=[name.label for name in themes if not name.is_main] or [name.label for name in themes],
        names=[name.label for (facet, _code), name in names.items() if facet == "gemeente"],
        lexicon=Lexicon(),
    )
    if not like.plan.groups:
        return ()
    request = Request(
        like.plan,
        scope=tuple(f"soort:{searchable.kind}" for searchable in searchables() if searchable.is_suggested),
        prefer=_preferred(own, names),
        without=(kind, object_id),
        limit=LOOKED_AT,
    )
    results = engine.search(request)
    names = {
        (facet, code): replace(name, is_told=name.label in like.told, items=results.counts.get(f"{facet}:{code}", 0))
        for (facet, code), name in names.items()
    }
    hits = [hit for hit in results.hits if hit.card.url not in shown and not hit.card.day_off]
    alike = [hit for hit in hits if _is_alike(own, hit, names, best=hits[0].score, asked=len(like.plan.groups))]
    return tuple(Similar(hit, reason_for(own, hit, names)) for hit in _composed(alike, limit))


def reason_for(own: Hit, other: Hit, names: Names) -> str:
    """Return what two items share, strongest first; their words come first when they share no subject."""
    said: list[str] = [] if _shares_subject(own, other, names) else [_("lijkt in woorden")]
    implied: set[str] = set()
    for trait in TRAITS:
        if trait.facet not in implied and (shared := _shared(trait, own, other, names)):
            known = sorted((names.get((trait.facet, code), Name(code)) for code in shared), key=_precise_first)
            said.append(str(trait.words) % {"name": known[0].label})
            implied.update(trait.implies)
    return capfirst(", ".join(said[:MOST_REASONS]))


def section(context: dict[str, Any]) -> Section | None:
    """Fill the slot `similar` below an item: `item`, and `shown`, addresses of what stands on its page already."""
    item = context["item"]
    searchable = searchable_of(type(item))
    if searchable is None or item.pk is None:
        return None
    found = similar_to(searchable.kind, str(item.pk), shown=context.get("shown", ()))
    cards = tuple(_card(similar) for similar in found)
    return Section("lijkt-hierop", _("Lijkt hierop"), cards=cards) if cards else None


def _card(similar: Similar) -> Card:
    return replace(similar.hit.card, measures=(), foot=(similar.reason,))


def _values(hit: Hit, facet: str) -> set[str]:
    return {value.partition(":")[2] for value in hit.facets if value.startswith(f"{facet}:")}


def _shared(trait: Trait, own: Hit, other: Hit, names: Names) -> set[str]:
    here, there = _values(own, trait.facet), _values(other, trait.facet)
    if len(here) > trait.most or len(there) > trait.most:
        return set()
    if trait.facet == ACTION:
        return {code for code in here & there if (name := names.get((ACTION, code))) and name.needs <= there}
    return here & there


def _precise_first(name: Name) -> tuple[bool, bool, int, str]:
    return name.is_main, not name.is_told, name.items, name.label


def _names(own: Hit) -> dict[tuple[str, str], Name]:
    """Return what the themes and municipalities of an item are called, and which actions are its own: three queries."""
    text = CharField()
    themes = Theme.objects.filter(code__in=_values(own, "thema")).order_by()
    places = Municipality.objects.filter(nis__in=_values(own, "gemeente")).order_by()
    rows = themes.values_list(Value("thema", text), "code", "label", "parent__code").union(
        places.values_list(Value("gemeente", text), "nis", "name", "nis"), all=True
    )
    names = {(facet, code): Name(label, is_main=parent is None) for facet, code, label, parent in rows}
    codes = _values(own, ACTION)
    for code, needed in related_actions(codes).items():
        if needed and needed <= codes:
            names[ACTION, code] = Name(code, needs=frozenset(needed))
    return names


def _preferred(own: Hit, names: Names) -> dict[str, float]:
    """Return the values that raise the score of what has them too."""
    preferred = {f"soort:{own.kind}": SAME_KIND}
    for trait in TRAITS:
        codes = _values(own, trait.facet)
        if trait.facet == ACTION:
            codes = {code for code in codes if (ACTION, code) in names}
        for code in codes if len(codes) <= trait.most else ():
            is_main = names.get((trait.facet, code), Name("")).is_main
            preferred[f"{trait.facet}:{code}"] = MAIN_THEME if is_main else trait.bonus
    return preferred


def _shares_subject(own: Hit, other: Hit, names: Names) -> bool:
    return any(_shared(trait, own, other, names) for trait in TRAITS if trait.facet in SUBJECTS)


def _is_alike(own: Hit, other: Hit, names: Names, *, best: float, asked: int) -> bool:
    """Tell whether somebody would see why it is shown."""
    if _shares_subject(own, other, names):
        return other.score >= FLOOR * best
    return other.score >= FLOOR_OF_WORDS * best and other.groups >= SHARE_OF_WORDS * asked


def _composed(found: Sequence[Hit], limit: int) -> list[Hit]:
    """Return the best, and not all of one kind while others are alike too."""
    most = round(limit * SHARE_OF_ONE_KIND)
    numbers: Counter[str] = Counter()
    first: list[Hit] = []
    rest: list[Hit] = []
    for hit in found:
        numbers[hit.kind] += 1
        (first if numbers[hit.kind] <= most else rest).append(hit)
    chosen = (first + rest)[:limit]
    return [hit for hit in found if hit in chosen]
