"""Forms of one word get one stem, different words do not."""

import pytest

from search.analysis.lexicon import shipped_lexicon
from search.analysis.stems import lemma, stem


def stem_of(word: str) -> str:
    return stem(word, shipped_lexicon())


@pytest.mark.parametrize(
    "forms",
    [
        "school scholen",
        "stad steden",
        "kind kinderen",
        "gemeente gemeenten gemeentes",
        "lid leden",
        "ouder ouders",
        "brugfiguur brugfiguren",
        "oefenen oefent oefende geoefend",
        "helpen helpt hielp geholpen",
        "groot grote groter grootste",
        "vrijwilliger vrijwilligers",
        "activiteit activiteiten",
        "organisatie organisaties",
        "café cafés",
        "coördinator coördinatoren",
        "vluchteling vluchtelingen",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem_of(form) for form in forms.split()}) == 1, {form: stem_of(form) for form in forms.split()}


@pytest.mark.parametrize(
    "words",
    [
        "begeleiding beleid",
        "gezondheid zon",
        "geloof wangeloven",
        "merkte opmerken",
        "bestuur stuur",
        "integratie intern",
        "gemeente gemeen",
        "wonen woning",
        "leden lijden",
        "taal betalen",
        "mensen menen",
        "overheid over",
        "event even",
    ],
)
def test_different_words_have_different_stems(words: str) -> None:
    assert len({stem_of(word) for word in words.split()}) == 2


def test_an_unknown_word_is_its_own_lemma() -> None:
    assert lemma("xyzzyplugh", shipped_lexicon()) == "xyzzyplugh"


def test_what_editors_say_of_a_word_wins() -> None:
    lexicon = shipped_lexicon().with_words_of_editors(lemmas={"bib": "bibliotheek"})

    assert stem("bib", lexicon) == stem_of("bibliotheek") != stem_of("bib")
