"""From a question to its plan: which forms of which words are looked for, and what each counts for.

One query to the lexicon tells how rare each form is. That gives the weights, the words that are too frequent to narrow,
and the words that nothing has: those are corrected, or taken as a beginning.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from search.analysis import Token
from search.analysis.fields import WEIGHTS, Field
from search.analysis.tokens import folded
from search.lexicon import Frequencies, Lexicon
from search.query.plan import Alternative, Group, Lexeme, Phrase, Plan, SynonymUse, Weighted
from search.query.questions import Term, read_question
from search.query.runs import Reader, Run, places
from search.query.spelling import MOST_MISTAKES, corrected
from search.query.synonyms import Rule, RuleBook
from search.query.vocabulary import words_of_today

OPTIONAL_SHARE = 0.3
"""A word that stands in a larger share of the documents narrows nothing; so does a part of compounds."""
SMALLEST_COLLECTION = 50
"""In fewer documents no word is called frequent."""
MOST_REQUIRED = 8
"""Of a long question the rarest words are required, the others count in the score."""
SHORTEST_BEGINNING = 4
BEGINNING_WEIGHT = 0.4
TELLING = 540
"""Frequency in general Dutch (Zipf, times hundred) up to which a part of a compound says something by itself."""


class Planner:
    """Plans questions with one reader of words and one lexicon."""

    def __init__(self, reader: Reader, lexicon: Lexicon) -> None:
        self.reader, self.lexicon = reader, lexicon
        self.frequencies = Frequencies()

    def plan(self, q: str) -> Plan:
        """Return the plan of a question."""
        question = read_question(q)
        runs = self.reader.runs(question.wanted)
        unwanted = [self.reader.run(term) for term in question.unwanted]
        self.frequencies = self.lexicon.frequencies(_forms_of([*runs, *unwanted]))
        groups = [group for run in runs if (group := self._group(run))]
        groups = groups or [self._exact_group(run) for run in runs if run.tokens]
        return Plan(
            text=q,
            name=question.name,
            groups=tuple(_with_the_rarest_required(groups)),
            excluded=tuple(self._excluded(run) for run in unwanted if run.tokens),
            synonyms=tuple(SynonymUse(run.text, run.names) for run in runs if run.names),
            documents=self.frequencies.documents,
        )

    def _group(self, run: Run) -> Group | None:
        """Return what a run asks; nothing when it only has words that find nothing by themselves."""
        if run.is_exact:
            return self._exact_group(run)
        asks = [token for word in run.words for token in word.asks]
        if not asks:
            return None
        parts = self._parts(run)
        alternatives = [Alternative(parts)]
        weighted = [self._weighted(form) for part in parts for form in part]
        for whole in _wholes(run):
            alternatives.append(Alternative(((whole,),)))
            weighted.append(self._weighted(whole))
        loose: tuple[Alternative, ...] = ()
        if len(run.words) == 1 and (leaves := run.words[0].leaves):
            shorter = tuple(tuple(Lexeme(field, leaf) for field in (Field.STEM, Field.PARTS)) for leaf in leaves)
            alternatives.append(Alternative(shorter))
            weighted += [self._weighted(form, WEIGHTS[Field.PARTS]) for part in shorter for form in part]
            loose = tuple(Alternative((part,)) for part in shorter if leaves[part[0].text] <= TELLING)
        for tokens, share in run.others:
            for form in self._synonym(tokens):
                alternatives.append(Alternative(((form,),)))
                weighted.append(replace(self._weighted(form), factor=share))
            if len(words := [token for token in places(tokens) if token.stem]) > 1:
                apart = tuple(self._forms(token) for token in words)
                loose += (Alternative(apart),)
                weighted += [replace(self._weighted(form), factor=share / 2) for part in apart for form in part]
        known = sum(self._documents(token) for token in asks)
        group = Group(run.text, tuple(alternatives), _once(weighted), loose, idf=max(map(self._rarity, asks)))
        if not known and not run.others:
            return self._for_unknown(group, run)
        return replace(group, is_optional=min(map(self._documents, asks)) > self._frequent)

    def _parts(self, run: Run) -> tuple[tuple[Lexeme, ...], ...]:
        """Return the words of a run, each in the forms by which it is found."""
        return tuple(
            (Lexeme(Field.EXACT, folded(token.exact)),) if word.is_abbreviation else self._forms(token)
            for word in run.words
            for token in word.asks
        )

    def _for_unknown(self, group: Group, run: Run) -> Group:
        """Return a group for a word that no document had when they were counted: also what was probably meant."""
        word = run.words[0]
        if not self.frequencies.version or len(word.tokens) > 1:
            return group
        typed = word.tokens[0].exact
        # A compound of which the documents have the parts may be one that they spell otherwise, in one place.
        most = 1 if self._has_leaves(run) else MOST_MISTAKES
        if found := corrected(typed, self.lexicon, self.frequencies.version, most=most):
            meant = self.reader.run(Term(found))
            more = self.lexicon.frequencies(_forms_of([meant]))
            self.frequencies = replace(self.frequencies, counts={**self.frequencies.counts, **more.counts})
            if other := self._group(meant):
                return replace(
                    other,
                    text=run.text,
                    alternatives=group.alternatives + other.alternatives,
                    forms=group.forms + other.forms,
                    loose=group.loose + other.loose,
                    correction=found,
                )
        if len(typed) < SHORTEST_BEGINNING or self._has_leaves(run):
            return group
        beginning = Lexeme(Field.EXACT, folded(typed), is_beginning=True)
        return replace(
            group,
            alternatives=(*group.alternatives, Alternative(((beginning,),))),
            forms=(*group.forms, Weighted(beginning, BEGINNING_WEIGHT, group.idf)),
        )

    def _exact_group(self, run: Run) -> Group:
        """Return what words between quotes ask: their exact forms, each behind the other."""
        form = _phrase(Field.EXACT, [(token.position, folded(token.exact)) for token in places(run.tokens)])
        return Group(run.text, (Alternative(((form,),)),), (self._weighted(form),), idf=self._idf(form))

    def _excluded(self, run: Run) -> Group:
        """Return what may not stand in a document: the words as written and, without quotes, their other forms."""
        group = self._exact_group(run)
        if run.is_exact or not all(token.stem for token in places(run.tokens)):
            return group
        stems = tuple((Lexeme(Field.STEM, token.stem),) for token in places(run.tokens))
        return replace(group, alternatives=(*group.alternatives, Alternative(stems)))

    def _forms(self, token: Token) -> tuple[Lexeme, ...]:
        """Return the forms by which a word is found: also as a part of compounds, unless very many have it."""
        found = [Lexeme(Field.EXACT, folded(token.exact)), Lexeme(Field.STEM, token.stem)]
        if self.frequencies.of(Field.PARTS, token.stem) <= self._frequent:
            found.append(Lexeme(Field.PARTS, token.stem))
        return tuple(found)

    def _synonym(self, tokens: Sequence[Token]) -> Iterator[Lexeme | Phrase]:
        """Return the forms of a synonym: one word in its forms, several as a phrase of stems."""
        asks = [token for token in places(tokens) if token.stem]
        if len(asks) == 1:
            yield from self._forms(asks[0])
        elif asks:
            yield _phrase(Field.STEM, [(token.position, token.stem) for token in asks])

    def _weighted(self, form: Lexeme | Phrase, weight: float | None = None) -> Weighted:
        return Weighted(form, WEIGHTS[form.field] if weight is None else weight, self._idf(form))

    def _idf(self, form: Lexeme | Phrase) -> float:
        """Return how rare a form is: that of its rarest word for a phrase."""
        words = [word for _, word in form.words] if isinstance(form, Phrase) else [form.text]
        return max(self.frequencies.rarity(self.frequencies.of(form.field, word)) for word in words)

    def _rarity(self, token: Token) -> float:
        return self.frequencies.rarity(self._documents(token))

    def _documents(self, token: Token) -> int:
        """Return in how many documents a word stands, in its most frequent form."""
        forms = ((Field.EXACT, folded(token.exact)), (Field.STEM, token.stem), (Field.PARTS, token.stem))
        return max(self.frequencies.of(field, text) for field, text in forms)

    def _has_leaves(self, run: Run) -> bool:
        """Tell whether documents have every part of a compound that none has as a whole."""
        leaves = run.words[0].leaves if len(run.words) == 1 else {}
        return bool(leaves) and all(
            self.frequencies.of(Field.STEM, leaf) or self.frequencies.of(Field.PARTS, leaf) for leaf in leaves
        )

    @property
    def _frequent(self) -> float:
        every = self.frequencies.documents
        return OPTIONAL_SHARE * every if every >= SMALLEST_COLLECTION else float("inf")


def plan(q: str, *, rules: Sequence[Rule] | None = None, lexicon: Lexicon | None = None) -> Plan:
    """Return the plan of a question, with the words and synonyms of today unless `rules` are given."""
    if not q.strip():
        return Plan(text=q)
    analyser, book = words_of_today()
    if rules is not None:
        book = RuleBook(rules, analyser)
    return Planner(Reader(analyser, book), lexicon or Lexicon()).plan(q)


def _with_the_rarest_required(groups: Sequence[Group]) -> Iterator[Group]:
    """Return the groups, of many only the rarest required."""
    required = [group for group in groups if not group.is_optional]
    if len(required) <= MOST_REQUIRED:
        yield from groups
        return
    kept = sorted(required, key=lambda group: -group.idf)[:MOST_REQUIRED]
    for group in groups:
        yield group if group in kept else replace(group, is_optional=True)


def _once(forms: Iterable[Weighted]) -> tuple[Weighted, ...]:
    """Return each form once, as what counts most: two synonyms may share a word."""
    best: dict[Lexeme | Phrase, Weighted] = {}
    for weighted in forms:
        kept = best.setdefault(weighted.form, weighted)
        if weighted.score > kept.score:
            best[weighted.form] = weighted
    return tuple(best.values())


def _wholes(run: Run) -> Iterator[Lexeme]:
    """Return the whole forms of words that are written with a hyphen: as it is, and joined."""
    for word in run.words:
        if len(word.tokens) > 1:
            for token in word.tokens:
                if token not in places(word.tokens):
                    yield Lexeme(Field.EXACT, folded(token.exact))


def _phrase(field: Field, words: Sequence[tuple[int, str]]) -> Lexeme | Phrase:
    if len(words) == 1:
        return Lexeme(field, words[0][1])
    start = words[0][0]
    return Phrase(field, tuple((place - start, word) for place, word in words))


def _forms_of(runs: Iterable[Run]) -> Iterator[tuple[Field, str]]:
    """Return every form of which the frequency matters."""
    for run in runs:
        tokens = [*run.tokens, *(token for others, _ in run.others for token in others)]
        for token in tokens:
            yield Field.EXACT, folded(token.exact)
            for place in (Field.STEM, Field.PARTS):
                yield place, token.stem
        for word in run.words:
            for leaf in word.leaves:
                yield Field.STEM, leaf
                yield Field.PARTS, leaf
