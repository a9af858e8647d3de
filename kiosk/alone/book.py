"""What a kiosk that is cut off must not forget: what was lent to it, what it knows of the office, each slip it gave.

One SQLite file, beside the outbox of papers. A slip is on disk before its number is shown or printed; numbers of a
block are counted from the slips themselves, so nothing that was written can be given twice, whenever the power fails.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from queue_app.domain.queue.lease.blocks import Block, Held
from queue_app.domain.queue.lease.slips import Slip

TABLES = (
    "CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, said TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS block (series_id INTEGER, day TEXT, first INTEGER, last INTEGER,
    PRIMARY KEY (series_id, day, first))""",
    "CREATE TABLE IF NOT EXISTS place (service_id INTEGER, day TEXT, held INTEGER, PRIMARY KEY (service_id, day))",
    """CREATE TABLE IF NOT EXISTS slip (series_id INTEGER, day TEXT, number INTEGER, press TEXT UNIQUE NOT NULL,
    said TEXT NOT NULL, answer TEXT NOT NULL, paper TEXT NOT NULL, is_handed_in INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (series_id, day, number))""",
    "CREATE TABLE IF NOT EXISTS tally (category TEXT PRIMARY KEY, count INTEGER NOT NULL)",
)
COUNT = "INSERT INTO tally VALUES (?, 1) ON CONFLICT (category) DO UPDATE SET count = count + 1"


class Paper(StrEnum):
    NONE = "none"  # nothing is printed for it
    DUE = "due"  # nothing went to the printer yet
    PRINTING = "printing"  # some of it may be on paper: it is never printed again
    DONE = "done"
    FAILED = "failed"


class UsedUp(Exception):
    """Nothing is left that may be given: of the numbers, or of the places of the service's quota."""


@dataclass(frozen=True, slots=True)
class Given:
    """A slip as the book has it. answer: what the page is told, again at each further press with the same key."""

    slip: Slip
    answer: dict[str, Any]
    paper: Paper


