"""The file of a backup: a ZIP whose last member says what the others are, each with its size and its SHA-256.

Where there is a key, the whole ZIP is closed under it (`closed`).
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from queue_app.domain.log.kept_errors import BareDatabase, BareWithoutLog, DamagedBackup, KeyWanted
from queue_app.store.backup import bare, closed
from queue_app.store.backup.closed import Closing, Key, Opened
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


def write(target: Path, sources: list[Source], manifest: Manifest, key: Key | None = None) -> Manifest:
    """Writes the file and waits for the disk; answers the manifest with its members. Raises OSError."""
    with target.open("wb") as file:
        if key is None:
            said = _written(file, sources, manifest)
        else:
            closing = Closing(file, head_of(manifest), key)
            said = _written(closing, sources, manifest)
            closing.end()
        file.flush()
        os.fsync(file.fileno())
    return said


def head_of(manifest: Manifest) -> closed.Head:
    """What a closed backup tells everybody."""
    return closed.Head(manifest.made_at, manifest.version, manifest.database, manifest.schema, manifest.heads)


def _written(into: Any, sources: list[Source], manifest: Manifest) -> Manifest:
    members: dict[str, Member] = {}
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        for source in sources:
            members[source.name] = _add(file, source)
        said = msgspec.structs.replace(manifest, members=members)
        file.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(said), indent=1))
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
def opened(path: Path, key: Key | None = None) -> Iterator[Archive]:
    """The backup of this name, looked through to its end.

    Raises DamagedBackup, KeyWanted, OtherKey, BareDatabase, BareWithoutLog; OSError where there is no such file.
    """
    with _plain(path, key) as content:
        try:
            file = zipfile.ZipFile(content)
        except _BROKEN as exc:
            raise DamagedBackup(file=path, fault=exc) from exc
        with file:
            yield Archive(file, path)


@contextmanager
def _plain(path: Path, key: Key | None) -> Iterator[IO[bytes]]:
    """The ZIP of a backup, also of a closed one."""
    if bare.is_database(path):
        raise BareWithoutLog(file=path) if bare.lacks_log(path) else BareDatabase(file=path)
    is_closed = closed.is_closed(path)
    if is_closed and key is None:
        raise KeyWanted(file=path, wanted=closed.head_of(path).key)
    with path.open("rb") as file:
        yield io.BufferedReader(Opened(file, path, key)) if is_closed and key else file


def is_backup(path: Path) -> bool:
    """Whether the file is one of ours, be it whole or not."""
    try:
        if closed.is_closed(path):
            return True
        with zipfile.ZipFile(path) as file:
            return MANIFEST in file.namelist()
    except (*_BROKEN, OSError):
        return False


def told(path: Path) -> closed.Head:
    """What a backup says of itself without its key; nothing else of it is looked at. Raises DamagedBackup, OSError."""
    if closed.is_closed(path):
        return closed.head_of(path)
    try:
        with zipfile.ZipFile(path) as file:
            return head_of(msgspec.json.decode(file.read(MANIFEST), type=Manifest))
    except (*_BROKEN, msgspec.DecodeError) as exc:
        raise DamagedBackup(file=path, fault=exc) from exc
