"""Promoted results: which stand first today, what is refused, and how an item is named in the form."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from search.editors.items import candidates
from search.editors.promotions import Promotion, promotions_for
from tests.factories.search import document, fill

pytestmark = pytest.mark.django_db

LIST = "/beheer/zoeken/uitgelicht/"
TODAY = localdate()
DAY = datetime.timedelta(days=1)


def promotion(query="taal", object_id="1", **values):
    values = {"kind": "praktijk", "item_title": "X", "reason": "Nieuw", "until": TODAY + 30 * DAY, **values}
    return Promotion.objects.create(query=query, object_id=object_id, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"until": TODAY - DAY},
        {"until": TODAY + 367 * DAY},
        {"reason": ""},
        {"query": ""},
        {"object_id": "2"},
    ],
    ids=["past", "over a year", "no reason", "no question", "twice"],
)
def test_the_database_refuses(values):
    promotion(object_id="2")
    with pytest.raises(IntegrityError), transaction.atomic():
        promotion(**values)


def test_what_stands_first_today_is_one_query(django_assert_num_queries):
    promotion(object_id="1")
    promotion(object_id="2", until=TODAY)
    promotion(object_id="3", since=TODAY - 9 * DAY, until=TODAY - DAY)
    promotion("werk", object_id="4")
    with django_assert_num_queries(1):
        assert promotions_for("taal") == [("praktijk", "1"), ("praktijk", "2")]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("/praatcafe/", ["Praatcafé"]),
        ("https://www.samenwijs.example/praatcafe?van=mail#deel", ["Praatcafé"]),
        ("praatcafe", ["Praatcafé"]),
        ("PraatCafé", ["Praatcafé"]),
        ("praat", ["Praatcafé", "Praatgroep voor ouders"]),
        ("oudercafe", ["Praatgroep voor ouders"]),
        ("cafe", ["Praatgroep voor ouders", "Taalcafe"]),
        ("ouders praat", ["Praatgroep voor ouders"]),
        ("/praat/", []),
        ("http://[", []),
        ("%", []),
        ("\x00 ", []),
    ],
)
def test_an_item_is_named_by_address_or_title(text, titles):
    fill(
        document("Praatcafé", url="/praatcafe/"),
        document("Praatgroep voor ouders", url="/praatgroep/", names=("Oudercafé", "café")),
        document("Taalcafe"),
    )
    assert [entry.title for entry in candidates(text)] == titles


def test_an_editor_promotes_a_result(as_editor, entries):
    form = {"query": "Taal  Oefenén", "item": "/praatcafe/", "reason": "Nieuw", "until": f"{TODAY + 30 * DAY}"}
    assert as_editor.post(f"{LIST}new/", form).status_code == 302
    assert promotions_for("taal oefenen") == [("praktijk", "1")]
    page = as_editor.get(LIST).content.decode()
    assert "Praatcafé" in page
    assert "loopt" in page
    assert "staat al" not in page
    assert "al uitgelicht" in as_editor.post(f"{LIST}new/", form).content.decode()


def test_a_title_that_fits_several_is_chosen_from_a_list(as_editor):
    fill(document("Praatcafé", url="/praatcafe/"), document("Praatgroep", url="/praatgroep/"))
    form = {"query": "taal", "item": "praat", "reason": "Nieuw", "until": f"{TODAY}"}
    answer = as_editor.post(f"{LIST}new/", form)
    assert "Kies er hier één" in answer.content.decode()
    choices = dict(answer.context["form"].fields["item_choice"].choices)
    chosen = next(key for key, label in choices.items() if label.startswith("Praatgroep"))
    assert as_editor.post(f"{LIST}new/", {**form, "item_choice": chosen}).status_code == 302
    assert Promotion.objects.get().item_title == "Praatgroep"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"until": f"{TODAY - DAY}"}, "Kies een dag vanaf vandaag"),
        ({"until": f"{TODAY + 400 * DAY}"}, "hoogstens een jaar ver"),
        ({"until": ""}, "verplicht veld"),
        ({"item": "/bestaat-niet/"}, "We vinden niets met dit adres"),
        ({"query": "?!"}, "Typ minstens één woord"),
        ({"reason": ""}, "verplicht veld"),
    ],
)
def test_what_is_wrong_is_said(as_editor, entries, form, said):
    good = {"query": "taal", "item": "/praatcafe/", "reason": "Nieuw", "until": f"{TODAY + DAY}"}
    assert said in as_editor.post(f"{LIST}new/", {**good, **form}).content.decode()
    assert not Promotion.objects.exists()


def test_a_promotion_that_is_over_can_be_extended_and_one_of_what_is_gone_says_so(as_editor, entries):
    over = promotion(object_id="1", item_title="Praatcafé", since=TODAY - 9 * DAY, until=TODAY - DAY)
    promotion(object_id="99", item_title="Verdwenen praktijk")
    page = as_editor.get(LIST).content.decode()
    assert "voorbij" in page
    assert "Verdwenen praktijk (niet meer te vinden)" in page
    edit = f"{LIST}edit/{over.pk}/"
    assert 'value="/praatcafe/"' in as_editor.get(edit).content.decode()
    form = {"query": "taal", "item": "/huiswerkklas/", "reason": "Nog een jaar", "until": f"{TODAY + 366 * DAY}"}
    assert as_editor.post(edit, form).status_code == 302
    assert promotions_for("taal") == [("praktijk", "2"), ("praktijk", "99")]
