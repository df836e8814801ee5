"""The words of a question as they were analysed: alone, or together when they have a synonym together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.analysis import Analyser, Token
from search.query.questions import Term
from search.query.synonyms import RuleBook, Use

ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&-]{1,7}")


def places(tokens: Sequence[Token]) -> list[Token]:
    """Return one token for each place: of a word with a hyphen its parts, not the whole."""
    return list({token.position: token for token in tokens}.values())


@dataclass(frozen=True)
class Word:
    """One word of a question as it was analysed: more tokens than one when it is written with a hyphen."""

    text: str
    tokens: tuple[Token, ...]
    leaves: Mapping[str, int] = field(default_factory=dict)
    """Of a compound: its shortest parts, and how frequent each is in general Dutch."""
    is_abbreviation: bool = False
    """Written in capitals: no form of another word (*LOP* is not of *lopen*)."""

    @property
    def asks(self) -> tuple[Token, ...]:
        """The tokens that find something by themselves: of a word with a hyphen its parts, not the whole."""
        return tuple(token for token in places(self.tokens) if token.stem)


@dataclass(frozen=True)
class Run:
    """Words that are asked as one: a single one, or several that together have a synonym."""

    words: tuple[Word, ...]
    others: tuple[tuple[tuple[Token, ...], float], ...] = ()
    """Synonyms as they were analysed, each with its share of the weight."""
    names: tuple[str, ...] = ()
    """The synonyms as they are written."""
    is_exact: bool = False

    @property
    def text(self) -> str:
        """The words as they were typed."""
        return " ".join(word.text for word in self.words)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of all words."""
        return tuple(token for word in self.words for token in word.tokens)


class Reader:
    """Reads the words of a question with one analyser and one book of synonyms."""

    def __init__(self, analyser: Analyser, rules: RuleBook) -> None:
        self.analyser, self.rules = analyser, rules

    def runs(self, terms: Sequence[Term]) -> list[Run]:
        """Return the words of a question, those together that have a synonym together."""
        uses = {use.start: use for use in self.rules.uses([term.text for term in terms])}
        runs, start = [], 0
        while start < len(terms):
            use = uses.get(start)
            if use and any(term.is_exact for term in terms[start : start + use.length]):
                use = None
            length = use.length if use else 1
            run = self.run(*terms[start : start + length])
            if use:
                run = self._with_synonyms(run, use)
            runs.append(run)
            start += length
        return runs

    def _with_synonyms(self, run: Run, use: Use) -> Run:
        """Return a run with its synonyms, without those that only leave words of the run away."""
        own = {token.stem for token in run.tokens}
        read = {name: (self._tokens(name), weight) for name, weight in use.others}
        kept = {
            name: other for name, other in read.items() if not {token.stem for token in other[0] if token.stem} <= own
        }
        return replace(run, others=tuple(kept.values()), names=tuple(kept))

    def run(self, *terms: Term) -> Run:
        """Return terms that are asked as one."""
        words = tuple(self._word(term) for term in terms)
        return Run(words, is_exact=any(term.is_exact for term in terms))

    def _word(self, term: Term) -> Word:
        tokens = tuple(self.analyser.analyse(term.text, is_question=not term.is_exact))
        leaves = self.analyser.leaves(tokens[0].exact) if len(tokens) == 1 and tokens[0].parts else {}
        is_abbreviation = ABBREVIATION.fullmatch(term.text) is not None and len(tokens) == 1
        return Word(term.text, tokens, leaves, is_abbreviation)

    def _tokens(self, text: str) -> tuple[Token, ...]:
        return tuple(self.analyser.analyse(text))