class Book:
    """One program writes it, from several threads."""

    def __init__(self, path: Path) -> None:
        """Raises sqlite3.Error, OSError where it cannot be written."""
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA synchronous = FULL")
        with self._transaction():
            for table in TABLES:
                self._connection.execute(table)

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def fact(self, name: str) -> Any:
        """What was kept under the name; None where nothing was."""
        rows = self._rows("SELECT said FROM fact WHERE name = ?", name)
        return json.loads(rows[0][0]) if rows else None

    def keep(self, **facts: Any) -> None:
        with self._transaction() as connection:
            for name, said in facts.items():
                connection.execute("REPLACE INTO fact VALUES (?, ?)", (name, json.dumps(said)))

    def lend(self, blocks: Iterable[Block], places: Mapping[tuple[int, date], int]) -> None:
        """From now on these may be given, and nothing else."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM block")
            connection.execute("DELETE FROM place")
            connection.executemany(
                "INSERT INTO block VALUES (?, ?, ?, ?)",
                [(each.series_id, each.day.isoformat(), each.first, each.last) for each in blocks],
            )
            connection.executemany(
                "INSERT INTO place VALUES (?, ?, ?)",
                [(service_id, day.isoformat(), held) for (service_id, day), held in places.items()],
            )

    def held(self) -> list[Held]:
        """Every block, with the number that it gives next."""
        asked = (
            "SELECT block.series_id, block.day, first, last, coalesce(max(number) + 1, first) FROM block LEFT JOIN slip"
            " ON slip.series_id = block.series_id AND slip.day = block.day AND number BETWEEN first AND last"
            " GROUP BY block.series_id, block.day, first ORDER BY block.day, block.series_id, first"
        )
        return [
            Held(Block(series_id, date.fromisoformat(day), first, last), following)
            for series_id, day, first, last, following in self._rows(asked)
        ]

    def places(self) -> dict[tuple[int, date], int]:
        """(service, day) -> how many places of its quota may still be used."""
        rows = self._rows("SELECT service_id, day, held FROM place")
        return {(service_id, date.fromisoformat(day)): held for service_id, day, held in rows}

    def left(self, series_id: int, day: date) -> int:
        """How many numbers of the series may still be given on that day."""
        return sum(each.left for each in self.held() if (each.block.series_id, each.block.day) == (series_id, day))

    def give(
        self, slip: Slip, *, sign: Any, answer: Any, paper: Paper, category: str | None, has_quota: bool
    ) -> Given:  # fmt: skip
        """Writes a slip with the next number, on disk when this returns. Raises UsedUp, sqlite3.Error.

        slip: with any number. sign: the slip with its sign. answer: what the page is told of the signed one. A press
        that is in the book already is answered from it. category: counted apart, tied to no slip.
        """
        with self._transaction() as connection:
            known = self.given(slip.key)
            if known:
                return known
            signed = sign(replace(slip, number=self._next(slip)))
            if has_quota:
                self._use_place(connection, slip)
            given = Given(signed, answer(signed), paper)
            _write(connection, given)
            if category:
                connection.execute(COUNT, (category,))
        return given

    def _next(self, slip: Slip) -> int:
        for each in self.held():
            if (each.block.series_id, each.block.day) == (slip.series_id, slip.day) and each.left:
                return each.next
        raise UsedUp

    def _use_place(self, connection: sqlite3.Connection, slip: Slip) -> None:
        used = connection.execute(
            "UPDATE place SET held = held - 1 WHERE service_id = ? AND day = ? AND held > 0",
            (slip.service_id, slip.day.isoformat()),
        )
        if used.rowcount != 1:
            raise UsedUp

    def given(self, press: str) -> Given | None:
        """What was given for this press."""
        rows = self._rows("SELECT said, answer, paper FROM slip WHERE press = ?", press)
        return _given(rows[0]) if rows else None

    def came_to(self, press: str, paper: Paper) -> None:
        """What became of its paper. Raises sqlite3.Error where it cannot be written down."""
        with self._transaction() as connection:
            connection.execute("UPDATE slip SET paper = ? WHERE press = ?", (paper, press))

    def unsent(self) -> list[Slip]:
        """The slips that the server has not got, the first that was given first."""
        rows = self._rows("SELECT said, answer, paper FROM slip WHERE is_handed_in = 0")
        return sorted((_given(row).slip for row in rows), key=lambda each: (each.taken_ms, each.number))

    def tally(self) -> dict[str, int]:
        """Category -> how many slips that the server has not got declared it."""
        return dict(self._rows("SELECT category, count FROM tally"))

    def handed_in(self, slips: Iterable[Slip], tally: Mapping[str, int]) -> None:
        """The server has got these."""
        with self._transaction() as connection:
            connection.executemany(
                "UPDATE slip SET is_handed_in = 1 WHERE press = ?", [(each.key,) for each in slips]
            )  # fmt: skip
            for category, count in tally.items():
                connection.execute("UPDATE tally SET count = count - ? WHERE category = ?", (count, category))
            connection.execute("DELETE FROM tally WHERE count <= 0")

    def forget_before(self, day: date) -> None:
        """Slips of earlier days that the server has got; what it has not got stays until it has."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM slip WHERE is_handed_in = 1 AND day < ?", (day.isoformat(),))

    def last_ms(self) -> int:
        """When the last slip was given, by the server's clock; 0 before the first."""
        return max((each.taken_ms for each in self.unsent()), default=0)


def _write(connection: sqlite3.Connection, given: Given) -> None:
    slip = given.slip
    said = {**asdict(slip), "day": slip.day.isoformat()}
    connection.execute(
        "INSERT INTO slip VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        (slip.series_id, said["day"], slip.number, slip.key, json.dumps(said), json.dumps(given.answer), given.paper),
    )


def _given(row: tuple[Any, ...]) -> Given:
    said = json.loads(row[0])
    return Given(Slip(**{**said, "day": date.fromisoformat(said["day"])}), json.loads(row[1]), Paper(row[2]))
