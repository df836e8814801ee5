"""Synonyms: what the database refuses, which rules come of them, and their pages in the admin."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from portal.loading import DataFault
from portal.organisations.models import FormerMunicipality
from search.editors.effects import placed, queries_with
from search.editors.loading import STARTER, load_synonyms
from search.editors.log import Outcome, SearchLog
from search.editors.synonyms import LINEAGE, Synonym, SynonymRule, key_of, synonym_rules
from search.words import normalised
from tests.factories.organisations import MunicipalityFactory

pytestmark = pytest.mark.django_db

LIST = "/beheer/zoeken/synoniemen/"


def rules():
    return {rule.words: rule.others for rule in synonym_rules()}


@pytest.mark.parametrize(
    "values",
    [
        {"words": ["OKAN"], "to_words": []},
        {"words": [], "to_words": ["onthaalonderwijs"]},
        {"words": ["OKAN", "onthaalonderwijs"], "reason": ""},
    ],
    ids=["one word", "nothing to find it by", "no reason"],
)
def test_the_database_refuses_half_a_synonym(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Synonym.objects.create(**{"reason": "Afkorting", **values})


def test_the_same_words_in_another_order_or_dress_are_the_same_synonym():
    Synonym.objects.create(words=["O.K.A.N.", "Onthaal"], reason="Afkorting")
    with pytest.raises(IntegrityError), transaction.atomic():
        Synonym.objects.create(words=["onthaal", "OKAN"], reason="Afkorting")
    assert key_of(["a", "b"], []) != key_of(["a"], ["b"])


def test_words_of_a_group_find_each_other_and_one_way_stays_one_way():
    Synonym.objects.create(words=["NT2", "Nederlands als tweede taal"], reason="Afkorting")
    Synonym.objects.create(words=["duo"], to_words=["mentoring", "buddy"], reason="Een duo is een vorm van mentoring")
    Synonym.objects.create(words=["uit", "weg"], reason="Niet actief", active=False)
    assert rules() == {
        "nt2": ("nederlands als tweede taal",),
        "nederlands als tweede taal": ("nt2",),
        "duo": ("mentoring", "buddy"),
    }


def test_a_merged_municipality_is_found_by_its_old_name():
    today = MunicipalityFactory(name="Tongeren-Borgloon")
    FormerMunicipality.objects.create(nis="73009", name="Borgloon", successor=today, ended_on="2025-01-01")
    FormerMunicipality.objects.create(nis="73099", name="Tongeren-Borgloon", successor=today, ended_on="2025-01-01")
    assert synonym_rules() == (SynonymRule("borgloon", ("tongeren-borgloon",), origin=LINEAGE),)
    today.name = "Borgtongeren"
    today.save()
    assert rules()["borgloon"] == ("borgtongeren",)


def test_a_change_counts_at_once_and_asking_again_is_one_query():
    synonym = Synonym.objects.create(words=["a", "b"], reason="Proef")
    assert set(rules()) == {"a", "b"}
    with CaptureQueriesContext(connection) as queries:
        assert synonym_rules() is synonym_rules()
    assert len(queries) == 2
    Synonym.objects.filter(pk=synonym.pk).update(active=False)
    assert rules() == {}


def test_the_starter_synonyms_load_and_leave_alone_what_somebody_changed_or_deleted():
    Synonym.objects.create(words=["VZW", "vereniging zonder winstoogmerk"], reason="Was er al")
    assert "vzw" in load_synonyms().kept
    assert Synonym.objects.filter(key=key_of(["vzw", "vereniging zonder winstoogmerk"], [])).count() == 1
    Synonym.objects.filter(code="okan").delete()
    changed = Synonym.objects.get(code="nt2")
    changed.words = ["NT2", "Nederlands voor anderstaligen"]
    changed.save()
    report = load_synonyms()
    assert set(report.kept) == {"okan", "vzw"}
    assert report.created == report.updated == 0
    changed.refresh_from_db()
    assert changed.words == ["NT2", "Nederlands voor anderstaligen"]
    assert not Synonym.objects.filter(code="okan").exists()


def test_no_word_of_the_starter_synonyms_stands_in_two_of_them():
    words = [normalised(word) for row in json.loads((STARTER / "synonyms.json").read_text()) for word in row["words"]]
    assert len(words) == len(set(words))


def test_a_fault_in_the_file_names_its_row(tmp_path):
    (tmp_path / "synonyms.json").write_text('[{"code": "x", "words": ["alleen"], "reason": "Proef"}]')
    with pytest.raises(DataFault, match=r"synonyms.json, row 1, words"):
        load_synonyms(tmp_path)


def test_an_editor_makes_and_changes_a_synonym(as_editor):
    words = "OKAN\n o.k.a.n. \nonthaalklas, onthaalonderwijs"
    form = {
        "words": words,
        "to_words": "",
        "reason": "Afkorting",
        "active": "on",
    }
    assert as_editor.post(f"{LIST}new/", form).status_code == 302
    made = Synonym.objects.get()
    assert made.words == ["o.k.a.n.", "onthaalklas", "onthaalonderwijs"]
    assert "onthaalklas" in as_editor.get(LIST).content.decode()
    page = as_editor.get(f"{LIST}edit/{made.pk}/").content.decode()
    assert "o.k.a.n.\nonthaalklas\nonthaalonderwijs" in page
    assert as_editor.post(f"{LIST}edit/{made.pk}/", {**form, "to_words": "school"}).status_code == 302
    made.refresh_from_db()
    assert made.to_words == ["school"]
    assert "redacteur" not in as_editor.get(f"{LIST}history/{made.pk}/").content.decode()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"words": "OKAN"}, "Geef minstens twee woorden"),
        ({"words": "bestaat, al"}, "staat al in de lijst"),
        ({"words": " , \n"}, "verplicht veld"),
        ({"words": "a" * 101 + ",b"}, "Hoogstens 20 woorden"),
        ({"words": ",".join(f"{n}" + "x" * 90 for n in range(10))}, "te veel woorden samen"),
    ],
)
def test_bad_words_are_refused_in_a_sentence(as_editor, form, said):
    Synonym.objects.create(words=["al", "Bestaat"], reason="Proef")
    answer = as_editor.post(f"{LIST}new/", {"to_words": "", "reason": "Proef", **form})
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Synonym.objects.count() == 1


def log(query, count=3):
    SearchLog.objects.create(day=localdate(), query=query, outcome=Outcome.FOUND, count=count)


def test_only_questions_that_hold_the_words_whole_and_were_asked_often_are_shown():
    for query, count in {"okan leerlingen": 3, "wat is okan?": 9, "okan zeldzaam": 2, "okanagan": 9, "loi": 9}.items():
        log(query, count)
    assert queries_with(["OKAN", "c++ (cursus"]) == ["wat is okan?", "okan leerlingen"]


def test_what_came_went_and_moved_is_said():
    was = [("praktijk", "1", "Een"), ("praktijk", "2", "Twee"), ("praktijk", "3", "Drie")]
    becomes = [("richtlijn", "1", "Nieuwe"), ("praktijk", "3", "Drie"), ("praktijk", "1", "Een")]
    before, after = placed(was, becomes)
    assert [(row.title, row.note) for row in before] == [("Een", ""), ("Twee", "valt weg"), ("Drie", "")]
    assert [row.note for row in after] == ["nieuw", "1 plaats hoger", "2 plaatsen lager"]


def test_the_effects_of_a_synonym_can_be_seen_before_it_is_made(as_editor, entries):
    log("praatcafe gent")
    asked = {"words": "praatcafé\nhuiswerkklas", "to_words": "", "q": "praatcafe"}
    page = as_editor.get(f"{LIST}gevolgen/", asked).content.decode()
    assert "praatcafe gent" in page
    for heading in ("Zonder dit synoniem", "Met dit synoniem"):
        assert "Praatcafé" in page.split(f">{heading}</h2>")[1].split("</section>")[0]
    assert "words=praatcaf%C3%A9%0Ahuiswerkklas" in page
    kept = Synonym.objects.create(words=["praatcafe", "huiswerkklas"], reason="Proef")
    page = as_editor.get(f"{LIST}gevolgen/", {**asked, "synonym": kept.pk}).content.decode()
    assert f"{LIST}edit/{kept.pk}/" in page
    assert as_editor.get(f"{LIST}gevolgen/").status_code == 200
    assert as_editor.get(f"{LIST}gevolgen/?words=&synonym=x").status_code == 200
