"""The folder of backups: which there are, which is the newest, which are thinned out. Nothing of others is touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from queue_app.domain.log.kept_errors import DamagedBackup
from queue_app.store.backup import archive, notes
from queue_app.store.backup.closed import Head
from queue_app.store.backup.contents import HeadOf
from queue_app.store.backup.marks import Known

NAME = re.compile(r"antrean-([0-9]{4}-[0-9]{2}-[0-9]{2})\.backup")
STATE, REHEARSAL = "antrean-backup.state", "antrean-rehearsal.state"
MOST_LOOKED_AT = 60


class Keep(NamedTuple):
    """Of how many days, weeks and months that have a backup the newest is kept."""

    days: int
    weeks: int
    months: int


class Shelved(NamedTuple):
    """A backup in the folder, by what it tells of itself."""

    path: Path
    made_at: datetime
    head: Head


class Failure(msgspec.Struct, frozen=True):
    """Why the last try of the server made no backup."""

    at: datetime
    reason: str


class Rehearsal(msgspec.Struct, frozen=True):
    """The last time that somebody put a backup back into a throwaway place and all of it was sound."""

    at: datetime
    file: str
    seconds: float
    heads: tuple[HeadOf, ...]


def path_for(folder: Path, day: date) -> Path:
    """The backup of the night before that day's work."""
    return folder / f"antrean-{day}.backup"


def own(folder: Path) -> dict[date, Path]:
    """Those that the server made by itself, by their day."""
    return dict(_own(folder)) if folder.is_dir() else {}


def _own(folder: Path) -> Iterator[tuple[date, Path]]:
    for path in folder.iterdir():
        if found := NAME.fullmatch(path.name):
            try:
                yield date.fromisoformat(found[1]), path
            except ValueError:  # a day that no calendar has: not ours
                continue


def shelved(folder: Path) -> list[Shelved]:
    """Every backup that lies there, also those that people made, the newest first. Raises OSError."""
    files = [each for each in folder.iterdir() if each.is_file() and each.suffix in {".backup", ".zip"}]
    newest = sorted(files, key=lambda each: each.stat().st_mtime, reverse=True)[:MOST_LOOKED_AT]
    return sorted(_told(newest), key=lambda each: each.made_at, reverse=True)


def _told(files: Iterable[Path]) -> Iterator[Shelved]:
    for path in files:
        try:
            head = archive.told(path)
            yield Shelved(path, datetime.fromisoformat(head.made_at), head)
        except (DamagedBackup, OSError, ValueError):
            continue  # another's, or a damaged one: not one to put back


def known(found: Iterable[Shelved]) -> list[Known]:
    """Where the logs ended, as the backups tell it."""
    return [Known(each.path.name, each.made_at, each.head.heads) for each in found]


def kept_days(days: Iterable[date], keep: Keep) -> set[date]:
    """The newest of each of the last days, weeks and months that have one, and in any case the newest of all.

    Counted by what there is: a clock that stood in another year for a night throws nothing away.
    """
    newest_first = sorted(days, reverse=True)
    ways: tuple[tuple[int, Callable[[date], object]], ...] = (
        (max(1, keep.days), lambda day: day),
        (keep.weeks, lambda day: day.isocalendar()[:2]),
        (keep.months, lambda day: (day.year, day.month)),
    )
    kept: set[date] = set()
    for most, span in ways:
        firsts: dict[object, date] = {}
        for day in newest_first:
            firsts.setdefault(span(day), day)
        kept |= set(list(firsts.values())[:most])
    return kept


def thin(folder: Path, keep: Keep) -> list[Path]:
    """Deletes those that are kept no longer; answers them. Once a newer one was read to its end. Raises OSError."""
    there = {day: path for day, path in own(folder).items() if archive.is_backup(path)}
    going = [there[day] for day in sorted(there.keys() - kept_days(there, keep))]
    for each in going:
        each.unlink()
    return going


def write_state(folder: Path, name: str, state: Failure | Rehearsal | None) -> None:
    """Notes it beside the backups; None: forgets it. Raises OSError."""
    if state is None:
        (folder / name).unlink(missing_ok=True)
        return
    notes.write(folder / name, state)


def failure(folder: Path) -> Failure | None:
    """Why the last try failed; None where it did not."""
    return notes.read(folder / STATE, Failure)


def rehearsal(folder: Path) -> Rehearsal | None:
    """The last rehearsal that is known."""
    return notes.read(folder / REHEARSAL, Rehearsal)
