"""The verbs of the Makefile, and the hooks of a commit, which are the same commands."""

import re
import subprocess

from tests.architecture.sources import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()


def test_make_alone_lists_the_verbs() -> None:
    answer = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for verb in ("run", "test", "test-quick", "check", "lock", "elasticsearch", "backup", "restore"):
        assert re.search(rf"^  make {verb}  +\S", answer, re.MULTILINE), answer


def test_the_hooks_of_a_commit_run_the_checks_of_make() -> None:
    checks = MAKEFILE.replace("$(BIN)", ".venv/bin")
    entries = re.findall(r"^ +entry: (.+)$", (ROOT / ".pre-commit-config.yaml").read_text(), re.MULTILINE)
    assert entries
    assert [entry for entry in entries if entry not in checks] == []


def test_the_shared_build_runs_make_test() -> None:
    script = (ROOT / ".ci/run").read_text()
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script
    assert "make test" in script
