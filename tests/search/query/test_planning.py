"""What a question becomes: which forms of which words are looked for, as tables.

`shown` writes a plan as a line: words apart by ` + `; of each the ways in which a document may have it, apart by ` / `;
the parts of a way by ` & `, each by its forms in the fields x(act), s(tem) and p(arts); a phrase between quotes, a
beginning with *.
"""

import pytest

from search.editors.synonyms import SynonymRule
from search.engines import engine
from search.lexicon import LexemeCount
from search.query.plan import Alternative, Form, Group, Phrase, Plan, Rung
from search.query.planning import MOST_REQUIRED, SMALLEST_COLLECTION, plan
from tests.factories.search import document, fill

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    LexemeCount.objects.all().delete()


RULES = (
    SynonymRule("ocmw", ("openbaar centrum", "sociaal huis")),
    SynonymRule("borgloon", ("tongeren-borgloon",)),
    SynonymRule("bib", ("bibliotheek",)),
    SynonymRule("bibliotheek", ("bib",)),
    SynonymRule("nederlands leren", ("nt2",), weight=0.5),
)


def shown(asked: Plan) -> str:
    """Return the words of a plan in a line."""
    return " + ".join(" / ".join(_way(way) for way in group.alternatives) for group in asked.groups)


def _way(way: Alternative) -> str:
    return " & ".join("|".join(dict.fromkeys(_form(form) for form in part)) for part in way.parts)


def _form(form: Form) -> str:
    if isinstance(form, Phrase):
        return f'{form.field}"{" ".join(f"{at}:{word}" for at, word in form.words)}"'
    return f"{form.field}:{form.text}{'*' * form.is_beginning}"


def group_of(q: str) -> Group:
    (group,) = plan(q, rules=RULES).groups
    return group


@pytest.mark.parametrize(
    ("q", "line"),
    [
        # a word in its forms
        ("scholen", "x:scholen|s:schol|p:schol"),
        ("Scholen", "x:scholen|s:schol|p:schol"),
        ("café", "x:cafe|s:caf|p:caf"),
        # a compound: also as its parts, all of them
        (
            "taaloefenkansen",
            "x:taaloefenkansen|s:taaloefenkan|p:taaloefenkan / s:tal|p:tal & s:oefen|p:oefen & s:kan|p:kan",
        ),
        # with a hyphen: its parts, or the whole as it is or joined
        (
            "Sint-Niklaas",
            "x:sint|s:sint|p:sint & x:niklaas|s:niklas|p:niklas / x:sint-niklaas / x:sintniklaas",
        ),
        ("NT-2", "x:nt|s:nt|p:nt & x:2|s:2|p:2 / x:nt-2 / x:nt2"),
        # a phrase: exact, in order; one word between quotes is that word
        ('"buurt en werk"', 'x"0:buurt 1:en 2:werk"'),
        ('"scholen"', "x:scholen"),
        # stop words find nothing beside others, and are looked for as they are when there is nothing else
        ("de scholen van", "x:scholen|s:schol|p:schol"),
        ("met voor", "x:met + x:voor"),
        # an abbreviation in capitals: as it is written only
        ("LOP", "x:lop"),
        # synonyms: one way, both ways, of several words and from several words
        ("borgloon", 'x:borgloon|s:borglon|p:borglon / s"0:tonger 1:borglon"'),
        ("bib", "x:bib|s:bib|p:bib / x:bibliotheek / s:bibliothek / p:bibliothek"),
        ("bibliotheek", "x:bibliotheek|s:bibliothek|p:bibliothek / x:bib / s:bib / p:bib"),
        ("ocmw", 'x:ocmw|s:ocmw|p:ocmw / s"0:openbaar 1:centrum" / s"0:sociaal 1:huis"'),
        ("Nederlands leren", "x:nederlands|s:nederland|p:nederland & x:leren|s:ler|p:ler / x:nt2 / s:nt2 / p:nt2"),
        # nothing to look for
        ("", ""),
        ("!?", ""),
    ],
)
def test_the_words_of_a_question(q: str, line: str) -> None:
    assert shown(plan(q, rules=RULES)) == line


