"""A power cut at any write: what was answered by then is in the database, whatever the disk had not yet kept.

A killed process loses nothing that it wrote: the system still has it. Without power, of all that was written since a
file's last sync any part may be missing, whole sectors of it, in any order. Every write, every sync and every answer
of a busy server is recorded; from the record the disk is built as it may have been at that moment.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from queue_app.store.engines import Database
from tests.databases import Databases
from tests.faults.disk import ANSWERED, CUT, SYNCED, WRITTEN, Record, disk
from tests.faults.test_power_cut import Crowd, busy
from tests.offices import make_office
from tests.served import found, large_plan, names
from tests.servers.waiting import becomes_true

SECTOR = 512
OFFICERS = 3
CUTS = 60
LATER = 25  # answers after the log was first carried over into the file
KEPT = "SELECT t.token, s.letter || printf('%03d', t.number) FROM ticket t JOIN series s ON s.id = t.series_id"


@dataclass
class Platter:
    """The files as the disk surely has them, and what was written to each since its last sync."""

    kept: dict[str, bytearray]
    since: dict[str, list[Record]] = field(default_factory=dict)

    def take(self, record: Record) -> None:
        if record.kind == SYNCED:
            for each in self.since.pop(record.file, ()):
                apply(self.kept.setdefault(record.file, bytearray()), each)
        else:
            self.since.setdefault(record.file, []).append(record)

    def after_power_cut(self, chance: random.Random) -> dict[str, bytearray]:
        """As the files may be: of what was written last any part, each piece whole, torn or missing."""
        files = {name: bytearray(data) for name, data in self.kept.items()}
        for name, records in self.since.items():
            for each in records:
                apply(files.setdefault(name, bytearray()), torn(each, chance))
        return files


def apply(data: bytearray, record: Record) -> None:
    if record.kind == CUT:
        del data[record.at :]
        data.extend(bytes(record.at - len(data)))
    elif record.data:
        data.extend(bytes(max(0, record.at - len(data))))
        data[record.at : record.at + len(record.data)] = record.data


def torn(record: Record, chance: random.Random) -> Record:
    """Of a write whole, nothing, or its first sectors; a cut happened or not."""
    kept = chance.choice((0, len(record.data), chance.randrange(0, len(record.data) + 1, SECTOR)))
    if record.kind == CUT:
        return record if kept or chance.random() < 0.5 else record._replace(kind=WRITTEN)
    return record._replace(data=record.data[:kept])


def number_in(answer: bytes) -> tuple[str, str]:
    said = json.loads(answer)
    return said["token"], said["number"]


def disks(
    records: Sequence[Record], cuts: set[int], before: dict[str, bytearray], chance: random.Random
) -> Iterator[tuple[dict[str, bytearray], dict[str, str]]]:
    """At each of these places of the record: the files as they may be, and the numbers that were answered by then."""
    platter, answered = Platter(before), dict[str, str]()
    for place, record in enumerate(records):
        if record.kind == ANSWERED:
            answered.update([number_in(record.data)])
        else:
            platter.take(record)
        if place in cuts:
            yield platter.after_power_cut(chance), dict(answered)


def laid_down(files: dict[str, bytearray], folder: Path) -> str:
    """The database of these files, alone in the folder; answers its address."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        (folder / Path(name).name).write_bytes(data)
    return f"sqlite:///{next(folder.glob('*.db'))}"


def lost(url: str, answered: dict[str, str]) -> dict[str, str]:
    """The numbers that somebody holds and the database does not."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kept = dict(connection.execute(KEPT).fetchall())
    return {token: number for token, number in answered.items() if kept.get(token) != number}


def check_log(url: str) -> None:
    database = Database(url)
    make_office(database, 1).check()
    database.close()


@pytest.fixture(scope="module")
def recorded(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Record], bytearray]:
    """A busy server's record, past the first time that its log was carried over; and its file before."""
    folder, beside = tmp_path_factory.mktemp("disk"), tmp_path_factory.mktemp("beside")
    url = databases.empty("sqlite", folder)
    found(url, large_plan(OFFICERS))
    file = Path(url.removeprefix("sqlite:///"))
    before = bytearray(file.read_bytes())
    under = disk(folder, beside=beside, is_recorded=True)
    with under.server(beside, url) as running:
        crowd = Crowd(running.url, names(url))
        touched = file.stat().st_mtime_ns
        with busy(crowd):
            assert becomes_true(lambda: file.stat().st_mtime_ns != touched)
            enough = len(crowd.issued) + LATER
            assert becomes_true(lambda: len(crowd.issued) >= enough)
        running.kill9()
    return list(under.records()), before


@pytest.mark.slow("a crowd presses until SQLite's log is carried over")
@pytest.mark.parametrize(
    ("seed", "count"), [(1, CUTS), pytest.param(2, 600, marks=pytest.mark.long)], ids=["some", "many"]
)
def test_a_power_cut_at_any_write_loses_no_number_that_was_answered(
    recorded: tuple[list[Record], bytearray], tmp_path: Path, seed: int, count: int
) -> None:
    records, before = recorded
    chance = random.Random(seed)
    cuts = {*chance.sample(range(len(records)), count), len(records) - 1}
    name = next(each.file for each in records if each.file.endswith("-wal")).removesuffix("-wal")

    for turn, (files, answered) in enumerate(disks(records, cuts, {name: before}, chance)):
        url = laid_down(files, tmp_path / "disk")
        assert lost(url, answered) == {}
        if turn % 10 == 0:
            check_log(url)
    assert {each.kind for each in records} >= {WRITTEN, SYNCED, ANSWERED}
    assert len(answered) > LATER


def test_a_disk_that_says_it_has_kept_what_it_has_not_is_found_by_this_very_proof(
    recorded: tuple[list[Record], bytearray], tmp_path: Path
) -> None:
    """Some cheap sticks answer a sync too early. No program can save that; it must not look well here."""
    records, before = recorded
    name = next(each.file for each in records if each.file.endswith("-wal")).removesuffix("-wal")
    lying = [each for each in records if each.kind != SYNCED]

    def is_whole(seed: int) -> bool:
        ((files, answered),) = disks(lying, {len(lying) - 1}, {name: before}, random.Random(seed))
        try:
            return lost(laid_down(files, tmp_path / f"disk-{seed}"), answered) == {}
        except (sqlite3.DatabaseError, AssertionError):  # or SQLite itself finds it broken
            return False

    assert not all(map(is_whole, range(8)))
