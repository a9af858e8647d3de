"""What the server does by itself so that nothing is lost: each day's backup, and the last head beside the database.

The backup is made by a process of its own (`antrean backup --due`), behind the calls of the waiting room; what comes of
it lies in the folder of the backups, where `antrean doctor` and the administrator's page read it.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from queue_app.actions.queue import putting_back
from queue_app.config import Backup, Config
from queue_app.store.backup import backups, bare, contents, given, marks, nightly, shelf, sqlite
from queue_app.store.backup.given import Kept
from queue_app.store.backup.marks import Behind, Known, Mark
from queue_app.store.backup.nightly import Plan
from queue_app.store.backup.shelf import Keep
from queue_app.store.desk import Desk
from queue_app.store.engines import Offload, run_here
from queue_app.unattended import Unattended

logger = logging.getLogger(__name__)

MARK_EVERY_S, LOOK_EVERY_S = 20.0, 60.0
BEYOND = 10  # more numbers than a series gives within MARK_EVERY_S
LATE_AFTER = timedelta(hours=26)  # of a backup each day, with time to make it
ABOVE = Path(__file__).resolve().parents[1]  # where this package is found by its name
_ZONE = text("SELECT time_zone FROM office ORDER BY id LIMIT 1")


def plan_of(settings: Backup, connection: Connection) -> Plan | None:
    """When and where backups are due, on the clock of the office that was founded first; None: nobody wants one."""
    zone = connection.execute(_ZONE).scalar()
    if settings.time is None or zone is None:
        return None
    keep = Keep(settings.keep_days, settings.keep_weeks, settings.keep_months)
    return Plan(Path(settings.folder), settings.time, ZoneInfo(str(zone)), keep)


@contextmanager
def _not_in_the_way(fault: str) -> Iterator[None]:
    """The outer edge: neither a full disk nor a database that another program holds keeps an office from opening."""
    try:
        yield
    except Exception:
        logger.exception(fault)


class Keeping:
    """Two loops in threads of their own (greenlets in the server). Made before the database is opened.

    make: starts the process of a backup and answers its refusal, "" where it has none; offload: runs what a slow disk
    may hold up. trouble: why there is no backup of today, for the administrator's page; "" where there is one.
    """

    def __init__(self, config: Config, *, offload: Offload = run_here, make: Callable[[], str] | None = None) -> None:
        self._settings = config.backup
        self._file = sqlite.file_of(config.database.url) if backups.kind_of(config.database.url) == "sqlite" else None
        self._lacks_log = bool(self._file and self._file.exists() and bare.lacks_log(self._file))
        self._offload, self._make = offload, make or partial(made_apart, config)
        self._mark: Mark | None = None
        self._is_compared = False
        self.trouble = ""
        self._marking = Unattended(
            self.note_heads, name="marking", every_s=MARK_EVERY_S, fault="where the logs end could not be noted"
        )
        self._backing = Unattended(
            self.back_up, name="backing-up", every_s=LOOK_EVERY_S, fault="no backup was made"
        )  # fmt: skip

    def start(self, desk: Desk) -> None:
        """Looks whether the database is whole, marks it as served, and begins."""
        self._desk = desk
        if self._file:
            with _not_in_the_way("where the logs end could not be looked at"):
                self._begin(self._file)
            with _not_in_the_way("the numbers of the day could not be looked at"):
                self._put_numbers_back(self._file)
            self._marking.start()
        if self._settings.time is not None:
            self._backing.start()

    def stop(self) -> None:
        """A backup that is under way goes on by itself."""
        self._backing.stop()
        self._marking.stop()
        if self._file:
            with _not_in_the_way("where the logs end could not be noted"):
                self.note_heads(is_last=True)
                with self._desk.beside() as connection:
                    bare.end(connection)

    def _begin(self, file: Path) -> None:
        now = self._desk.clock()
        kept = marks.noted(file)
        with self._desk.reading() as connection:
            heads = contents.heads(connection)
            lost = marks.behind(connection, marks.since_restored([], kept))
        _tell(lost)
        is_bare = self._lacks_log and kept is None
        if is_bare:
            logger.error("the database was copied while it was in use, without its -wal: its last changes are missing")
        is_doubtful = is_bare or bool(lost)
        self._mark = Mark(
            now, heads,
            restored_at=kept.restored_at if kept else None,
            doubt_at=now if is_doubtful else kept.doubt_at if kept else None,
            lost=tuple(head for each in lost for head in each.known.heads if head.office == each.office)
            or (kept.lost if kept else ()),
        )  # fmt: skip
        marks.note(file, self._mark)
        with self._desk.beside() as connection:
            bare.begin(connection)
        bare.settle(file)

    def _put_numbers_back(self, file: Path) -> None:
        """A database that was put back is given the numbers of today that people hold."""
        kept = given.noted(file)
        with self._desk.reading() as connection:
            begins = given.begins(connection)
        for office_id in sorted(each for each, first in begins.items() if kept.begins.get(each) == first):
            beyond = 0 if kept.is_whole else BEYOND
            found = putting_back.put_back(self._desk, office_id, kept.given, beyond=beyond)
            if any(found):
                logger.error(
                    "the database did not know numbers of today. They were entered anew: %s wait again, %s were over. "
                    "See docs/keeping.md", found.waiting, found.over,
                )  # fmt: skip
        self._note_numbers(file, is_whole=False)

    def _compare_with_backups(self) -> None:
        """Once, and not before the office opens: the folder may lie on a computer that does not answer."""
        self._is_compared = True
        known = cast(list[Known], self._offload(self._in_backups))
        with self._desk.reading() as connection:
            _tell(marks.behind(connection, marks.since_restored(known, self._mark)))

    def _in_backups(self) -> list[Known]:
        folder = Path(self._settings.folder)
        if not self._settings.folder or not folder.is_dir():
            return []
        return shelf.known(shelf.shelved(folder)[:1])

    def note_heads(self, *, is_last: bool = False) -> None:
        """Writes beside the database where the logs end and what numbers are out, if the logs have grown.

        is_last: nothing comes after it.
        """
        with self._desk.reading() as connection:
            heads = contents.heads(connection)
        if self._file is None or self._mark is None:
            return
        is_forgiven = not marks.mark_of(self._file).exists()  # somebody looked into the doubt, and deleted it
        has_grown = heads != self._mark.heads
        if has_grown or is_last:
            self._note_numbers(self._file, is_whole=is_last)
        if has_grown or is_forgiven:
            doubt_at, lost = (None, ()) if is_forgiven else (self._mark.doubt_at, self._mark.lost)
            self._mark = Mark(self._desk.clock(), heads, self._mark.restored_at, doubt_at, lost)
            self._offload(partial(marks.note, self._file, self._mark))

    def _note_numbers(self, file: Path, *, is_whole: bool) -> None:
        with self._desk.reading() as connection:
            numbers = given.read(connection, now=self._desk.clock())
            kept = Kept(given.begins(connection), numbers, is_whole)
        self._offload(partial(given.note, file, kept))

    def back_up(self) -> None:
        """Has the backup made that is due."""
        with self._desk.reading() as connection:
            plan = plan_of(self._settings, connection)
        if plan is None:
            return
        if not self._is_compared:
            self._compare_with_backups()
        is_due = self._offload(lambda: nightly.due(plan, self._desk.clock())) is not None
        refused = self._make() if is_due else ""
        self.trouble = str(self._offload(lambda: _failure(plan.folder)) or refused)


def _tell(lost: Iterable[Behind]) -> None:
    for each in lost:
        logger.error(
            "%s: the log ends at event %s, though event %s was told of at %s. The database looks like an older copy or "
            "like one that was copied without its -wal. See docs/keeping.md",
            each.office, each.has, each.seq, each.known.at,
        )  # fmt: skip


def _failure(folder: Path) -> str:
    failed = shelf.failure(folder)
    return failed.reason if failed else ""


def made_apart(config: Config) -> str:
    """Waits for `antrean backup --due`, and answers its refusal, which is logged, too; "" where it has none."""
    found = os.environ.get("PYTHONPATH")
    env: Mapping[str, str] = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ABOVE), *([found] if found else [])]),
        "ANTREAN_DATABASE_URL": config.database.url,
    }
    done = subprocess.run(
        [sys.executable, "-m", "queue_app", "backup", "--due"],
        env=env, capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    told = " ".join((done.stderr if done.returncode else done.stdout).split())
    if told:
        logger.log(logging.ERROR if done.returncode else logging.INFO, "backup: %s", told)
    return told if done.returncode else ""
