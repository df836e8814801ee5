"""Who may import what."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable

from tests.architecture.sources import ROOT, module_of, python_files, tracked_files

PRIVATE_TO_AN_APP = {"views", "forms", "wagtail_hooks"}


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def imports_of(source: str) -> list[str]:
    """Return the modules that a source imports by their full name."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def test_no_app_imports_the_views_forms_or_hooks_of_another() -> None:
    ours = re.compile(r"^(portal|practices|networks|search)\b")
    faults = []
    for file in python_files():
        module = module_of(file)
        for name in imports_of(file.read_text()):
            parts = name.split(".")
            private = next((i for i, part in enumerate(parts) if part in PRIVATE_TO_AN_APP), None)
            if private is None or not ours.match(name):
                continue
            app = ".".join(parts[:private])
            if not (module == app or module.startswith(f"{app}.")) and not allowed(module, name):
                faults.append(f"{module} imports {name}")
    assert faults == []


def allowed(module: str, name: str) -> bool:
    """Tell whether an import of another app's private part has a reason."""
    # The base of every form of a page, and what a form asks to offer terms: made to be used by the forms above.
    return name.startswith(("portal.pages.forms", "portal.reference.forms"))


def test_a_part_of_a_room_imports_its_parent_and_never_the_other_way_round() -> None:
    """Guidelines stand on practices, events on networks."""
    apps = {module_of(file).removesuffix(".apps") for file in python_files() if file.name == "apps.py"}
    parts = {app: app.rpartition(".")[0] for app in apps if app.rpartition(".")[0] in apps - {"portal"}}
    assert parts
    faults = [
        f"{module_of(file)} imports {name}"
        for part, parent in parts.items()
        for file in python_files()
        if module_of(file).startswith(f"{parent}.") and not is_within(module_of(file), parts)
        for name in imports_of(file.read_text())
        if name == part or name.startswith(f"{part}.")
    ]
    assert faults == []


def is_within(module: str, apps: Iterable[str]) -> bool:
    """Tell whether `module` belongs to one of `apps`."""
    return any(module == app or module.startswith(f"{app}.") for app in apps)


def test_nobody_writes_visibility_by_hand() -> None:
    """`visible_to_public()` is the only door to public lists."""
    by_hand = re.compile(r"\.live\(\)|(?<!searchable)\.public\(\)")
    faults = [module_of(file) for file in python_files() if by_hand.search(file.read_text())]
    assert faults == []


def test_the_portal_names_no_feature() -> None:
    by_name = re.compile(r"get_model\(|[\"'](practices|networks|search|guidelines|offers|events)\.[A-Z]\w+[\"']")
    faults = [module_of(file) for file in python_files("platform/portal") if by_name.search(file.read_text())]
    assert faults == []


def test_no_server_file_of_this_machine_is_named() -> None:
    """Nothing in the repository knows a machine or a package index."""
    private = re.compile(rb"--(extra-)?index-url|--find-links|/root/|/home/\w+/")
    faults = [
        str(file.relative_to(ROOT))
        for file in tracked_files()
        if file.suffix in {".py", ".md", ".toml", ".txt", ".yaml", ".html", ""}
        and file.name != "test_imports.py"
        and private.search(file.read_bytes())
    ]
    assert faults == []
