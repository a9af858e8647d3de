"""The backup of each day, made by whichever worker comes first: claimed, written aside, read back, and only then kept.

What was missed while the server was off is made at its next start. Two that are made at once are two whole files of one
name: the claim spares the work, nothing depends on it.
"""

from __future__ import annotations

import os
import shutil
import socket
import time as clock
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from queue_app.domain.log.errors import QueueError
from queue_app.store.backup import archive, backups, shelf
from queue_app.store.backup.archive import Manifest
from queue_app.store.backup.closed import Key
from queue_app.store.backup.shelf import Failure, Keep

AGAIN_AFTER = timedelta(minutes=10)  # a try that failed
CLAIM_LASTS_S = 6 * 3600  # of a worker on another machine, which nobody here can ask; its own rest is taken at once


class Plan(NamedTuple):
    """at: from when on a day's backup is made, on the clock of `zone`."""

    folder: Path
    at: time
    zone: ZoneInfo
    keep: Keep


class Source(NamedTuple):
    """What is kept: the database, the folder of uploads, and the version that makes the backup."""

    url: str
    uploads: Path
    version: str


class Made(NamedTuple):
    """A backup that was read back, and what was thinned out after it."""

    path: Path
    manifest: Manifest
    thinned: list[Path]


def due(plan: Plan, now: datetime) -> date | None:
    """The day whose backup a server is to make now; None where it is there, or failed a moment ago."""
    failed = shelf.failure(plan.folder)
    is_fresh = failed is not None and timedelta() <= now - failed.at < AGAIN_AFTER
    return None if is_fresh else missing(plan, now)


def missing(plan: Plan, now: datetime) -> date | None:
    """The day whose backup is not there; None where it is."""
    local = now.astimezone(plan.zone)
    day = local.date() if local.time() >= plan.at else local.date() - timedelta(days=1)
    return None if archive.is_backup(shelf.path_for(plan.folder, day)) else day


def run(
    plan: Plan, source: Source, *, now: datetime, read_key: Callable[[], Key | None] = lambda: None
) -> Made | None:  # fmt: skip
    """Makes what is missing, also after a failure: who asks for it has mended what failed. None where nothing is
    missing, or another one is at it. read_key: what the backup is closed under.

    Raises QueueError or OSError where it cannot be made; that it could not is noted in the folder.
    """
    plan.folder.mkdir(exist_ok=True)  # not its parents: a disk that is not there is no folder to fill
    day = missing(plan, now)
    if day is None:
        return None
    with _claimed(plan.folder, day) as is_ours:
        if not is_ours:
            return None
        try:
            made = _make(plan, day, source, now=now, key=read_key())
        except (QueueError, OSError) as exc:
            with suppress(OSError):  # a full disk takes no note either
                shelf.write_state(plan.folder, shelf.STATE, Failure(now, str(exc)))
            raise
        shelf.write_state(plan.folder, shelf.STATE, None)
    return made


def _make(plan: Plan, day: date, source: Source, *, now: datetime, key: Key | None) -> Made:
    _clear_leavings(plan.folder)
    aside = plan.folder / f".antrean-{day}.{os.getpid()}.part"
    try:
        backups.make(source.url, source.uploads, aside, now=now, version=source.version, key=key)
        manifest = backups.check(aside, key)
        target = shelf.path_for(plan.folder, day)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return Made(target, manifest, shelf.thin(plan.folder, plan.keep))


@contextmanager
def _claimed(folder: Path, day: date) -> Iterator[bool]:
    """Whether this process is the one that makes it."""
    claim, who = folder / f"antrean-{day}.claim", f"{socket.gethostname()} {os.getpid()}"
    if not _taken(claim, who):
        yield False
        return
    try:
        yield True
    finally:
        claim.unlink(missing_ok=True)


def _taken(claim: Path, who: str) -> bool:
    try:
        with claim.open("x", encoding="utf-8") as made:
            made.write(who)
    except FileExistsError:
        if not _is_left_behind(claim):
            return False
        claim.write_text(who, encoding="utf-8")
    return True


def _is_left_behind(claim: Path) -> bool:
    """Whether whoever claimed it is gone: ended in the middle of it, as by a power cut."""
    try:
        host, _blank, process = claim.read_text(encoding="utf-8").partition(" ")
        age_s = clock.time() - claim.stat().st_mtime
    except FileNotFoundError:
        return True
    if host == socket.gethostname() and process.isdecimal():
        return int(process) == os.getpid() or not _is_alive(int(process))  # in a container all lives have one number
    return age_s > CLAIM_LASTS_S


def _is_alive(process: int) -> bool:
    if os.name == "nt":  # there, the question would end the process: the claim's age must do
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _clear_leavings(folder: Path) -> None:
    """What a backup left that was cut short, so that it fills no disk: none works on one for hours."""
    for each in (*folder.glob(f"{backups.WORK}*"), *folder.glob(".antrean-*.part")):
        with suppress(OSError):
            if clock.time() - each.stat().st_mtime > CLAIM_LASTS_S:
                shutil.rmtree(each) if each.is_dir() else each.unlink()