@pytest.mark.parametrize(
    ("q", "excluded"),
    [
        ("taal -scholen", ["x:scholen / s:schol"]),
        ('taal -"de school"', ['x"0:de 1:school"']),
        ("taal -de", ["x:de"]),
        ("-taal -werk", ["x:taal / s:tal", "x:werk / s:werk"]),
        ("co-ouderschap", []),
    ],
)
def test_what_is_not_wanted(q: str, excluded: list[str]) -> None:
    groups = plan(q, rules=RULES).excluded

    assert [" / ".join(_way(way) for way in group.alternatives) for group in groups] == excluded


@pytest.mark.parametrize(
    ("q", "text", "others"),
    [
        ("ocmw genk", "ocmw", ("openbaar centrum", "sociaal huis")),
        ("OCMW", "OCMW", ("openbaar centrum", "sociaal huis")),
        ("ik wil Nederlands leren", "Nederlands leren", ("nt2",)),
        ("bibliotheken", "bibliotheken", ("bib",)),
        ("borgloon", "borgloon", ("tongeren-borgloon",)),
        ("tongeren-borgloon", None, ()),
        ('"ocmw"', None, ()),
        ("-ocmw", None, ()),
    ],
)
def test_the_synonyms_that_are_used(q: str, text: str | None, others: tuple[str, ...]) -> None:
    used = [(use.text, use.others) for use in plan(q, rules=RULES).synonyms]

    assert used == ([(text, others)] if text else [])


def test_a_synonym_counts_for_its_share_of_the_weight() -> None:
    shares = {_form(weighted.form): weighted.factor for weighted in group_of("Nederlands leren").forms}

    assert (shares["x:leren"], shares["x:nt2"]) == (1, 0.5)


@pytest.mark.parametrize(
    ("q", "rungs"),
    [
        ("taal", [(Rung.ALL, 1)]),
        ("taal werk", [(Rung.ALL, 2), (Rung.ANY, 1)]),
        ("taal werk feest", [(Rung.ALL, 3), (Rung.MOST, 2), (Rung.ANY, 1)]),
        ("taal werk feest sport", [(Rung.ALL, 4), (Rung.MOST, 3), (Rung.ANY, 1)]),
        ("taaloefenkansen", [(Rung.ALL, 1), (Rung.ANY, 1)]),
        ('"taaloefenkansen"', [(Rung.ALL, 1)]),
        ("", []),
    ],
)
def test_how_strictly_the_words_are_taken(q: str, rungs: list[tuple[Rung, int]]) -> None:
    assert list(plan(q, rules=RULES).rungs) == rungs


def test_of_a_long_question_the_rarest_words_are_required() -> None:
    words = ["taal", "werk", "feest", "sport", "muziek", "tuin", "school", "buurt", "fiets", "water", "brood", "tafel"]
    fill(*(document(" ".join(words[number:])) for number in range(len(words))))
    engine.rebuild()

    asked = plan(" ".join(words), rules=RULES)

    assert [group.text for group in asked.required] == words[:MOST_REQUIRED]
    assert len(asked.groups) == len(words)


def test_a_word_that_many_have_is_optional_unless_all_are() -> None:
    fill(
        *(document("Taal en werk" if number % 2 else "Taal") for number in range(SMALLEST_COLLECTION)), document("Tuin")
    )
    engine.rebuild()

    assert [group.text for group in plan("taal tuin", rules=RULES).required] == ["tuin"]
    assert [group.text for group in plan("taal werk", rules=RULES).required] == ["taal", "werk"]


@pytest.mark.parametrize(
    ("q", "correction", "line"),
    [
        # nothing has it: the nearest word, and of equally near ones the one that most have
        ("brugfigruen", "brugfiguren", "x:brugfiguren"),
        ("moestuijn", "moestuin", "x:moestuin"),
        # too short, or no word of letters alone
        ("tan", "", ""),
        ("moest1in", "", "x:moest1in*"),
        # nothing is near: what begins so
        ("vrijwil", "", "x:vrijwil*"),
        # one that something has
        ("moestuin", "", ""),
    ],
)
def test_a_word_that_nothing_has(q: str, correction: str, line: str) -> None:
    fill(document("Brugfiguren"), document("Moestuin"), document("Vrijwilligerswerk"), document("Tas"))
    engine.rebuild()

    group = group_of(q)
    ways = {form for way in group.alternatives for part in way.parts for form in map(_form, part)}

    assert group.correction == correction
    assert line in ways | {""}
    assert {form for form in ways if form.endswith("*")} == {line} & {"x:vrijwil*", "x:moest1in*"}
