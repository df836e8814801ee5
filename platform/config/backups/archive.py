"""The archive: a tar with the dump of the database, the uploaded files, and last a manifest that describes both."""

import contextlib
import dataclasses
import hashlib
import json
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.core.management.base import CommandError

from config.backups.rows import Rows

LAYOUT = 1
DUMP, MANIFEST, MEDIA = "database.dump", "manifest.json", "media/"
BLOCK = 1 << 20


@dataclasses.dataclass(frozen=True)
class Manifest:
    """What an archive holds; without it, or with another content than it says, an archive is damaged."""

    made_at: str
    postgresql: int
    """Major version of the server."""
    programs: int
    """Major version of the pg_dump that wrote the dump."""
    migrations: list[str]
    """The migrations that the tables are of, as `app.name`."""
    rows: dict[str, Rows]
    sha256: dict[str, str]
    """Of each member: the dump and every file."""
    layout: int = LAYOUT

    @property
    def files(self) -> dict[str, str]:
        """The uploaded files, by their name below the folder of media."""
        return {name.removeprefix(MEDIA): value for name, value in self.sha256.items() if name.startswith(MEDIA)}


class Hashing:
    """A file that is read once, and knows the SHA-256 of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        block = self._file.read(size)
        self._hash.update(block)
        return block

    @property
    def sha256(self) -> str:
        """The checksum of what was read so far."""
        return self._hash.hexdigest()


def add_file(archive: tarfile.TarFile, file: Path, name: str) -> str:
    """Put a file in the archive, and return the SHA-256 of what was put there."""
    with file.open("rb") as opened:
        hashing = Hashing(opened)
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=opened), hashing)
        return hashing.sha256


def add_manifest(archive: tarfile.TarFile, manifest: Manifest) -> None:
    """Put the manifest in the archive: last, so that an archive that was cut off has none."""
    content = json.dumps(dataclasses.asdict(manifest), indent=1).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, BytesIO(content))


@contextlib.contextmanager
def opened(path: Path) -> Iterator[tuple[tarfile.TarFile, Manifest]]:
    """Open an archive of which every byte was checked; raise `CommandError` when it is damaged or none of ours."""
    with contextlib.ExitStack() as stack:
        try:
            archive = stack.enter_context(tarfile.open(path, "r:"))
            manifest = _read_manifest(archive)
            _check(archive, manifest)
        except (tarfile.TarError, EOFError, KeyError, TypeError, ValueError) as error:
            raise CommandError(
                f"{path} is damaged or no archive of this site ({error}): nothing was changed."
            ) from None
        yield archive, manifest


def sha256_of(file: IO[bytes]) -> str:
    """Return the SHA-256 of an open file."""
    hashing = Hashing(file)
    while hashing.read(BLOCK):
        pass
    return hashing.sha256


def _read_manifest(archive: tarfile.TarFile) -> Manifest:
    file = archive.extractfile(MANIFEST)
    content: dict[str, Any] = json.load(file) if file else {}
    if content["layout"] != LAYOUT:
        raise ValueError(f"its layout is number {content['layout']}, and this version reads {LAYOUT}")
    rows = {table: Rows(**value) for table, value in content.pop("rows").items()}
    return Manifest(**content, rows=rows)


def _check(archive: tarfile.TarFile, manifest: Manifest) -> None:
    """Raise `ValueError` unless the archive holds what its manifest says, to the byte."""
    members = {member.name: member for member in archive.getmembers() if member.name != MANIFEST}
    if odd := sorted(members.keys() ^ manifest.sha256.keys()):
        raise ValueError(f"{odd[0]} is {'not in its manifest' if odd[0] in members else 'missing'}")
    for name, member in members.items():
        file = archive.extractfile(member) if member.isreg() else None
        if file is None or sha256_of(file) != manifest.sha256[name]:
            raise ValueError(f"{name} is not what its manifest says")
