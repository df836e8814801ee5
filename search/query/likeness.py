"""What is asked to find others like an item: the words that tell most of it, and its themes (more like this)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from search.analysis import Token
from search.analysis.fields import WEIGHTS, Field
from search.lexicon import Frequencies, Lexicon
from search.query.plan import Alternative, Form, Group, Lexeme, Phrase, Plan, Weighted
from search.query.planning import SMALLEST_COLLECTION
from search.query.vocabulary import current_analyser

MOST_WORDS = 12
TELLING_SHARE, MOST_DOCUMENTS = 0.1, 1_000
"""A word that stands in more documents says too little of what an item is about."""
IN_TITLE, IN_SUMMARY = 2.0, 1.0
OF_COMPOUND = 0.5
"""What a part of a compound counts for, beside the whole."""
OF_THEME = 2.0
"""What a theme counts for, beside a word: it was chosen, and stands among the headings of a document."""


@dataclass(frozen=True)
class Likeness:
    """How others like an item are found."""

    plan: Plan
    told: frozenset[str]
    """Those of its themes of which title and summary speak themselves."""


def likeness(title: str, summary: str, *, themes: Iterable[str], names: Iterable[str], lexicon: Lexicon) -> Likeness:
    """Return the plan that finds what has the rarest words of title and summary, or one of the `themes`.

    Words of `names` (the municipalities of the item) are not asked: what else happens there need not be like it.
    """
    analyser = current_analyser()
    unasked = {token.stem for name in names for token in analyser.analyse(name)}
    counted: dict[str, float] = defaultdict(float)
    for text, weight in ((title, IN_TITLE), (summary, IN_SUMMARY)):
        for stem, share in _stems(analyser.analyse(text)).items():
            if stem not in unasked and not stem.isdigit():
                counted[stem] = max(counted[stem], weight * share)
    subjects = {theme: [token for token in analyser.analyse(theme) if token.stem] for theme in themes}
    stems = {theme: {token.stem for token in tokens} for theme, tokens in subjects.items()}
    of_themes = {stem for found in stems.values() for stem in found}
    forms = [(field, stem) for stem in (*counted, *of_themes) for field in (Field.STEM, Field.PARTS)]
    frequencies = lexicon.frequencies(forms)
    groups = (*_themes(filter(None, subjects.values()), frequencies), *_words(counted, frequencies))
    told = frozenset(theme for theme, found in stems.items() if found & counted.keys())
    return Likeness(Plan(text=title, groups=groups), told)


def _stems(tokens: Iterable[Token]) -> dict[str, float]:
    """Return the stems of words, and of parts of compounds, each with what it counts for."""
    found: dict[str, float] = {}
    for token in tokens:
        if token.stem:
            found[token.stem] = 1.0
            for part in token.parts:
                found.setdefault(part, OF_COMPOUND)
    return found


def _words(counted: Mapping[str, float], frequencies: Frequencies) -> Iterator[Group]:
    """Yield a group for each of the words that tell most, the best first."""
    every = frequencies.documents
    most = min(TELLING_SHARE * every, MOST_DOCUMENTS) if every >= SMALLEST_COLLECTION else every
    told = []
    for stem, weight in counted.items():
        documents = max(frequencies.of(field, stem) for field in (Field.STEM, Field.PARTS))
        if 1 < documents <= most or not every:
            told.append((-weight * frequencies.rarity(documents), stem, weight, frequencies.rarity(documents)))
    for _worth, stem, weight, idf in sorted(told)[:MOST_WORDS]:
        yield _group(stem, [Lexeme(Field.STEM, stem), Lexeme(Field.PARTS, stem)], idf, weight)


def _themes(subjects: Iterable[list[Token]], frequencies: Frequencies) -> Iterator[Group]:
    """Yield a group for each theme: the words of its name, behind each other."""
    for tokens in subjects:
        idf = max(frequencies.rarity(frequencies.of(Field.STEM, token.stem)) for token in tokens)
        start = tokens[0].position
        words = tuple((token.position - start, token.stem) for token in tokens)
        form = Phrase(Field.STEM, words) if len(words) > 1 else Lexeme(Field.STEM, words[0][1])
        yield _group(" ".join(token.exact for token in tokens), [form], idf, OF_THEME)


def _group(text: str, forms: list[Form], idf: float, factor: float) -> Group:
    alternatives = tuple(Alternative(((form,),)) for form in forms)
    return Group(
        text, alternatives, tuple(Weighted(form, WEIGHTS[form.field], idf, factor) for form in forms), idf=idf * factor
    )
