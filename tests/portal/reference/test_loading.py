"""Loading the vocabularies and programmes: complete, repeatable, careful with what people edited."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from portal import slots
from portal.loading import DataFault
from portal.management.loading_command import LoadingCommand
from portal.reference.loading import DATA, PROGRAMME_LISTS, VOCABULARIES, load_programmes, load_vocabularies
from portal.reference.models import Action, Crosswalk, Programme, QualityLevel, SizeClass, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path):
    """A copy of the data files, to change."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def change(file, edit):
    content = json.loads(file.read_text(encoding="utf-8"))
    edit(content)
    file.write_text(json.dumps(content), encoding="utf-8")


def everything():
    """All rows of all vocabularies, relations included."""
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in VOCABULARIES.values()}
    rows |= {model.__name__: list(model.objects.order_by("pk").values()) for model in PROGRAMME_LISTS.values()}
    rows["crosswalk"] = list(Crosswalk.objects.order_by("pk").values())
    rows["themes of actions"] = list(Action.themes.through.objects.order_by("pk").values())
    return rows


def test_every_list_of_the_files_is_loaded():
    report = load_vocabularies()
    load_programmes()
    content = json.loads((DATA / "themes.json").read_text(encoding="utf-8"))
    assert {name: model.objects.count() for name, model in VOCABULARIES.items()} == {
        name: len(rows) for name, rows in content.items() if name != "meta"
    }
    assert len(VOCABULARIES) == 25
    assert report.created == sum(len(rows) for name, rows in content.items() if name != "meta")
    assert (Programme.objects.count(), Action.objects.count()) == (4, 30)


def test_what_the_files_say_is_kept():
    load_vocabularies()
    load_programmes()
    mentoring = Theme.objects.get(code="eerste-stappen-naar-werk")
    assert mentoring.parent == Theme.objects.get(code="werk")
    assert mentoring.synonyms == ["activering", "toeleiding naar werk"]
    assert QualityLevel.objects.get(code="beproefd-elders").value == 4
    assert SizeClass.objects.get(code="inwoners-vanaf-100000").max_population is None
    action = Action.objects.get(code="ps-hogere-studies")
    assert action.kpi["rows"][0]["flemish_contribution_per_unit_eur"] == 650
    assert action.programme.is_over
    assert not Action.objects.get(code="scp-mentoring").is_over


def test_the_crosswalk_leads_from_old_actions_to_new_ones():
    load_vocabularies()
    load_programmes()
    diploma = Action.objects.get(code="ps-verkorte-opleidingstrajecten")
    assert [(row.new.code, row.relation) for row in diploma.successors.all()] == [("scp-mentoring", "verwant")]
    assert not Action.objects.get(code="ps-hogere-studies").successors.exists()


def test_loading_twice_changes_nothing():
    load_vocabularies()
    load_programmes()
    before = everything()
    again = [load_vocabularies(), load_programmes()]
    assert everything() == before
    assert [(report.created, report.updated, report.kept) for report in again] == [(0, 0, []), (0, 0, [])]


def test_loading_again_takes_few_queries(django_assert_max_num_queries):
    load_vocabularies()
    load_programmes()
    with django_assert_max_num_queries(40):
        load_vocabularies()
        load_programmes()


def test_a_changed_file_is_followed_where_nobody_edited(data):
    load_vocabularies()
    Theme.objects.filter(code="werk").update(label="Werk en opleiding")
    change(data / "themes.json", lambda content: content["themes"][0].update(label="Arbeid"))
    change(data / "themes.json", lambda content: content["themes"][1].update(label="Eerste stap"))
    report = load_vocabularies(data)
    assert Theme.objects.get(code="werk").label == "Werk en opleiding"
    assert Theme.objects.get(code="eerste-stappen-naar-werk").label == "Eerste stap"
    assert (report.updated, report.kept) == (1, ["werk"])
    assert "1 kept as edited (werk)" in str(report)


def test_edited_relations_of_an_action_survive(data):
    load_vocabularies()
    load_programmes()
    action = Action.objects.get(code="ps-verkorte-opleidingstrajecten")
    action.successors.all().delete()
    action.themes.add(Theme.objects.get(code="werk"))
    change(data / "programmes.json", lambda content: [row.update(sort=1) for row in content["actions"]])
    report = load_programmes(data)
    assert not action.successors.exists()
    assert action.themes.filter(code="werk").exists()
    assert report.kept == [action.code]


def test_an_ended_term_stays_ended():
    load_vocabularies()
    Theme.objects.filter(code="werk").update(ended_on="2026-01-01")
    report = load_vocabularies()
    assert Theme.objects.get(code="werk").is_ended
    assert report.kept == []


