"""Words of the splitter: what the database refuses, what the analyser makes of them, and the preview."""

import pytest
from django.db import IntegrityError, transaction

from search.editors.overrides import WordOverride
from search.query.vocabulary import current_analyser

pytestmark = pytest.mark.django_db

LIST = "/beheer/zoeken/woorden/"


def override(kind, word, value=""):
    return WordOverride.objects.create(kind=kind, word=word, value=value, reason="Proef")


@pytest.mark.parametrize(
    ("kind", "word", "value"),
    [("part", "wijk", ""), ("lemma", "leden", ""), ("whole", "leden", "lid"), ("other", "leden", ""), ("part", "", "")],
    ids=["twice", "no value", "a value too many", "unknown", "no word"],
)
def test_the_database_refuses(kind, word, value):
    override("part", "wijk")
    with pytest.raises(IntegrityError), transaction.atomic():
        override(kind, word, value)


def test_the_analyser_follows_the_lists_at_once(django_assert_num_queries):
    def analysed(word):
        token = current_analyser().analyse(word)[0]
        return token.stem, token.parts

    assert analysed("zwirrelhuis")[1] == ()
    override("part", "zwirrel")
    assert analysed("zwirrelhuis")[1] == ("zwirrel", "huis")
    override("whole", "zwirrelhuis")
    assert analysed("zwirrelhuis")[1] == ()
    override("lemma", "zwirrels", "zwerk")
    assert analysed("zwirrels")[0] == "zwerk"
    override("stem", "beleid", "beleidstam")
    assert analysed("beleid")[0] == "beleidstam"
    WordOverride.objects.all().delete()
    assert analysed("beleid")[0] == "beleid"
    with django_assert_num_queries(1):
        assert current_analyser() is not None


def test_an_editor_sees_what_a_word_does_and_keeps_it(as_editor):
    asked = {"kind": "part", "word": "Zwirrel", "examples": "zwirrelhuis huis"}
    page = as_editor.get(f"{LIST}new/", asked).content.decode()
    rows = page.split("<tbody>")[1].split("</tbody>")[0]
    assert "zwirrel + huis" in rows
    assert rows.count("verandert") == 1
    assert not WordOverride.objects.exists()
    form = {"kind": "part", "word": "Zwirrel", "value": "dat telt niet", "reason": "Komt veel voor"}
    assert as_editor.post(f"{LIST}new/", {**form, "value": ""}).status_code == 302
    kept = WordOverride.objects.get()
    assert (kept.word, kept.value) == ("zwirrel", "")
    assert "zwirrel" in as_editor.get(LIST, {"q": "zwir", "kind": "part"}).content.decode()
    page = as_editor.get(f"{LIST}edit/{kept.pk}/", asked).content.decode()
    assert "zwirrel + huis" in page
    assert as_editor.post(f"{LIST}edit/{kept.pk}/", {**form, "value": ""}).status_code == 302


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"word": "twee woorden"}, "Typ één woord van letters"),
        ({"word": "nt2"}, "Typ één woord van letters"),
        ({"word": "co-ouder"}, "Typ één woord van letters"),
        ({"kind": "lemma"}, "Vul in welk woord"),
        ({"word": "wijk"}, "staat al in de lijst"),
        ({"reason": ""}, "verplicht veld"),
    ],
)
def test_what_is_wrong_is_said(as_editor, form, said):
    override("part", "wijk")
    answer = as_editor.post(f"{LIST}new/", {"kind": "part", "word": "zwirrel", "value": "", "reason": "Proef", **form})
    assert said in answer.content.decode()
    assert WordOverride.objects.count() == 1
    assert as_editor.get(f"{LIST}new/", {"kind": "part", "word": "zwirrel", **form}).status_code == 200
