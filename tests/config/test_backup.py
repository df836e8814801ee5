"""`manage.py backup` and `restore`: on real databases, as an operator runs them."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import psycopg
import pytest
from elasticsearch import Elasticsearch
from psycopg import sql

from config.backups.rows import Rows, differences
from config.database import database_settings
from config.environment import ENVIRONMENT, environment_for_child
from tests.servers import scratch_database

ROOT = Path(__file__).resolve().parents[2]
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
Parts = dict[str, bytes]


@dataclass(frozen=True)
class Site:
    """A database and a folder, and the commands on them."""

    url: str
    var_dir: Path
    variables: dict[str, str]

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment_for_child(
                unless_set={},
                PYTHONPATH=f"{ROOT}{os.pathsep}{ROOT / 'platform'}",
                DJANGO_SETTINGS_MODULE="config.settings.dev",
                LOG_LEVEL="ERROR",
                DATABASE_URL=self.url,
                VAR_DIR=str(self.var_dir),
                **{"SEARCH_ENGINE": "postgresql", **self.variables},
            ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def do(self, *arguments: str) -> str:
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def backup(self) -> Path:
        return Path(re.findall(r"Kept +(\S+)", self.do("backup"))[0])

    def rows(self) -> dict[str, list[str]]:
        """Every row of every table, as text."""
        with psycopg.connect(self.url) as connection:
            tables = [name for (name,) in connection.execute(TABLES)]
            query = sql.SQL("SELECT r::text FROM {} r ORDER BY 1")
            return {name: [row for (row,) in connection.execute(query.format(sql.Identifier(name)))] for name in tables}

    def files(self) -> dict[str, bytes]:
        media = self.var_dir / "media"
        return {str(file.relative_to(media)): file.read_bytes() for file in media.rglob("*") if file.is_file()}


@contextmanager
def a_site(folder: Path, template: str = "template1", **variables: str) -> Iterator[Site]:
    server = ENVIRONMENT.database_url
    if not server:
        database_settings(url="", var_dir=ENVIRONMENT.var_dir)
        from config.embedded_postgresql import embedded_url  # noqa: PLC0415  only who has no PostgreSQL has it

        server = embedded_url(ENVIRONMENT.var_dir / "postgres")
    with scratch_database(server, "backup_test", template) as url:
        yield Site(url, folder, variables)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, template: str) -> Iterator[Site]:
    """A site with vocabularies, municipalities and two files."""
    folder = tmp_path_factory.mktemp("filled")
    with a_site(folder, template) as site:
        site.do("load_reference")
        (folder / "media" / "documents").mkdir(parents=True)
        (folder / "media" / "documents" / "verslag één.txt").write_bytes(b"verslag" * 1000)
        (folder / "media" / "logo.png").write_bytes(bytes(range(256)))
        yield site


@pytest.fixture(scope="module")
def archive(filled: Site) -> Path:
    return filled.backup()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Site]:
    with a_site(tmp_path / "empty") as site:
        yield site


@pytest.fixture
def changed_archive(archive: Path, tmp_path: Path) -> Callable[..., Path]:
    """Make an archive of which the manifest agrees with changed parts."""

    def make(change: Callable[[Parts, dict[str, object]], None]) -> Path:
        with tarfile.open(archive) as tar:
            parts = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
        manifest = json.loads(parts.pop("manifest.json"))
        change(parts, manifest)
        manifest["sha256"] = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
        with tarfile.open(tmp_path / "changed.tar", "w") as tar:
            for name, content in [*parts.items(), ("manifest.json", json.dumps(manifest).encode())]:
                member = tarfile.TarInfo(name)
                member.size = len(content)
                tar.addfile(member, BytesIO(content))
        return tmp_path / "changed.tar"

    return make


def test_what_was_kept_comes_back_row_by_row_and_file_by_file(filled: Site, archive: Path, empty: Site) -> None:
    said = empty.do("restore", str(archive))
    assert empty.rows() == filled.rows()
    assert empty.files() == filled.files()
    assert "Each is as it was." in said
    assert "0 new, 0 changed, 0 removed" in said
    assert archive.stat().st_mode & 0o077 == 0, "it holds accounts"
    assert [file.name for file in archive.parent.iterdir()] == [archive.name]
    assert re.fullmatch(r"samenwijs-\d{4}-\d\d-\d\dT\d{6}\.tar", archive.name)


def test_a_restored_site_goes_on_numbering_where_it_was(archive: Path, filled: Site, empty: Site) -> None:
    empty.do("restore", str(archive))
    sequences = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
    with psycopg.connect(empty.url) as here, psycopg.connect(filled.url) as there:
        assert here.execute(sequences).fetchall() == there.execute(sequences).fetchall()


def test_a_copy_made_while_people_work_is_of_one_moment(filled: Site, empty: Site) -> None:
    ended = threading.Event()

    def work() -> None:
        with psycopg.connect(filled.url, autocommit=True) as connection:
            number = 0
            while not ended.is_set():
                number += 1
                connection.execute("INSERT INTO django_session VALUES (%s, 'x', now())", [f"busy{number}"])

    worker = threading.Thread(target=work)
    worker.start()
    try:
        archive = filled.backup()
    finally:
        ended.set()
        worker.join()
        with psycopg.connect(filled.url, autocommit=True) as connection:
            [(number,)] = connection.execute("SELECT count(*) FROM django_session")
            connection.execute("DELETE FROM django_session")
    assert number > 0
    assert "Each is as it was." in empty.do("restore", str(archive))
    archive.unlink()


@pytest.mark.parametrize("where", [0.02, 0.5, 0.97])
def test_a_damaged_archive_is_refused_and_changes_nothing(
    archive: Path, empty: Site, tmp_path: Path, where: float
) -> None:
    content = bytearray(archive.read_bytes())
    content[int(len(content) * where)] ^= 0xFF
    (tmp_path / "damaged.tar").write_bytes(content)
    done = empty.run("restore", str(tmp_path / "damaged.tar"))
    assert done.returncode == 1
    assert re.search(r"damaged\.tar is damaged .*nothing was changed", done.stderr)
    assert empty.rows() == {}


def test_an_archive_that_was_cut_off_or_is_none_is_refused(archive: Path, empty: Site, tmp_path: Path) -> None:
    content = archive.read_bytes()
    for name, bad in {"cut": content[: len(content) // 2], "none": b"", "text": b"hallo" * 500}.items():
        (tmp_path / name).write_bytes(bad)
        done = empty.run("restore", str(tmp_path / name))
        assert done.returncode == 1
        assert "nothing was changed" in done.stderr
        assert "Traceback" not in done.stderr
    assert empty.run("restore", str(tmp_path / "absent")).stderr.startswith("CommandError: No such file")
    assert empty.rows() == {}


def test_a_site_that_is_not_empty_is_replaced_only_when_that_is_meant(archive: Path, filled: Site, empty: Site) -> None:
    with psycopg.connect(empty.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE notes (text text); INSERT INTO notes VALUES ('dear')")
        connection.execute("CREATE SEQUENCE search_revision; CREATE VIEW seen AS SELECT * FROM notes")
    (empty.var_dir / "media").mkdir(parents=True)
    (empty.var_dir / "media" / "old.txt").write_text("old")
    refused = empty.run("restore", str(archive))
    assert refused.returncode == 1
    assert "is not empty" in refused.stderr
    assert "FORCE=yes" in refused.stderr
    assert empty.rows() == {"notes": ["(dear)"]}
    assert empty.files() == {"old.txt": b"old"}
    empty.do("restore", str(archive), "--force")
    assert empty.rows() == filled.rows()
    assert empty.files() == filled.files()


def test_a_dump_that_fails_half_way_leaves_the_old_database(changed_archive: Callable[..., Path], empty: Site) -> None:
    with psycopg.connect(empty.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE notes (text text); INSERT INTO notes VALUES ('dear')")

    def cut(parts: Parts, manifest: dict[str, object]) -> None:
        parts["database.dump"] = parts["database.dump"][: len(parts["database.dump"]) * 2 // 3]

    done = empty.run("restore", str(changed_archive(cut)), "--force")
    assert done.returncode == 1
    assert "left as it was" in done.stderr
    assert empty.rows() == {"notes": ["(dear)"]}


def test_a_member_that_leads_outside_is_refused(changed_archive: Callable[..., Path], empty: Site) -> None:
    def add(parts: Parts, manifest: dict[str, object]) -> None:
        parts["media/../../../evil.txt"] = b"evil"

    done = empty.run("restore", str(changed_archive(add)))
    assert done.returncode == 1
    assert "nothing was changed" in done.stderr
    assert empty.rows() == {}
    assert not list(empty.var_dir.parent.rglob("evil.txt"))


def test_what_differs_after_all_is_named(changed_archive: Callable[..., Path], empty: Site) -> None:
    def pretend(parts: Parts, manifest: dict[str, object]) -> None:
        manifest["rows"]["django_content_type"]["checksum"] = "0" * 64  # type: ignore[index]

    done = empty.run("restore", str(changed_archive(pretend)))
    assert done.returncode == 1
    assert re.search(r"Not as it was: django_content_type: \d+ rows, of which at least one", done.stdout)


def test_an_archive_of_a_later_version_is_refused(changed_archive: Callable[..., Path], empty: Site) -> None:
    def later(parts: Parts, manifest: dict[str, object]) -> None:
        manifest["migrations"].append("search.9999_later")  # type: ignore[attr-defined]

    done = empty.run("restore", str(changed_archive(later)))
    assert "of a newer version of the site (search.9999_later)" in done.stderr
    assert empty.rows() == {}


def test_the_sentences_about_tables() -> None:
    one, two, other = Rows(1, "a"), Rows(2, "b"), Rows(1, "c")
    assert differences({"a": one}, {"a": one}) == []
    assert differences({"a": one, "b": one, "c": one}, {"a": two, "c": other, "d": one}) == [
        "a: 2 rows, and 1 in the archive",
        "b: is missing",
        "c: 1 rows, of which at least one is not as in the archive",
        "d: was not in the archive",
    ]


def test_an_index_that_is_later_than_the_restored_copy_is_made_anew(
    archive: Path, tmp_path: Path, elasticsearch_url: str
) -> None:
    prefix = f"backup-test-{os.getpid()}"
    engine = {
        "SEARCH_ENGINE": "elasticsearch",
        "ELASTICSEARCH_URL": elasticsearch_url,
        "ELASTICSEARCH_INDEX_PREFIX": prefix,
    }
    client = Elasticsearch(elasticsearch_url)
    try:
        with a_site(tmp_path / "indexed", **engine) as site:
            site.do("restore", str(archive))
            first = set(client.indices.get(index=f"{prefix}-*"))
            site.do("rebuild_search")  # gives each entry a later number, which the index keeps
            assert "Each is as it was." in site.do("restore", str(archive), "--force")
            assert set(client.indices.get(index=f"{prefix}-*")).isdisjoint(first)
            assert "repaired" not in site.do("reconcile_search", "-v2").split("\n", 1)[1]
    finally:
        for index in client.indices.get(index=f"{prefix}-*"):
            client.indices.delete(index=index)
