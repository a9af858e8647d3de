"""A database's own file, looked at from outside: whether it was copied without the log that SQLite keeps beside it.

SQLite writes changes into `antrean.db-wal` first. Whoever copies `antrean.db` alone while it is served has a database
that opens, is sound, and has lost its last changes. So whoever serves a database marks it in its own head while it is
open (`begin`, `end`): a marked file without that log beside it was copied, or its log was deleted. A program that
opened it after a power cut takes the log in and away, too; whether anything is missing then, only the last head tells
(`marks`).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

SIGN = b"SQLite format 3\0"
WAY, WAL = slice(18, 20), b"\x02\x02"  # https://www.sqlite.org/fileformat2.html#file_format_version_numbers
USER_VERSION = slice(60, 64)
SERVED = 1  # in use; nothing else of ours stands in this number


def is_database(path: Path) -> bool:
    """Whether it is a file of SQLite."""
    return _head(path)[: len(SIGN)] == SIGN


def lacks_log(path: Path) -> bool:
    """Whether it was being served when it was last written to its file, and its log is not there."""
    head = _head(path)
    is_marked = head[WAY] == WAL and int.from_bytes(head[USER_VERSION], "big") == SERVED
    return is_marked and not path.with_name(path.name + "-wal").exists()


def begin(connection: Connection) -> None:
    """From here on the file says that it is served, before anything else is written. connection: in a transaction."""
    connection.exec_driver_sql(f"PRAGMA user_version={SERVED}")


def end(connection: Connection) -> None:
    """Nothing is missing from the file once its last connection is closed."""
    connection.exec_driver_sql("PRAGMA user_version=0")


def settle(path: Path) -> None:
    """Brings the mark from the log into the file itself, of which alone a copy is made."""
    with closing(sqlite3.connect(path, isolation_level=None)) as own:
        own.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)
