"""Finding a municipality by what people call it."""

import pytest

from portal.organisations.finding import close_names, find
from portal.organisations.models import Municipality, Organisation
from tests.factories.organisations import FormerMunicipalityFactory, MunicipalityFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places():
    tongeren = MunicipalityFactory(nis="73111", name="Tongeren-Borgloon", postcodes=["3700", "3840"])
    FormerMunicipalityFactory(name="Borgloon", successor=tongeren, ended_on="2025-01-01")
    FormerMunicipalityFactory(name="Tongeren", successor=tongeren, ended_on="2025-01-01")
    MunicipalityFactory(nis="71053", name="Sint-Truiden", postcodes=["3800"])
    MunicipalityFactory(nis="24020", name="Bekkevoort", postcodes=["3460"])
    MunicipalityFactory(nis="21004", name="Brussel", postcodes=["1000"], brussels=True)
    MunicipalityFactory(nis="31005", name="Brugge", postcodes=["8000"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tongeren-Borgloon", ["Tongeren-Borgloon"]),
        ("borgloon", ["Tongeren-Borgloon"]),
        ("  BORGLOON ", ["Tongeren-Borgloon"]),
        ("3840", ["Tongeren-Borgloon"]),
        ("73111", ["Tongeren-Borgloon"]),
        ("sint truiden", ["Sint-Truiden"]),
        ("St. Truiden", ["Sint-Truiden"]),
        ("st-truiden", ["Sint-Truiden"]),
        ("Sint–Trúiden", ["Sint-Truiden"]),
        ("bru", ["Brugge", "Brussel"]),
        ("be", ["Bekkevoort"]),
        ("384", []),
        ("9999", []),
        ("atlantis", []),
        ("", []),
        ("%_", []),
        ("'; --", []),
        ("\x00", []),
        ("x" * 20_000, []),
    ],
)
def test_a_text_finds(text, names):
    assert [found.municipality.name for found in find(text)] == names


def test_names_that_begin_with_the_text_come_first():
    MunicipalityFactory(nis="72042", name="Aan-de-Brug")
    assert [found.municipality.name for found in find("brug")] == ["Brugge", "Aan-de-Brug"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("borgloon", "Limburg"),
        ("3840", "postcode 3840"),
        ("brussel", "Brussel"),
    ],
)
def test_it_says_why_or_where(text, note):
    assert find(text)[0].note == note


def test_a_merged_name_that_is_gone_says_where_it_went():
    FormerMunicipalityFactory(
        name="Opglabbeek", successor=MunicipalityFactory(nis="72042", name="Oudsbergen"), ended_on="2019-01-01"
    )
    assert find("opglabbeek")[0].note == "Opglabbeek hoort sinds 1 januari 2019 bij Oudsbergen."


def test_a_mistyped_name_is_suggested_old_names_too():
    assert close_names("tongren") == ["Tongeren"]
    assert close_names("Borchloon") == ["Borgloon"]
    assert close_names("xyzzy") == []


def test_finding_takes_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        find("b")


def test_organisations_are_found_by_name_number_and_place():
    authority = OrganisationFactory(
        code="gemeente-tongeren",
        name="Tongeren-Borgloon",
        municipality=Municipality.objects.get(nis="73111"),
        kbo="0207067482",
        ovo="OVO002252",
    )
    other = OrganisationFactory(code="de-brug", name="De Brug")
    for text in ("tongeren", "borgloon", "3840", "0207.067.482", "ovo002252"):
        assert list(Organisation.objects.matching(text)) == [authority], text
    assert list(Organisation.objects.matching("brug")) == [other]
    assert not Organisation.objects.matching("").exists()
