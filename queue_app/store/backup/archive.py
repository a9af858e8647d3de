"""The file of a backup: a ZIP whose last member says what the others are, each with its size and its SHA-256."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from queue_app.domain.log.kept_errors import DamagedBackup
from queue_app.store.backup.contents import HeadOf

MANIFEST = "antrean-backup.json"
UPLOADS = "files/"
FORMAT = 1
CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError, zlib.error)


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup holds. database: its kind, as SQLAlchemy names it; missing: uploads that were not to be found."""

    format: int
    made_at: str
    version: str
    database: str
    schema: str
    heads: tuple[HeadOf, ...]
    missing: tuple[str, ...]
    members: dict[str, Member]


class Source(NamedTuple):
    """One file that goes into a backup under a name."""

    name: str
    path: Path
    is_dense: bool  # packing it would win nothing


def write(target: Path, sources: list[Source], manifest: Manifest) -> Manifest:
    """Writes the file and waits for the disk; answers the manifest with its members. Raises OSError."""
    members: dict[str, Member] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for source in sources:
            members[source.name] = _add(file, source)
        said = msgspec.structs.replace(manifest, members=members)
        file.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(said), indent=1))
    with target.open("rb+") as written:
        os.fsync(written.fileno())
    return said


def _add(file: zipfile.ZipFile, source: Source) -> Member:
    way = zipfile.ZIP_STORED if source.is_dense else zipfile.ZIP_DEFLATED
    entry = zipfile.ZipInfo(source.name)
    entry.compress_type = way
    with source.path.open("rb") as read, file.open(entry, "w", force_zip64=True) as into:
        return _copied(read, into)


def _copied(read: IO[bytes], into: IO[bytes] | None) -> Member:
    seen, size = hashlib.sha256(), 0
    while chunk := read.read(CHUNK):
        seen.update(chunk)
        size += len(chunk)
        if into:
            into.write(chunk)
    return Member(size, seen.hexdigest())


class Archive:
    """A backup that is read; whole, or it is not opened."""

    def __init__(self, file: zipfile.ZipFile, path: Path) -> None:
        """Raises DamagedBackup."""
        self._file = file
        self._path = path
        with self._told():
            self.manifest = msgspec.json.decode(file.read(MANIFEST), type=Manifest)
            for name, said in self.manifest.members.items():
                with file.open(name) as read:
                    if _copied(read, None) != said:
                        raise DamagedBackup(file=path, fault=f"{name} is not what was put into it")

    @property
    def uploads(self) -> list[str]:
        """Names of the files that people had uploaded."""
        return [name.removeprefix(UPLOADS) for name in self.manifest.members if name.startswith(UPLOADS)]

    def extract(self, name: str, target: Path) -> None:
        """Writes one member and waits for the disk. Raises OSError, DamagedBackup."""
        with self._told(), self._file.open(name) as read, target.open("xb") as into:
            shutil.copyfileobj(read, into, CHUNK)
            into.flush()
            os.fsync(into.fileno())

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (*_BROKEN, msgspec.DecodeError) as exc:
            raise DamagedBackup(file=self._path, fault=exc) from exc


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The backup of this name, looked through to its end. Raises DamagedBackup, OSError where there is no such file."""
    try:
        file = zipfile.ZipFile(path)
    except _BROKEN as exc:
        raise DamagedBackup(file=path, fault=exc) from exc
    with file:
        yield Archive(file, path)


def is_backup(path: Path) -> bool:
    """Whether the file is one of ours, be it whole or not."""
    try:
        with zipfile.ZipFile(path) as file:
            return MANIFEST in file.namelist()
    except _BROKEN:
        return False
