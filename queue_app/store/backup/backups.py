"""Making a backup of a database and its uploads, and putting one back: whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol

from sqlalchemy import create_engine, make_url

from queue_app.domain.log.kept_errors import (
    BackupFailed,
    DamagedBackup,
    FileInTheWay,
    NewerBackup,
    NoRoom,
    OtherDatabase,
    RestoreFailed,
)
from queue_app.store import schema
from queue_app.store.backup import archive, contents, postgresql, sqlite
from queue_app.store.backup.archive import FORMAT, UPLOADS, Archive, Manifest, Source
from queue_app.store.backup.closed import Key
from queue_app.store.backup.contents import Contents, HeadOf
from queue_app.store.hall import files

WORK = ".antrean-backup-"
SPARE = 100_000_000  # bytes that a backup leaves free on the disk of the server's own data
MB = 1_000_000


class Kind(Protocol):
    """What is different between the databases."""

    MEMBER: str
    IS_DENSE: bool

    def copied(self, url: str, folder: Path) -> AbstractContextManager[tuple[Contents, Path]]: ...
    def size(self, url: str) -> int: ...
    def throwaway(self, url: str, folder: Path) -> AbstractContextManager[str]: ...
    def check_empty(self, url: str) -> None: ...
    def place_for(self, url: str) -> Path | None: ...
    def put_back(self, url: str, source: Path) -> None: ...


KINDS: Mapping[str, Kind] = {"sqlite": sqlite, "postgresql": postgresql}


class Restored(NamedTuple):
    """heads: as they stand in the database now. is_older: it must be migrated before it is served."""

    heads: tuple[HeadOf, ...]
    is_older: bool


def make(
    url: str, uploads: Path, target: Path, *, now: datetime, version: str, key: Key | None = None
) -> Manifest:  # fmt: skip
    """Writes the backup, while others may go on writing to the database. uploads: the folder of what people uploaded.

    key: closes it. A backup of that name is replaced by the whole new one. Raises FileInTheWay, NoRoom, BackupFailed.
    """
    if target.exists() and not archive.is_backup(target):
        raise FileInTheWay(file=target)
    kind = kind_of(url)
    try:
        _require_room(url, uploads, target.absolute().parent)
        with TemporaryDirectory(prefix=WORK, dir=target.absolute().parent) as work:
            with KINDS[kind].copied(url, Path(work)) as (found, copy):
                sources = [Source(KINDS[kind].MEMBER, copy, KINDS[kind].IS_DENSE)]
                present = {name: path for name in sorted(found.uploads) if (path := files.find_kept(uploads, name))}
                sources += [Source(UPLOADS + name, path, is_dense=True) for name, path in present.items()]
                said = Manifest(
                    FORMAT, now.isoformat(), version, kind, found.schema, found.heads,
                    tuple(sorted(found.uploads - set(present))), {},
                )  # fmt: skip
                made = Path(work) / "made"
                said = archive.write(made, sources, said, key)
            made.chmod(0o600)  # it holds what is nobody else's to read
            made.replace(target)
    except OSError as exc:
        raise BackupFailed(reason=exc.strerror or exc) from exc
    return said


def check(source: Path, key: Key | None = None) -> Manifest:
    """What the backup holds, once all of it was read and is what was put into it. Raises as `archive.opened`."""
    with archive.opened(source, key) as found:
        return found.manifest


def _require_room(url: str, uploads: Path, folder: Path) -> None:
    """For the copy of the database beside the file that it goes into. Raises NoRoom."""
    kept = [each.stat() for each in uploads.iterdir() if each.is_file()] if uploads.is_dir() else []
    is_shared = uploads.is_dir() and uploads.stat().st_dev == folder.stat().st_dev  # with the server's own data
    needed = 2 * KINDS[kind_of(url)].size(url) + sum(each.st_size for each in kept) + (SPARE if is_shared else 0)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoRoom(folder=folder, needed_mb=needed // MB, free_mb=free // MB)


def put_back(url: str, uploads: Path, source: Path, key: Key | None = None) -> Restored:
    """Fills the empty database with the backup, and the folder with its uploads.

    Raises as `archive.opened`, and OtherDatabase, NewerBackup, NotEmpty, RestoreFailed; then nothing was changed.
    """
    try:
        with archive.opened(source, key) as found:
            kind = _checked(found, url, source)
            kind.check_empty(url)
            added: list[Path] = []
            try:
                _put_uploads(found, uploads, added)
                _put_database(found, kind, url)
            except BaseException:
                for each in added:
                    each.unlink(missing_ok=True)
                raise
            return _ended(url, found.manifest)
    except OSError as exc:
        raise RestoreFailed(reason=f"{exc.strerror or exc}: {exc.filename}" if exc.filename else exc) from exc


def _checked(found: Archive, url: str, source: Path) -> Kind:
    said, kind = found.manifest, kind_of(url)
    if said.format > FORMAT or said.schema > schema.newest():
        raise NewerBackup(file=source, version=said.version)
    if said.database != kind:
        raise OtherDatabase(file=source, held=said.database, wanted=kind)
    if KINDS[kind].MEMBER not in said.members:
        raise DamagedBackup(file=source, fault=f"it holds no {KINDS[kind].MEMBER}")
    if strange := [name for name in found.uploads if not files.is_kept(name)]:
        raise DamagedBackup(file=source, fault=f"{strange[0]} is no name of an upload")
    return KINDS[kind]


def _put_uploads(found: Archive, folder: Path, added: list[Path]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in found.uploads:
        if files.find_kept(folder, name):
            continue  # under the hash of its content: it is the same one
        coming = folder / f"{files.INCOMING}{name}"
        coming.unlink(missing_ok=True)
        added += [coming, folder / name]
        found.extract(UPLOADS + name, coming)
        coming.replace(folder / name)


def _put_database(found: Archive, kind: Kind, url: str) -> None:
    with TemporaryDirectory(prefix=WORK, dir=kind.place_for(url)) as work:
        copy = Path(work) / Path(kind.MEMBER).name
        found.extract(kind.MEMBER, copy)
        kind.put_back(url, copy)


def _ended(url: str, said: Manifest) -> Restored:
    engine = create_engine(url)
    with engine.connect() as connection:
        heads = contents.heads(connection)
    engine.dispose()
    if heads != said.heads:
        raise DamagedBackup(file=url, fault="the log does not end where it ended in the backup")
    return Restored(heads, said.schema != schema.newest())


def kind_of(url: str) -> str:
    """The name of its kind in KINDS."""
    return make_url(url).get_backend_name()
