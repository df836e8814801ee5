"""Makes the environment of this copy, then hands over to it: what `make` runs before anything is installed.

Standard library only, and syntax that an old Python still reads, so that it can say which Python is needed.

    python3 platform/config/bootstrap.py run --port 8000     make .venv for the site, then start it (config/launch.py)
    python3 platform/config/bootstrap.py install-test        make .venv for the tests, a browser and an Elasticsearch
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
OLDEST_PYTHON = (3, 11)
ROOM_NEEDED_MB = 800
"""What a fresh environment with the tools of the tests takes, with some air."""
OLDEST_JDK = 21
JDK_PACKAGES = ("openjdk-21-jdk-headless", "openjdk-25-jdk-headless")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Problem(SystemExit):
    """Something that the person at the keyboard can repair; ends the program with that one sentence."""


def say(text: str = "", end: str = "\n") -> None:
    """Tell the person at the keyboard, at once."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


@contextlib.contextmanager
def step(what: str) -> Iterator[None]:
    """Say what happens, do it, and say how long it took."""
    say(f"  {what} … ", end="")
    started = time.monotonic()
    try:
        yield
    except BaseException:
        say("stopped.")
        raise
    say(f"{time.monotonic() - started:.1f} s")


def check_room(folder: Path, *, megabytes: int) -> None:
    """Raise `Problem` when `folder` cannot be written, or when its disk has less than `megabytes` left."""
    existing = folder
    while not existing.exists():
        existing = existing.parent
    if not existing.is_dir() or not os.access(str(existing), os.W_OK | os.X_OK):
        raise Problem(f"{existing} cannot be written by this user: change its owner or its rights, and run again.")
    free = shutil.disk_usage(existing).free // 1_000_000
    if free < megabytes:
        raise Problem(
            f"The disk of {folder} is full ({free} MB left, {megabytes} MB needed): make room, and run again."
        )


def ensure_environment(*locks: str) -> None:
    """Make .venv hold what the last of `locks` asks, which includes what those before it ask."""
    wanted = {lock: hashlib.sha256((ROOT / "requirements" / f"{lock}.txt").read_bytes()).hexdigest() for lock in locks}
    origin = {"python": sys.version, "root": str(ROOT)}
    installed = _read_stamp()
    same_origin = VENV_PYTHON.exists() and all(installed.get(name) == value for name, value in origin.items())
    if same_origin and installed.get(locks[-1]) == wanted[locks[-1]]:
        return
    check_room(VENV, megabytes=ROOM_NEEDED_MB)
    with step(f"Installing requirements/{locks[-1]}.txt into .venv (the first time takes a minute or two)"):
        _install(locks[-1], fresh=not same_origin)
        STAMP.write_text(json.dumps({**origin, **wanted}), encoding="utf-8")


