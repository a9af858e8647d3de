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

PROBE = 0  # no job has this number


class Stage(StrEnum):
    ASKED = "asked"  # the server may have handed it out; nothing went to the printer
    PRINTING = "printing"  # some of it may be on paper
    KNOWN = "known"  # what became of it is known, and has to be told


class AlreadyRuns(Exception):
    """Another program with the same folder is running."""


class NotKept(Exception):
    """The disk is full or cannot be written: after a crash nobody would know of this job."""


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
        self._unwritten: dict[int, Entry | None] = {}  # what the disk did not take; None: forgotten
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

    def keep(self, job: int, attempt: int, stage: Stage) -> None:
        """On disk when this returns. Raises NotKept; then as much is known as before."""
        try:
            self._write(job, attempt, stage, {})
        except sqlite3.Error as exc:
            raise NotKept(str(exc)) from exc

    def know(self, job: int, attempt: int, **report: Any) -> None:
        """What became of a job: on disk where that can be written, else remembered while the program runs."""
        try:
            self._write(job, attempt, Stage.KNOWN, report)
        except sqlite3.Error:
            self._unwritten[job] = Entry(job, attempt, Stage.KNOWN, report)

    def forget(self, job: int) -> None:
        """It was told. What the disk does not take is told once more after a restart, which changes nothing."""
        try:
            self._connection.execute("DELETE FROM job WHERE id = ?", (job,))
            self._unwritten.pop(job, None)
        except sqlite3.Error:
            self._unwritten[job] = None

    def entries(self) -> list[Entry]:
        """What is not told yet, the oldest job first."""
        rows = self._connection.execute("SELECT id, attempt, stage, report FROM job ORDER BY id")
        on_disk = {job: Entry(job, attempt, Stage(stage), json.loads(report)) for job, attempt, stage, report in rows}
        return [entry for _job, entry in sorted({**on_disk, **self._unwritten}.items()) if entry]

    def can_write(self) -> bool:
        """Whether the disk takes something now."""
        try:
            self._write(PROBE, 0, Stage.KNOWN, {})
            self._connection.execute("DELETE FROM job WHERE id = ?", (PROBE,))
        except sqlite3.Error:
            return False
        return True

    def _write(self, job: int, attempt: int, stage: Stage, report: dict[str, Any]) -> None:
        self._connection.execute("REPLACE INTO job VALUES (?, ?, ?, ?)", (job, attempt, stage, json.dumps(report)))

    def close(self) -> None:
        self._connection.close()
