"""Cards kept with entries."""

import datetime
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy

from portal.cards import Badge, Card, Fact, Link, Measure, Silhouette, Tag
from search.cards import pack, unpack

FULL = Card(
    kind="event",
    kind_label="Inspiratiedag",
    url="/evenementen/dag/",
    title="Een dag",
    text="Waarom je komt",
    silhouettes=(Silhouette("M0 0l1 1", "0 0 1 1"), Silhouette("M1 1", "1 1 2 2")),
    measures=(Measure("cost", "Kost", "onbekend", None), Measure("effort", "Inspanning", "0,4 VTE", 2)),
    place="Genk",
    badge=Badge(3, "Onderbouwd"),
    tags=(Tag("Plaats vrij", "green"),),
    foot=("van 9 tot 12 uur",),
    day=datetime.date(2027, 2, 11),
    day_off=True,
    is_example=True,
    within=Fact("Bijlage bij", (Link("Praatcafé", "/praktijken/praatcafe/", "en 2 andere"),)),
)


def through_json(card: Card) -> Card:
    return unpack(json.loads(json.dumps(pack(card), cls=DjangoJSONEncoder)))


def test_a_full_card_comes_back_as_it_was() -> None:
    assert through_json(FULL) == FULL


def test_a_bare_card_comes_back_as_it_was() -> None:
    card = Card(kind="page", kind_label="Pagina", url="/over/", title="Over")

    assert through_json(card) == card


def test_words_to_translate_are_kept_as_words() -> None:
    card = Card(kind="page", kind_label=gettext_lazy("Pagina"), url="/", title="Over")  # type: ignore[arg-type]

    assert through_json(card).kind_label == "Pagina"


def test_a_part_that_cards_have_no_more_is_left_out() -> None:
    assert unpack({**pack(FULL), "colour": "red", "day": None}).title == "Een dag"