def _read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _install(lock: str, *, fresh: bool) -> None:
    requirements = str(ROOT / "requirements" / f"{lock}.txt")
    STAMP.unlink() if STAMP.exists() else None
    if _has_uv():  # much faster, and reads the same locks
        if fresh:
            _do(["uv", "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)])
        _do(["uv", "pip", "install", "--quiet", "--python", str(VENV_PYTHON), "--require-hashes", "-r", requirements])
    else:
        if fresh:
            _check_venv_module()
            _do([sys.executable, "-m", "venv", "--clear", str(VENV)])
        pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
        _do([*pip, "--require-hashes", "-r", requirements])
    # The same as an editable install, without building anything: our packages lie in these two folders.
    for site_packages in VENV.glob("lib/python*/site-packages"):
        (site_packages / "samenwijs.pth").write_text(f"{ROOT}\n{ROOT / 'platform'}\n", encoding="utf-8")


def _has_uv() -> bool:
    """Tell whether `uv` is there and works; a version manager may leave a name that leads nowhere."""
    try:
        return subprocess.run(["uv", "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _check_venv_module() -> None:
    try:
        import ensurepip  # noqa: F401, PLC0415  some systems ship Python without it
        import venv  # noqa: F401, PLC0415
    except ImportError:
        raise Problem(
            "This Python has no venv module: install it (Debian, Ubuntu: apt-get install python3-venv), and run again."
        ) from None


def _do(command: list[str]) -> None:
    """Run one step of the installation; at a fault end with one sentence, and leave the whole output in var/."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, cwd=str(ROOT))
    if done.returncode == 0:
        return
    output = done.stdout.decode("utf-8", "replace")
    if "No space left on device" in output:
        raise Problem(f"The disk of {VENV} is full: make room, and run again.")
    if "Permission denied" in output:
        raise Problem(f"{VENV} cannot be written by this user: change its owner or remove it, and run again.")
    log = ROOT / "var" / "install.log"
    log.parent.mkdir(exist_ok=True)
    log.write_text(output, encoding="utf-8")
    last = next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "no output")
    raise Problem(f"Installing failed ({last[:200]}): check the network and read var/install.log, then run again.")


def ensure_browser() -> None:
    """See that a Chromium is there for the browser tests; install it where the system's package manager may."""
    if not any(shutil.which(name) for name in BROWSERS):
        _install_package("chromium", what_for="The browser tests need Chromium")


def ensure_elasticsearch() -> None:
    """See that the tests have an Elasticsearch: the one of ELASTICSEARCH_TEST_URL, or a node built here."""
    if os.environ.get("ELASTICSEARCH_TEST_URL"):
        return
    if not find_jdk():
        _install_package(
            *JDK_PACKAGES,
            what_for=f"The tests need Elasticsearch, which needs a full JDK, {OLDEST_JDK} or newer (or ES_JAVA_HOME)",
        )
    if not shutil.which("mvn"):
        _install_package("maven", what_for="The tests need Elasticsearch, which is fetched by Maven")
    building = subprocess.run([str(VENV_PYTHON), "-m", "tests.elasticsearch_node", "build"], cwd=str(ROOT), check=False)
    if building.returncode:
        raise SystemExit(building.returncode)  # it said why


def find_jdk() -> Path | None:
    """Return the folder of a full JDK that Elasticsearch runs on; `None` when there is none.

    Smaller runtimes leave out `jdk.jlink`, which the modules of Elasticsearch ask for.
    """
    named = [Path(os.environ[name]) for name in ("ES_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    for folder in (*named, *sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)):
        with contextlib.suppress(OSError):
            release = (folder / "release").read_text(encoding="utf-8")
            version = re.search(r'^JAVA_VERSION="(\d+)', release, re.MULTILINE)
            is_full = "jdk.jlink" in release and (folder / "bin" / "javac").exists()
            if is_full and version and int(version.group(1)) >= OLDEST_JDK:
                return folder
    return None


def _install_package(*names: str, what_for: str) -> None:
    """Install the first of `names` that the system knows; end with one sentence where this user may not."""
    if not shutil.which("apt-get"):
        raise Problem(f"{what_for}: install the package {names[0]}, and run again.")
    if os.geteuid() != 0:
        raise Problem(f"{what_for}: run 'sudo apt-get install {names[0]}', and run again.")
    with step(f"Installing the package {names[0]}"):
        _do(["apt-get", "update", "--quiet"])
        shown = [subprocess.run(["apt-cache", "show", name], capture_output=True, check=False) for name in names]
        known = [name for name, answer in zip(names, shown) if answer.returncode == 0]  # noqa: B905  no strict= in old Python
        if not known:
            raise Problem(f"{what_for}, and this system has no package {names[0]}: install it, and run again.")
        apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "--yes", "--quiet", "--no-upgrade"]
        _do([*apt, known[0]])


def run(port: str) -> None:
    """Make the environment for the site and let its own Python take over this process."""
    say("Samenwijs: starting. Ctrl-C ends it.")
    ensure_environment("run")
    os.chdir(str(ROOT))
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", **os.environ}
    arguments = [str(VENV_PYTHON), "-m", "config.launch", "--port", port]
    os.execve(arguments[0], arguments, environment)  # noqa: S606  our own program


def main() -> None:
    """Do what the verb asks."""
    if sys.version_info < OLDEST_PYTHON:
        raise Problem(
            "Samenwijs needs Python {}.{} or newer and this is {}: install a newer one, "
            "or name one that you have (make run PYTHON=python3.12).".format(*OLDEST_PYTHON, sys.version.split()[0])
        )
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("run").add_argument("--port", default="8000")
    verbs.add_parser("install-test")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that pip ends too
    try:
        if arguments.verb == "run":
            run(arguments.port)
        else:
            ensure_environment("run", "test")
            ensure_browser()
            ensure_elasticsearch()
    except KeyboardInterrupt:
        raise Problem("Stopped.") from None
    except OSError as error:
        raise Problem(f"{error.strerror} ({error.filename}): repair that, and run again.") from None


if __name__ == "__main__":
    main()
