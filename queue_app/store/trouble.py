"""Why a database took nothing: the few causes that people can do something about, whichever database it is."""

from __future__ import annotations

import sqlite3
from enum import StrEnum

from sqlalchemy.exc import DBAPIError


class Trouble(StrEnum):
    """What is wrong outside; nothing of what was asked has been done."""

    FULL = "disk_full"
    UNWRITABLE = "disk_unwritable"  # read-only, broken, or not this user's
    LOCKED = "database_locked"  # another program holds it
    DAMAGED = "database_damaged"  # what is read is no database
    AWAY = "database_away"  # not reached, or for a reason that nobody here knows


_OF_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_READONLY: Trouble.UNWRITABLE,
    sqlite3.SQLITE_IOERR: Trouble.UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: Trouble.UNWRITABLE,
    sqlite3.SQLITE_PERM: Trouble.UNWRITABLE,
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}
_OF_POSTGRESQL = {  # its SQLSTATE
    "53100": Trouble.FULL,
    "58030": Trouble.UNWRITABLE,
    "25006": Trouble.UNWRITABLE,
    "55P03": Trouble.LOCKED,
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
}


def trouble(error: DBAPIError) -> Trouble | None:
    """The cause of a driver's error; None where it is none of these, but a fault of the statement."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return _OF_POSTGRESQL.get(state)
    # SQLite tells in the higher bits what exactly it was.
    return _OF_SQLITE.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF)
