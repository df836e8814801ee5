"""The starter content of practices: what comes in, twice, after an edit, and what is refused."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from portal import slots
from portal.loading import DataFault
from portal.organisations.loading import load_municipalities, load_organisations
from portal.reference.loading import load_programmes, load_vocabularies
from practices.loading import STARTER, load_practices
from practices.models import PracticeIndexPage, PracticePage
from tests.factories.accounts import UserFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.reference import (
    ActionFactory,
    PolicyDomainFactory,
    PracticeStatusFactory,
    QualityLevelFactory,
    TargetGroupFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

Write = Callable[[Any], Path]
ROW: dict[str, Any] = {
    "id": "buren-koken-genk",
    "title": "Buren koken in Genk",
    "summary": "Buren koken samen.",
    "municipalities": ["71016"],
    "organisation": None,
    "themes": ["school"],
    "target_groups": ["ouders"],
    "actions": ["actie"],
    "policy_domains": ["jeugd"],
    "what": "Elke maand.",
    "result": "Meer buren kennen elkaar.",
    "difficulties": None,
    "cost": "22.500 euro per jaar",
    "fte": None,
    "cost_amount": 22500,
    "fte_amount": None,
    "start_year": 2020,
    "end_year": None,
    "status": None,
    "partners": ["CAW"],
    "evidence": [
        {"name": "Buren", "value": "ruim 60", "period": "2021", "source_paraphrase": "Persbericht van de stad."}
    ],
    "source_url": "https://www.voorbeeld.be/bron",
    "source_title": "Buren koken",
    "source_date": "2021-05",
    "other_sources": ["https://www.voorbeeld.be/andere"],
    "confidence": "read in part",
    "richness": "rijk",
    "note": "Startjaar afgeleid.",
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows as the file of the starter content; return its folder. What the rows refer to exists."""
    OrganisationFactory(municipality=MunicipalityFactory(nis="71016", name="Genk"), name="Genk")
    for factory, code in (
        (ThemeFactory, "school"),
        (TargetGroupFactory, "ouders"),
        (ActionFactory, "actie"),
        (PolicyDomainFactory, "jeugd"),
        (PracticeStatusFactory, "onbekend"),
        (QualityLevelFactory, "ingediend"),
    ):
        factory(code=code)

    def writes(rows: Any) -> Path:
        (tmp_path / "practices.json").write_text(rows if isinstance(rows, str) else json.dumps(rows), encoding="utf-8")
        return tmp_path

    return writes


def changed(**values: Any) -> dict[str, Any]:
    return copy.deepcopy(ROW) | values


def test_a_row_becomes_a_public_practice(write):
    assert str(load_practices(write([ROW]))) == "practices.json: 1 new, 0 updated, 0 unchanged"
    practice = PracticePage.objects.visible_to_public().get()
    assert practice.url_path.endswith("/praktijken/buren-koken-genk/")
    assert (practice.origin, practice.status.code, practice.quality_level.code) == ("bron", "onbekend", "ingediend")
    assert (practice.result_unknown, practice.difficulties_unknown, practice.cost_unknown, practice.fte_unknown) == (
        False,
        True,
        False,
        True,
    )
    assert (practice.cost_class, practice.effort_class) == ("midden", "")
    assert practice.owner_organisation.municipality_id == "71016"
    assert [block.value["realised"] for block in practice.figures] == ["ruim 60"]
    assert practice.figures_story == "Buren, 2021: Persbericht van de stad."
    assert [block.value["name"] for block in practice.partners] == ["CAW"]
    assert practice.source_note == "Startjaar afgeleid. Van de bron is alleen het begin gelezen."
    assert practice.other_sources == ["https://www.voorbeeld.be/andere"]
    assert {
        term.code
        for name in ("themes", "target_groups", "actions", "policy_domains")
        for term in getattr(practice, name).all()
    } == {
        "school",
        "ouders",
        "actie",
        "jeugd",
    }
    assert practice.revisions.count() == 1


def test_loading_twice_changes_nothing(write):
    folder = write([ROW])
    load_practices(folder)
    before = PracticePage.objects.values().get()
    assert str(load_practices(folder)) == "practices.json: 0 new, 0 updated, 1 unchanged"
    assert PracticePage.objects.values().get() == before
    assert PracticeIndexPage.objects.count() == 1


def test_a_changed_row_is_followed_until_somebody_edits(write):
    load_practices(write([ROW]))
    assert (
        str(load_practices(write([changed(title="Nieuwe titel")]))) == "practices.json: 0 new, 1 updated, 0 unchanged"
    )
    practice = PracticePage.objects.get(title="Nieuwe titel")
    practice.what = "Zoals een redacteur het schreef."
    practice.save_revision(user=UserFactory()).publish()
    assert "1 kept as edited (buren-koken-genk)" in str(load_practices(write([changed(title="Derde titel")])))
    practice.refresh_from_db()
    assert (practice.title, practice.what) == ("Nieuwe titel", "Zoals een redacteur het schreef.")


def test_a_withdrawn_practice_stays_away(write):
    load_practices(write([ROW]))
    PracticePage.objects.get().unpublish()
    load_practices(write([changed(title="Nieuwe titel")]))
    assert not PracticePage.objects.visible_to_public().exists()


