"""Why a result stands where it stands: what the words became, and what each of them gave.

The engine takes the score apart with the expressions by which it ordered (`Engine.explain`), so the numbers add up to
the very score; here they are put in words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.analysis.fields import Field
from search.engines import engine
from search.engines.protocol import Anatomy, Hit, Request, Results
from search.engines.scoring import share_of
from search.entries import kinds
from search.query.plan import Form, Group, Phrase, Plan, Rung
from search.query.planning import plan as planned
from search.query.questions import read_question

DEEPEST = 400
"""How deep an item that is asked for is looked for: the engine gives no more of them their full score."""
NEGLIGIBLE = 0.00005
"""PostgreSQL ranks a phrase above zero where its words stand far apart."""
RUNGS = {
    Rung.ALL: gettext_lazy("Alle woorden moeten voorkomen."),
    Rung.MOST: gettext_lazy("Te weinig resultaten hebben alle woorden: de meeste woorden zijn genoeg."),
    Rung.ANY: gettext_lazy("Te weinig resultaten hebben meer woorden: een van de woorden is genoeg."),
}
PLACES = {
    "A": gettext_lazy("titel"),
    "B": gettext_lazy("samenvatting"),
    "C": gettext_lazy("tussentitels en thema’s"),
    "D": gettext_lazy("tekst"),
}
FACTORS = {
    "kind": gettext_lazy("Soort"),
    "quality": gettext_lazy("Kwaliteit"),
    "uptake": gettext_lazy("Anderen doen dit ook"),
    "coming": gettext_lazy("Komt nog"),
}
FORMS = {
    Field.EXACT: gettext_lazy("%(text)s"),
    Field.STEM: gettext_lazy("%(text)s (stam)"),
    Field.PARTS: gettext_lazy("%(text)s (deel van een samenstelling)"),
}


@dataclass(frozen=True)
class WordExplained:
    """A word of the question and what is looked for in its place."""

    word: str
    forms: tuple[str, ...]
    """Exact form, stem, parts and synonyms."""
    note: str
    """In Dutch: that it counts less, may be missing, finds nothing by itself …; or nothing."""


@dataclass(frozen=True)
class Line:
    """What one form of one word gave in one field."""

    word: str
    form: str
    field_name: str
    """Where it stands, in Dutch."""
    weight: float
    """What the form counts for: kind of match, rarity, whether it is a synonym."""
    contribution: float


@dataclass(frozen=True)
class ResultExplained:
    """A result with what makes up its score."""

    rank: int
    """Its place among the results; 0 when it is not among them."""
    title: str
    kind: str
    url: str
    score: float
    lines: tuple[Line, ...]
    factors: tuple[tuple[str, float], ...]
    """Names in Dutch (quality, uptake, freshness), each with what the sum of the lines is multiplied by."""
    sentence: str
    """The whole of it in one Dutch sentence."""


@dataclass(frozen=True)
class Explanation:
    """A question explained."""

    q: str
    words: tuple[WordExplained, ...]
    rung: str
    """How strictly the words were taken, in Dutch."""
    results: tuple[ResultExplained, ...]


def explain(q: str, limit: int = 10, item: tuple[str, str] | None = None) -> Explanation:
    """Explain the first results of a question, or the one `item` (kind and key), found or not."""
    plan = planned(q)
    results = engine.search(Request(plan, limit=DEEPEST if item else limit, with_counts=False))
    places = {hit.item: rank for rank, hit in enumerate(results.hits, start=1)}
    scores = {hit.item: hit for hit in results.hits}
    wanted = [item] if item else list(places)
    explained = [
        _result(plan, anatomy, places.get(anatomy.hit.item, 0), scores.get(anatomy.hit.item))
        for anatomy in engine.explain(plan, wanted)
    ]
    return Explanation(q, tuple(_words(plan)), _rung(plan, results), tuple(explained))


def _rung(plan: Plan, results: Results) -> str:
    if not results.is_complete:
        return _("Zoeken duurde te lang: alleen wat precies zo heet, is getoond.")
    return str(RUNGS[results.rung]) if len(plan.required) > 1 else ""


def _words(plan: Plan) -> Iterator[WordExplained]:
    """Yield the words of a question; also those that find nothing by themselves, and those that may not be there."""
    synonyms = {use.text: use.others for use in plan.synonyms}
    for group in plan.groups:
        notes = [_note(group)]
        if others := synonyms.get(group.text):
            notes.append(_("ook gezocht op: %(others)s") % {"others": ", ".join(others)})
        forms = dict.fromkeys(_form(weighted.form) for weighted in group.forms)
        yield WordExplained(group.text, tuple(forms), "; ".join(note for note in notes if note))
    asked = {word for group in plan.groups for word in group.text.split()}
    for term in read_question(plan.text).wanted:
        if not set(term.text.split()) & asked:
            yield WordExplained(term.text, (), _("zo gewoon dat het niets zegt: niet gezocht"))
    for group in plan.excluded:
        forms = dict.fromkeys(_form(weighted.form) for weighted in group.forms)
        yield WordExplained(f"-{group.text}", tuple(forms), _("mag niet voorkomen"))


def _note(group: Group) -> str:
    if group.correction:
        return _("komt nergens voor; gezocht op: %(word)s") % {"word": group.correction}
    return _("komt heel vaak voor: telt mee in de volgorde, mag ontbreken") if group.is_optional else ""


def _form(form: Form) -> str:
    if isinstance(form, Phrase):
        text = " ".join(word for _place, word in form.words)
        return _("“%(text)s” na elkaar") % {"text": text}
    return str(FORMS[form.field]) % {"text": f"{form.text}…" if form.is_beginning else form.text}


def _result(plan: Plan, anatomy: Anatomy, rank: int, hit: Hit | None) -> ResultExplained:
    lines = tuple(_lines(plan, anatomy))
    groups = hit.groups if hit else anatomy.hit.groups
    factors = [(_("Aandeel van de woorden"), share_of(plan, groups))]
    factors += [(str(FACTORS[name]), value) for name, value in anatomy.factors.items()]
    factors = [(name, value) for name, value in factors if value != 1]
    score = sum(line.contribution for line in lines)
    for _name, value in factors:
        score *= value
    card = anatomy.hit.card
    return ResultExplained(
        rank=rank,
        title=card.title,
        kind=kinds().get(anatomy.hit.kind, card.kind_label),
        url=card.url,
        score=score,
        lines=lines,
        factors=tuple(factors),
        sentence=" ".join(_sentences(plan, anatomy, rank, lines, factors)),
    )


def _lines(plan: Plan, anatomy: Anatomy) -> Iterator[Line]:
    """Yield what each form gave that the item has; the same form of one word once for each time it counts."""
    at = 0
    for group in plan.groups:
        for weighted in group.forms:
            contribution = weighted.score * anatomy.ranks[at]
            if anatomy.places[at] or contribution >= NEGLIGIBLE:
                where = ", ".join(str(PLACES[place]) for place in anatomy.places[at])
                yield Line(group.text, _form(weighted.form), where, weighted.score, contribution)
            at += 1


def _sentences(
    plan: Plan, anatomy: Anatomy, rank: int, lines: Sequence[Line], factors: Sequence[tuple[str, float]]
) -> Iterator[str]:
    missed = [group.text for group, has in zip(plan.groups, anatomy.has, strict=True) if not has]
    if rank:
        yield _("Staat op plaats %(rank)s.") % {"rank": rank}
    else:
        yield _("Staat niet bij de resultaten.")
        yield from _hindrances(anatomy)
    if anatomy.is_named:
        yield _("Heet precies zo, en staat daarom vóór al wat anders heet.")
    best = sorted(lines, key=lambda line: -line.contribution)
    told: dict[str, Line] = {}
    for line in best:
        told.setdefault(line.word, line)
    if told:
        yield _("Gevonden: %(words)s.") % {"words": "; ".join(map(_told, told.values()))}
    if missed:
        yield _("Ontbreekt: %(words)s.") % {"words": ", ".join(f"“{word}”" for word in missed)}
    if factors and lines:
        said = [f"{name.lower()} × {number_format(round(value, 2), 2)}" for name, value in factors]
        yield _("Telt mee: %(factors)s.") % {"factors": ", ".join(said)}


def _told(line: Line) -> str:
    said = {"word": line.word, "form": line.form, "where": line.field_name}
    if line.form.strip("“”") == line.word.lower():
        return _("“%(word)s” in %(where)s") % said
    return _("“%(word)s” als %(form)s in %(where)s") % said


def _hindrances(anatomy: Anatomy) -> Iterator[str]:
    """Yield why an item stays out although it has words of the question."""
    if anatomy.has_excluded:
        yield _("Heeft een woord dat niet mag voorkomen.")
    if anatomy.is_past:
        yield _("Is voorbij.")
    if anatomy.is_archived:
        yield _("Staat in het archief.")
