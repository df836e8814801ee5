"""The shape of the repository: what stands where, and how large it may be."""

import importlib
import re
import sysconfig
from pathlib import Path

import pytest

from tests.architecture.sources import ROOMS, ROOT, python_files, short

LONGEST_FILE = 500
LONGEST_README = 60


def test_platform_is_a_plain_folder() -> None:
    """With an `__init__.py` or a module in it, it would hide the standard library's `platform`."""
    assert short(list((ROOT / "platform").glob("*.py"))) == []
    assert {f.name for f in (ROOT / "platform").iterdir() if f.is_dir() and f.name != "__pycache__"} == {
        "config",
        "portal",
    }


def test_the_standard_librarys_platform_is_found() -> None:
    module = importlib.import_module("platform")
    assert Path(str(module.__file__)).parent == Path(sysconfig.get_path("stdlib"))
    assert importlib.import_module("uuid").uuid4()


@pytest.mark.parametrize("folder", ["tests", *ROOMS])
def test_every_folder_with_python_is_a_package(folder: str) -> None:
    folders = {file.parent for file in (ROOT / folder).rglob("*.py")}
    assert short(sorted(f for f in folders if not (f / "__init__.py").exists())) == []


def test_no_file_is_too_long_to_read() -> None:
    files = [file for file in python_files(*ROOMS, "tests") if len(file.read_text().splitlines()) > LONGEST_FILE]
    assert short(files) == []


def test_no_module_is_a_drawer() -> None:
    """A module is named after its subject."""
    drawers = {"utils", "util", "helpers", "common", "misc", "core"}
    assert short([file for file in python_files() if file.stem in drawers or file.parent.name in drawers]) == []


def apps() -> list[Path]:
    return sorted({file.parent for room in ROOMS for file in (ROOT / room).rglob("apps.py")})


@pytest.mark.parametrize("room", [*short(apps()), "platform", "tests", "docs/decisions"])
def test_every_room_has_a_readme_of_one_screen(room: str) -> None:
    readme = ROOT / room / "README.md"
    assert readme.is_file()
    assert 3 < len(readme.read_text().splitlines()) <= LONGEST_README


@pytest.mark.parametrize("adr", sorted(f.name for f in (ROOT / "docs/decisions").glob("0*.md")))
def test_a_decision_has_context_options_and_consequence(adr: str) -> None:
    text = (ROOT / "docs/decisions" / adr).read_text()
    assert re.findall(r"^## (\w+)$", text, re.MULTILINE) == ["Context", "Options", "Consequence"]
    assert f"]({adr})" in (ROOT / "docs/decisions/README.md").read_text()


def test_links_between_papers_lead_somewhere() -> None:
    dead = []
    for paper in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(f / "README.md" for f in apps())]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", paper.read_text()):
            if not (paper.parent / target).exists():
                dead.append(f"{paper.relative_to(ROOT)}: {target}")
    assert dead == []