def test_the_fullest_open_the_listing(write):
    rows = [
        changed(id=f"rij-{number}", richness=richness)
        for number, richness in enumerate(("dun", "rijk", "gewoon", "rijk"))
    ]
    load_practices(write(rows))
    newest = PracticePage.objects.order_by("-first_published_at").values_list("slug", flat=True)
    assert list(newest) == ["rij-1", "rij-3", "rij-2", "rij-0"]


def test_a_practice_of_several_municipalities_has_no_owner_of_its_own(write):
    MunicipalityFactory(nis="71022")
    load_practices(write([changed(municipalities=["71016", "71022"])]))
    assert PracticePage.objects.get().owner_organisation is None


def without(column: str) -> dict[str, Any]:
    return {name: value for name, value in ROW.items() if name != column}


FAULTS = {
    "practices.json, row 1, themes: 'fout' is not a known code": changed(themes=["fout"]),
    "practices.json, row 1, municipalities: '99999' is not a known code": changed(municipalities=["99999"]),
    "practices.json, row 1, actions: 'fout' is not a known code": changed(actions=["fout"]),
    "practices.json, row 1, status: 'fout' is not a known code": changed(status="fout"),
    "practices.json, row 1, themes: a practice has at least one theme": changed(themes=[]),
    "practices.json, row 1, themes: the value is not a list": changed(themes="school"),
    "practices.json, row 1, partners: the value is not a list": changed(partners=None),
    "practices.json, row 1, what: the column is missing": without("what"),
    "practices.json, row 1, what: the text is missing": changed(what=""),
    "practices.json, row 1, organisation: 'Onbekend vzw' is not an organisation": changed(organisation="Onbekend vzw"),
    "practices.json, row 1, cost_amount: 'veel' is not a number": changed(cost_amount="veel"),
    "practices.json, row 1, start_year: '2020' is not a number": changed(start_year="2020"),
    "practices.json, row 1, end_year: the end lies before the start": changed(end_year=2010),
    "practices.json, row 1, summary: ": changed(summary="x" * 281),
    "practices.json, row 1, source_date: ": changed(source_date="mei 2021"),
    "practices.json, row 1, source_url: ": changed(source_url="geen adres"),
    "practices.json, row 1, richness: 'vol' is not one of": changed(richness="vol"),
    "practices.json, row 1, evidence.period: the column is missing": changed(evidence=[{"name": "a", "value": "1"}]),
    "practices.json, row 1, evidence.name: the column is missing": changed(evidence=["64"]),
    "practices.json, row 1, evidence.source_paraphrase: a figure never": changed(
        evidence=[{"name": "a", "value": "1", "period": None, "source_paraphrase": ""}]
    ),
}


@pytest.mark.parametrize("message", FAULTS)
def test_a_fault_names_file_row_column_and_rule(write, message):
    with pytest.raises(DataFault) as fault:
        load_practices(write([FAULTS[message]]))
    assert str(fault.value).startswith(message)
    assert not PracticePage.objects.exists()


def test_a_double_id_names_both_rows(write):
    with pytest.raises(DataFault, match="row 2, id: 'buren-koken-genk' stands in row 1 too"):
        load_practices(write([ROW, ROW]))


def test_a_fault_in_the_last_row_changes_nothing(write, monkeypatch):
    folder = write([ROW, changed(id="tweede", themes=["fout"])])
    loader = slots.Loader(1, "practices", lambda: load_practices(folder))
    monkeypatch.setattr(slots, "loaders", lambda purpose: [loader])
    with pytest.raises(CommandError, match=r"Nothing was loaded\. practices\.json, row 2, themes"):
        call_command("load_starter")
    assert not PracticePage.objects.exists()


def test_another_encoding_and_no_json_are_refused(write, tmp_path):
    folder = write("[{]")
    with pytest.raises(DataFault, match="row 1: not JSON"):
        load_practices(folder)
    (tmp_path / "practices.json").write_bytes("é".encode("latin-1"))
    with pytest.raises(DataFault, match="not UTF-8"):
        load_practices(tmp_path)


def test_the_starter_content_itself_loads_once(django_assert_max_num_queries):
    for load in (load_vocabularies, load_programmes, load_municipalities, load_organisations):
        load()
    assert str(load_practices()) == "practices.json: 87 new, 0 updated, 0 unchanged"
    public = PracticePage.objects.visible_to_public()
    assert public.count() == 87
    assert not public.exclude(quality_level__code="ingediend").exists()
    assert public.exclude(cost_class="").count() == 7
    assert public.exclude(effort_class="").count() == 3
    with django_assert_max_num_queries(110):  # one for each practice, and what they refer to
        assert str(load_practices()) == "practices.json: 0 new, 0 updated, 87 unchanged"


def test_amounts_have_a_reason_and_nothing_is_filled_in_without_a_text():
    rows = json.loads((STARTER / "practices.json").read_text(encoding="utf-8"))
    assert len(rows) == 87
    for row in rows:
        assert bool(row["cost_basis"]) == bool(row["cost"] or row["fte"]), row["id"]
        assert row["cost"] or row["cost_amount"] is None, row["id"]
        assert row["fte"] or row["fte_amount"] is None, row["id"]