def drop(name):
    return lambda content: content.pop(name)


def edit(name, row, **values):
    return lambda content: content[name][row].update(values)


def without(name, row, column):
    return lambda content: content[name][row].pop(column)


FAULTS = {
    "missing list": ("themes.json", drop("barriers"), "themes.json, row -, barriers: the list is missing"),
    "missing column": ("themes.json", without("themes", 2, "label"), "themes.json#themes, row 3, label: the column is"),
    "missing rank": ("themes.json", without("quality_levels", 0, "value"), "#quality_levels, row 1, value: the column"),
    "duplicate code": (
        "themes.json",
        edit("audiences", 1, code="mandataris"),
        "#audiences, row 2, code: 'mandataris'",
    ),
    "unknown parent": (
        "themes.json",
        edit("themes", 3, parent="nergens"),
        "#themes, row 4, parent: 'nergens' is",
    ),
    "third level": ("themes.json", edit("themes", 2, parent="eerste-stappen-naar-werk"), "two levels deep"),
    "code with capitals": ("themes.json", edit("barriers", 0, code="Prijs"), "#barriers, row 1, code: "),
    "label too long": ("themes.json", edit("barriers", 4, label="x" * 201), "#barriers, row 5, label: "),
    "order in words": ("themes.json", edit("barriers", 4, sort="eerst"), "#barriers, row 5, sort: "),
    "negative order": ("themes.json", edit("barriers", 4, sort=-1), "#barriers, row 5, sort: "),
    "no list": (
        "themes.json",
        lambda content: content.update(barriers={}),
        "#barriers, row -: the file does not hold",
    ),
    "unknown programme": (
        "programmes.json",
        edit("actions", 5, programme="x"),
        "#actions, row 6, programme: 'x' is",
    ),
    "unknown objective": (
        "programmes.json",
        edit("actions", 5, objective="x"),
        "#actions, row 6, objective: 'x' is",
    ),
    "unknown theme": (
        "programmes.json",
        edit("actions", 5, themes=["x"]),
        "#actions, row 6, themes: 'x' is not",
    ),
    "no such day": ("programmes.json", edit("programmes", 0, end="2025-02-30"), "#programmes, row 1, end: "),
    "unknown new action": (
        "programmes.json",
        edit("crosswalk", 5, new_actions=[{"code": "x", "relation": "verwant"}]),
        "#crosswalk, row 6, new_actions: 'x' is not a known code",
    ),
    "unknown relation": (
        "programmes.json",
        edit("crosswalk", 5, new_actions=[{"code": "scp-mentoring", "relation": "nicht"}]),
        "#crosswalk, row 6, new_actions: 'nicht' is not a known relation",
    ),
}


@pytest.mark.parametrize(("file", "spoil", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_names_file_row_column_and_rule(data, file, spoil, message):
    if file == "programmes.json":
        load_vocabularies()
    before = everything()
    change(data / file, spoil)
    with pytest.raises(DataFault) as fault:
        (load_vocabularies if file == "themes.json" else load_programmes)(data)
    assert message in str(fault.value)
    if file == "themes.json":
        assert everything() == before


def test_another_encoding_is_named(data):
    text = (data / "themes.json").read_text(encoding="utf-8")
    (data / "themes.json").write_bytes(text.encode("latin-1", errors="replace"))
    with pytest.raises(DataFault, match=r"themes\.json, row -: the file is not UTF-8 \(byte \d+\)"):
        load_vocabularies(data)


def test_broken_json_is_named_by_line(data):
    (data / "themes.json").write_text('{\n"themes": [,]\n}', encoding="utf-8")
    with pytest.raises(DataFault, match=r"themes\.json, row 2: not JSON"):
        load_vocabularies(data)


def test_a_missing_file_is_named(data):
    (data / "themes.json").unlink()
    with pytest.raises(DataFault, match=r"themes\.json, row -: the file is missing"):
        load_vocabularies(data)


class LoadForTest(LoadingCommand):
    """A loading command with a purpose of its own."""

    purpose = "test-of-loading"


@pytest.mark.django_db(transaction=True)
def test_a_fault_in_the_second_file_takes_the_first_back(data):
    change(data / "programmes.json", edit("actions", 5, themes=["x"]))
    slots.register_loader("test-of-loading", order=1, name="lists", run=load_vocabularies)
    slots.register_loader("test-of-loading", order=2, name="programmes", run=lambda: load_programmes(data))
    with pytest.raises(CommandError, match=r"Nothing was loaded\. programmes\.json#actions, row 6, themes: 'x'"):
        LoadForTest().load()
    assert Theme.objects.count() == 0
    assert Programme.objects.count() == 0
