"""The starter content of guidelines: 27 of other publishers, loaded once, never over what somebody edited."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.loading import DataFault, read_json
from portal.organisations.loading import load_municipalities, load_organisations
from portal.organisations.models import Organisation
from portal.reference.loading import load_vocabularies
from portal.reference.models import GuidelineKind
from practices.guidelines.fillings import DOORS, listing_address
from practices.guidelines.loading import FILE, load_guidelines
from practices.guidelines.models import GuidelinePage
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.reference import AudienceFactory, GuidelineKindFactory, ThemeFactory

pytestmark = pytest.mark.django_db

ROWS = read_json(FILE)


@pytest.fixture
def vocabularies(db: None) -> None:
    """What the file refers to."""
    for code in {code for row in ROWS for code in row["themes"]}:
        ThemeFactory(code=code)
    for code in {code for row in ROWS for code in row["audience"]}:
        AudienceFactory(code=code)
    for code in {row["kind"] for row in ROWS}:
        GuidelineKindFactory(code=code)
    for number, name in enumerate(sorted({row["organisation"] for row in ROWS})):
        OrganisationFactory(code=f"uitgever-{number}", name=name)


@pytest.fixture
def one(vocabularies: None, tmp_path: Path) -> Any:
    """Return a function that loads one row with changes."""

    def load(**changes: Any) -> Any:
        file = tmp_path / "guidelines.json"
        file.write_text(json.dumps([{**ROWS[0], **changes}]), encoding="utf-8")
        return load_guidelines(file)

    return load


def test_all_are_public_and_of_another(vocabularies):
    report = load_guidelines()
    assert (report.created, report.updated, report.unchanged) == (27, 0, 0)
    loaded = GuidelinePage.objects.visible_to_public()
    assert loaded.count() == 27
    assert not loaded.filter(issued_by="agii").exists()
    assert {page.starter_id for page in loaded} == {row["id"] for row in ROWS}


def test_loading_again_changes_nothing(vocabularies):
    load_guidelines()
    before = list(GuidelinePage.objects.order_by("pk").values())
    report = load_guidelines()
    assert (report.created, report.updated, report.unchanged) == (0, 0, 27)
    assert list(GuidelinePage.objects.order_by("pk").values()) == before


def test_each_field_arrives(vocabularies):
    load_guidelines()
    row = next(row for row in ROWS if row["id"] == "safer-cities-inspiratiegids")
    page = GuidelinePage.objects.get(starter_id=row["id"])
    assert (page.title, page.summary, page.publisher, page.year) == (
        row["title"],
        row["summary"],
        row["publisher"],
        row["year"],
    )
    assert page.guideline_kind == GuidelineKind.objects.get(code=row["kind"])
    assert {theme.code for theme in page.themes.all()} == set(row["themes"])
    assert {audience.code for audience in page.audiences.all()} == set(row["audience"])
    assert page.owner_organisation == Organisation.objects.get(name="Plan International België")
    assert (page.source_url, page.source_note) == (row["source_url"], row["note"])
    chapter = page.chapters[0].value
    assert chapter["title"] == "In het kort"
    assert [str(block.value).count("<li>") for block in chapter["text"]] == [len(row["points"])]


def test_what_somebody_edited_survives(vocabularies, one):
    one()
    page = GuidelinePage.objects.get()
    page.title = "Door een mens"
    page.save_revision(user=UserFactory()).publish()
    report = one(title="Uit het bestand")
    assert report.kept == [ROWS[0]["id"]]
    assert GuidelinePage.objects.get().title == "Door een mens"


def test_what_nobody_touched_follows_the_file(one):
    one()
    assert one(title="Uit het bestand").updated == 1
    assert GuidelinePage.objects.get().title == "Uit het bestand"


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"kind": "onbestaand"}, "kind"),
        ({"themes": ["onbestaand"]}, "themes"),
        ({"audience": ["onbestaand"]}, "audience"),
        ({"organisation": "Niemand"}, "organisation"),
        ({"points": []}, "points"),
        ({"points": "een zin"}, "points"),
        ({"summary": "x" * 281}, "summary"),
        ({"source_url": "geen adres"}, "source_url"),
        ({"year": -1}, "source_date"),
    ],
)
def test_a_fault_names_row_and_column_and_loads_nothing(one, changes, column):
    with pytest.raises(DataFault) as fault:
        one(**changes)
    assert (fault.value.row, fault.value.column) == (1, column)
    assert not GuidelinePage.objects.exists()


def test_markup_in_a_point_stays_text(one):
    one(points=["Gebruik <b>geen</b> & teken"])
    assert "&lt;b&gt;geen&lt;/b&gt; &amp; teken" in str(GuidelinePage.objects.get().chapters[0].value["text"])


def test_the_file_fits_the_reference_data_of_the_site(client):
    load_vocabularies()
    load_municipalities()
    load_organisations()
    assert load_guidelines().created == 27
    for _words, query in DOORS:
        assert "0 richtlijnen" not in client.get(listing_address(query)).content.decode(), query
