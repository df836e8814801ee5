"""requirements/ holds what pyproject.toml asks, with hashes and without addresses; checked without a network."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT

EXTRAS = {"run": ["embedded"], "test": ["embedded", "test"]}


def pins(lock: str) -> dict[str, list[str]]:
    """Return the pinned versions by package; a package may have one per platform."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / "requirements" / f"{lock}.txt").read_text().splitlines():
        if match := re.match(r"^([A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)", line):
            found.setdefault(canonicalize_name(match[1]), []).append(match[2])
    return found


@pytest.mark.parametrize("lock", EXTRAS)
def test_the_lock_satisfies_pyproject(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"]]
    for extra in EXTRAS[lock]:
        wanted += project["optional-dependencies"][extra]
    pinned = pins(lock)
    faults = [
        text
        for text in wanted
        for requirement in [Requirement(text)]
        if not any(requirement.specifier.contains(v) for v in pinned.get(canonicalize_name(requirement.name), []))
    ]
    assert faults == [], "run make lock"


def test_the_tests_run_on_the_versions_of_the_site() -> None:
    test = pins("test")
    assert {name: versions for name, versions in pins("run").items() if test.get(name) != versions} == {}


@pytest.mark.parametrize("lock", EXTRAS)
def test_every_pin_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    assert "://" not in text
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert [block.splitlines()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []
