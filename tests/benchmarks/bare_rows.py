"""What a database does without any of our code: the rows of one new number, written by one client, a commit each."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.benchmarks.table import latency

TABLES = (
    "CREATE TABLE bare_head (id INTEGER PRIMARY KEY, seq INTEGER, hash TEXT)",
    "CREATE TABLE bare_ticket (id INTEGER PRIMARY KEY, number INTEGER, token TEXT)",
    "CREATE TABLE bare_leg (id INTEGER PRIMARY KEY, ticket_id INTEGER, state TEXT)",
    "CREATE TABLE bare_event (seq INTEGER PRIMARY KEY, data TEXT, hash TEXT)",
    "INSERT INTO bare_head VALUES (1, 0, '')",
)
HASH, TEXT = "x" * 64, "x" * 300


def _rows(number: int) -> list[tuple[str, tuple[object, ...]]]:
    """What a press of the kiosk leaves behind, without its index of orders and its counts."""
    return [
        ("INSERT INTO bare_ticket VALUES (%s, %s, %s)", (number, number, HASH)),
        ("INSERT INTO bare_leg VALUES (%s, %s, %s)", (number, number, "waiting")),
        ("INSERT INTO bare_event VALUES (%s, %s, %s)", (number, TEXT, HASH)),
        ("UPDATE bare_head SET seq = %s, hash = %s WHERE id = 1", (number, HASH)),
    ]


def sqlite_loop(path: Path, *, count: int) -> dict[str, float]:
    """On disk each time (WAL, synchronous=FULL)."""
    path.unlink(missing_ok=True)
    link = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", *TABLES):
        link.execute(statement)

    def write(number: int) -> None:
        link.execute("BEGIN IMMEDIATE")
        for text, values in _rows(number):
            link.execute(text.replace("%s", "?"), values)
        link.execute("COMMIT")

    figures = _timed(write, count)
    link.close()
    return figures


def postgresql_loop(url: str, *, count: int) -> dict[str, float]:
    """One round trip for each: all of it, with its commit, is one pipeline."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as link:
        for statement in ("DROP TABLE IF EXISTS bare_head, bare_ticket, bare_leg, bare_event", *TABLES):
            link.execute(statement.encode())

        def write(number: int) -> None:
            with link.pipeline():
                link.execute("BEGIN")
                for text, values in _rows(number):
                    link.execute(text.encode(), values)
                link.execute("COMMIT")

        return _timed(write, count)


def _timed(write: Callable[[int], None], count: int) -> dict[str, float]:
    times = []
    for number in range(1, count + 1):
        began = time.monotonic()
        write(number)
        times.append(time.monotonic() - began)
    return {"per_s": count / sum(times), **latency(times)}
