"""SQLite's own copy of a database that others write to meanwhile, and a copy put in the place of none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, create_engine, inspect, make_url

from queue_app.domain.log.kept_errors import BackupFailed, NotEmpty, RestoreFailed
from queue_app.store.backup import contents
from queue_app.store.backup.contents import Contents

MEMBER = "database/antrean.db"
IS_DENSE = False
BUSY_S = 30.0  # another program's lock
BESIDE = ("-wal", "-journal")  # what SQLite would play into whatever lies under the name


@contextmanager
def copied(url: str, folder: Path) -> Iterator[tuple[Contents, Path]]:
    """One moment of the database as a file of its own in the folder. Raises BackupFailed."""
    source, target = file_of(url), folder / "antrean.db"
    if not source.exists():
        raise BackupFailed(reason=f"there is no database at {source}")
    try:
        _copy(source, target)
    except sqlite3.Error as exc:
        raise BackupFailed(reason=exc) from exc
    engine = create_engine(URL.create("sqlite", database=str(target)))
    with engine.connect() as connection:
        found = contents.read(connection)
    engine.dispose()
    yield found, target


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_S)) as read,
        closing(sqlite3.connect(target)) as copy,
    ):
        read.execute("PRAGMA query_only=ON")
        read.backup(copy)  # at once: in steps it would begin anew at each commit of the server
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        copy.execute("PRAGMA user_version=0")  # nobody serves the copy: `bare`
        if (found := copy.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(f"the database is damaged: {found}")


def size(url: str) -> int:
    """Bytes of a copy at most."""
    source = file_of(url)
    beside = (source, *(source.with_name(source.name + end) for end in BESIDE))
    return sum(each.stat().st_size for each in beside if each.exists())


@contextmanager
def throwaway(_url: str, folder: Path) -> Iterator[str]:
    """The address of an empty database that goes with the folder."""
    yield URL.create("sqlite", database=str(folder / "rehearsal.db")).render_as_string()


def check_empty(url: str) -> None:
    """Raises NotEmpty."""
    target = file_of(url)
    for each in (target.with_name(target.name + end) for end in BESIDE):
        if each.exists() and not target.exists():
            raise NotEmpty(database=each)
    if not target.exists():
        return
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
    engine.dispose()
    if tables:
        raise NotEmpty(database=target)


def place_for(url: str) -> Path:
    """The folder on whose disk the database will lie."""
    folder = file_of(url).parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def put_back(url: str, source: Path) -> None:
    """The file is the database from now on. Raises RestoreFailed, NotEmpty."""
    with closing(sqlite3.connect(source)) as copy:
        try:
            found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        except sqlite3.Error as exc:
            raise RestoreFailed(reason=exc) from exc
    if found != "ok":
        raise RestoreFailed(reason=found)
    check_empty(url)
    source.replace(file_of(url))


def file_of(url: str) -> Path:
    """Where the database lies."""
    return Path(make_url(url).database or "")
