"""The files of the project, as the tests of its shape read them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("platform/config", "platform/portal", "practices", "networks", "search")


def python_files(*folders: str) -> list[Path]:
    """Return our Python files below `folders`, migrations left out."""
    return [
        file
        for folder in folders or ROOMS
        for file in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in file.parts
    ]


def module_of(file: Path) -> str:
    """Return the dotted name under which `file` is imported."""
    relative = file.relative_to(ROOT).with_suffix("")
    parts = relative.parts[1:] if relative.parts[0] == "platform" else relative.parts
    return ".".join(part for part in parts if part != "__init__")


def tracked_files() -> list[Path]:
    """Return the files that git keeps; all files outside var/ and hidden folders where there is no git."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode == 0:
        return [ROOT / name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    return [f for f in ROOT.rglob("*") if f.is_file() and not f.relative_to(ROOT).parts[0].startswith((".", "var"))]


def short(files: list[Path]) -> list[str]:
    """Return paths as a person reads them in a failure."""
    return [str(file.relative_to(ROOT)) for file in files]
