"""What a crash must not forget: the job that is being printed, and the reports that the server has not got yet.

One small SQLite file. A line is on disk before a job is asked for, before its first byte goes to the printer, and as
soon as its fate is known; so a program that was killed knows afterwards what it may have printed. The file is held
locked: two programs with one pairing would take each other's unfinished jobs for lost ones.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class Stage(StrEnum):
    ASKED = "asked"  # the server may have handed it out; nothing went to the printer
    PRINTING = "printing"  # some of it may be on paper
    KNOWN = "known"  # what became of it is known, and has to be told


class AlreadyRuns(Exception):
    """Another program with the same folder is running."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One job. report: what "printed" tells of it, once its fate is known."""

    job: int
    attempt: int
    stage: Stage
    report: dict[str, Any]


class Outbox:
    """At most one job that is not told yet, in practice; the file would hold more."""

    def __init__(self, path: Path) -> None:
        """Raises AlreadyRuns; OSError or sqlite3.Error when the file cannot be written."""
        self._connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("BEGIN EXCLUSIVE")
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS job (id INTEGER PRIMARY KEY, attempt INTEGER, stage TEXT, report TEXT)"
            )
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as exc:
            self._connection.close()
            if "locked" in str(exc):
                raise AlreadyRuns from exc
            raise

    def keep(self, job: int, attempt: int, stage: Stage, **report: Any) -> None:
        """On disk when this returns."""
        self._connection.execute("REPLACE INTO job VALUES (?, ?, ?, ?)", (job, attempt, stage, json.dumps(report)))

    def forget(self, job: int) -> None:
        self._connection.execute("DELETE FROM job WHERE id = ?", (job,))

    def entries(self) -> list[Entry]:
        """What is not told yet, the oldest job first."""
        rows = self._connection.execute("SELECT id, attempt, stage, report FROM job ORDER BY id")
        return [Entry(job, attempt, Stage(stage), json.loads(report)) for job, attempt, stage, report in rows]

    def close(self) -> None:
        self._connection.close()
