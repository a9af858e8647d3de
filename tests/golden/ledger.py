"""What stands in the office's database file, read without the program."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

SECRET_COLUMNS = {"password_hash", "token_hash"}
COUNTED_BY = {  # what things are known by -> their numbers
    "services": "SELECT code, id FROM service",
    "counters": "SELECT number, id FROM counter",
    "officers": "SELECT username, id FROM officer",
    "devices": "SELECT name, id FROM device",
    "printers": "SELECT name, id FROM printer",
    "media": "SELECT title, id FROM media",
}
LAST_OF_EACH_STATE = (
    "SELECT state, token FROM leg JOIN ticket ON ticket.id = leg.ticket_id"
    " WHERE leg.id IN (SELECT max(id) FROM leg GROUP BY ticket_id) ORDER BY leg.id"
)


def asked(file: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(question).fetchall()


def numbers(file: Path, what: str) -> dict[Any, int]:
    return dict(asked(file, COUNTED_BY[what]))


def tokens(file: Path) -> dict[str, str]:
    """State of a ticket -> the token of the newest one in it."""
    return dict(asked(file, LAST_OF_EACH_STATE))


def events(file: Path) -> Iterator[str]:
    """Every event of the log, one JSON a line."""
    for seq, at, kind, data, link in asked(file, "SELECT seq, at, kind, data, hash FROM event ORDER BY office_id, seq"):
        told = {"seq": seq, "at": at, "kind": kind, "data": json.loads(data), "hash": link}
        yield json.dumps(told, ensure_ascii=False, sort_keys=True)


def tables(file: Path) -> list[str]:
    return [name for (name,) in asked(file, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def rows(file: Path, table: str) -> list[str]:
    """Every row of the table, one JSON a line, without what is random by its nature."""
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in found.description]
        told = [dict(zip(names, row, strict=True)) for row in found]
    kept = [{name: value for name, value in row.items() if name not in SECRET_COLUMNS} for row in told]
    return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str) for row in kept)


def copied(source: Path, target: Path) -> Path:
    """One file, without a write-ahead log beside it."""
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("VACUUM INTO ?", [str(target)])
    return target
