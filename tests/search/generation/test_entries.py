"""Generated entries: there to measure with, labelled, and gone when asked."""

from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client

from search import indexing
from search.entries import Entry
from search.generation.entries import there
from search.generation.language import COMPOUNDS, LONGEST, SHORTEST, Language
from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabularies(settings: LazySettings) -> None:
    settings.EXAMPLE_ACCOUNTS = True
    ThemeFactory(code="werk", parent=ThemeFactory(code="leren-en-werken"))
    MunicipalityFactory(nis="71016", name="Genk")


def generate(*arguments: str) -> str:
    out = StringIO()
    call_command("generate_entries", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def contents() -> list[tuple[object, ...]]:
    return list(Entry.objects.order_by("kind", "object_id").values_list("kind", "object_id", "title", "text", "facets"))


def test_they_are_of_real_kinds_with_values_of_this_database_and_labelled() -> None:
    assert "300 written" in generate("300")

    entries = list(there())
    assert len(entries) == 300
    assert all(entry.is_example and entry.title.startswith("Voorbeeld: ") for entry in entries)
    assert all(SHORTEST <= len(entry.text.split()) <= LONGEST for entry in entries)
    found = {facet for entry in entries for facet in entry.values}
    assert {"soort:praktijk", "soort:evenement", "thema:werk", "gemeente:71016", "kost:onbekend"} <= found
    # What the vocabularies add to items, they add here too.
    assert all("thema:leren-en-werken" in entry.values for entry in entries if "thema:werk" in entry.values)
    assert Client().get("/zoeken/?q=voorbeeld").status_code == 200


def test_the_same_seed_gives_the_same_entries_and_no_more_of_them() -> None:
    generate("20")
    before = contents()

    generate("20")
    assert contents() == before
    generate("20", "--seed", "2")
    assert {row[:2] for row in contents()} != {row[:2] for row in before}


def test_removing_leaves_what_is_real() -> None:
    PracticePageFactory()
    before = contents()
    generate("20")

    assert generate("--remove").startswith("generated entries: 20 removed\n")
    assert contents() == before != []


def test_reconciling_removes_them() -> None:
    generate("20")

    assert len(indexing.reconcile().removed) == 20
    assert not there().exists()
    assert Entry.objects.filter(kind="gemeente").exists()


def test_a_site_that_people_use_is_asked_for_a_yes(settings: LazySettings) -> None:
    settings.EXAMPLE_ACCOUNTS = False

    with pytest.raises(CommandError, match="People use this site"):
        generate("5")
    assert not there().exists()
    assert "5 written" in generate("5", "--yes")


@pytest.mark.parametrize("arguments", [[], ["0"], ["-5"]])
def test_a_number_is_needed(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        generate(*arguments)


def test_compounds_are_made_of_words_that_make_compounds() -> None:
    compounds = Language(seed=1).compounds

    assert len(compounds) == COMPOUNDS
    assert all(len(word) >= 8 for word in compounds)
    assert Language(seed=2).compounds != compounds
