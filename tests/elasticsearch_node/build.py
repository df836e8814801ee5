"""Builds the node once: fetches the pinned jars by Maven, checks each by its SHA-256, compiles what runs them.

Standard library only: `make elasticsearch` runs this before anything is installed.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from config.bootstrap import Problem, check_room, find_jdk, step

HERE = Path(__file__).resolve().parent
TARGET = HERE / "target"
HOME = TARGET / "es"
CLASSES = TARGET / "classes"
SUMS = HERE / "sha256sums.txt"
STAMP = TARGET / "built"
SOURCES = (HERE / "pom.xml", HERE / "EsNode.java", SUMS)
ROOM_NEEDED_MB = 250


def jdk() -> Path:
    """Return the folder of a JDK that can build and run the node."""
    if not (found := find_jdk()):
        raise Problem(
            "Elasticsearch needs a full JDK, 21 or newer, and none was found: install one (Debian, Ubuntu: apt-get "
            "install openjdk-21-jdk-headless) or name its folder in ES_JAVA_HOME, and run again."
        )
    return found


def version() -> str:
    """Return the version of Elasticsearch that is built here."""
    found = re.search(r"<elasticsearch\.version>(.+?)<", (HERE / "pom.xml").read_text(encoding="utf-8"))
    assert found
    return found[1]


def build() -> None:
    """Build the node, unless it was built from these same sources."""
    with _alone():
        wanted = hashlib.sha256(b"".join(source.read_bytes() for source in SOURCES)).hexdigest()
        if not STAMP.exists() or STAMP.read_text(encoding="utf-8") != wanted:
            _build()
            STAMP.write_text(wanted, encoding="utf-8")


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Let no other process build in the meantime."""
    folder = os.open(HERE, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _build() -> None:
    java_home = jdk()
    if not shutil.which("mvn"):
        raise Problem(
            "Elasticsearch is fetched by Maven, and there is no mvn: install it "
            "(Debian, Ubuntu: apt-get install maven), and run again."
        )
    check_room(TARGET, megabytes=ROOM_NEEDED_MB)
    with step(f"Building the test node of Elasticsearch {version()} (the first time fetches 80 MB)"):
        shutil.rmtree(TARGET, ignore_errors=True)
        _fetch(java_home)
        check_sums()
        _compile(java_home)


def check_sums() -> None:
    """Raise `Problem` unless the jars are exactly those of sha256sums.txt."""
    listed = dict(reversed(line.split("  ", 1)) for line in SUMS.read_text(encoding="utf-8").splitlines())
    found = {str(jar.relative_to(HOME)): hashlib.sha256(jar.read_bytes()).hexdigest() for jar in HOME.rglob("*.jar")}
    if odd := sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name)):
        raise Problem(
            f"What Maven brought is not what {SUMS.name} names ({', '.join(odd[:3])}): remove these from Maven's "
            f"local repository and run again; after a change of pom.xml write {SUMS.name} anew."
        )


def _fetch(java_home: Path) -> None:
    command = ["mvn", "--batch-mode", "--quiet", "--strict-checksums", "--file", str(HERE / "pom.xml"), "package"]
    done = _run(command, {**os.environ, "JAVA_HOME": str(java_home)})
    if done.returncode:
        faults = [line for line in done.stdout.splitlines() if "ERROR" in line] or [done.stdout.strip()]
        raise Problem(
            f"Maven could not fetch Elasticsearch ({faults[0][:300]}): "
            "check the network and the mirror in Maven's settings.xml, and run again."
        )


def _compile(java_home: Path) -> None:
    javac = [str(java_home / "bin" / "javac"), "--release", "21", "-d", str(CLASSES), "--class-path", f"{HOME}/lib/*"]
    done = _run([*javac, str(HERE / "EsNode.java")], dict(os.environ))
    if done.returncode:
        raise Problem(f"EsNode.java does not compile with {java_home}:\n{done.stdout}")


def _run(command: list[str], variables: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=variables, text=True, check=False
    )
