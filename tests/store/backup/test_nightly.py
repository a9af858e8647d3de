"""Each day's backup: made once, read back, thinned out, made up for, and told where it could not be made."""

from __future__ import annotations

import os
import socket
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from queue_app.domain.log.errors import QueueError
from queue_app.domain.log.kept_errors import BackupFailed, DamagedBackup, NoRoom
from queue_app.store.backup import backups, nightly, shelf
from queue_app.store.backup.nightly import Plan, Source
from queue_app.store.backup.shelf import Keep
from tests.offices import Office

WIB = ZoneInfo("Asia/Jakarta")
NIGHT = datetime(2026, 11, 23, 2, 30, tzinfo=WIB).astimezone(UTC)
DAY = date(2026, 11, 23)


@pytest.fixture
def backend() -> str:
    """The folder knows nothing of the database's kind."""
    return "sqlite"


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(tmp_path / "kept", time(2), WIB, Keep(3, 2, 2))


@pytest.fixture
def source(office: Office, tmp_path: Path) -> Source:
    return Source(office.desk.database.url, tmp_path / "files", "1")


def names(plan: Plan) -> list[str]:
    return sorted(each.name for each in plan.folder.iterdir())


def test_it_is_made_once_a_day(plan: Plan, source: Source) -> None:
    made = [nightly.run(plan, source, now=NIGHT + timedelta(hours=hours)) for hours in (0, 1, 23.4, 23.6)]

    assert [each.path.name if each else None for each in made] == [
        "antrean-2026-11-23.backup", None, None, "antrean-2026-11-24.backup",
    ]  # fmt: skip
    assert names(plan) == ["antrean-2026-11-23.backup", "antrean-2026-11-24.backup"]


@pytest.mark.parametrize(("clock", "day"), [("01:59", "22"), ("02:00", "23"), ("12:00", "23")])
def test_one_that_was_missed_is_made_later_for_the_night_that_it_was_due(plan: Plan, clock: str, day: str) -> None:
    now = datetime.combine(DAY, time.fromisoformat(clock), WIB)

    assert nightly.due(plan, now) == date(2026, 11, int(day))


def test_a_damaged_copy_replaces_no_backup_and_nothing_is_thinned(
    plan: Plan, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in range(6):
        nightly.run(plan, source, now=NIGHT - timedelta(days=40 * days))
    before = names(plan)

    def broken(path: Path, _key: object) -> None:
        raise DamagedBackup(file=path, fault="a bad disk")

    monkeypatch.setattr(backups, "check", broken)
    with pytest.raises(DamagedBackup):
        nightly.run(plan, source, now=NIGHT + timedelta(days=1))

    assert names(plan) == sorted([*before, shelf.STATE])
    failed = shelf.failure(plan.folder)
    assert failed is not None
    assert "a bad disk" in failed.reason


def test_a_failed_try_is_repeated_ten_minutes_later_and_then_forgotten(plan: Plan, source: Source) -> None:
    with pytest.raises(BackupFailed):
        nightly.run(plan, source._replace(url="sqlite:////nowhere.db"), now=NIGHT)

    soon, later = NIGHT + timedelta(minutes=9), NIGHT + timedelta(minutes=10)
    assert (nightly.due(plan, soon), nightly.due(plan, later)) == (None, DAY)
    assert nightly.run(plan, source, now=soon) is not None, "whoever asks has mended what failed"
    assert shelf.failure(plan.folder) is None


def test_a_disk_that_is_not_mounted_is_no_folder_to_fill(plan: Plan, source: Source, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        nightly.run(plan._replace(folder=tmp_path / "usb" / "antrean"), source, now=NIGHT)

    assert not (tmp_path / "usb").exists()


def test_without_room_for_it_no_copy_is_begun(
    plan: Plan, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    source.uploads.mkdir()
    monkeypatch.setattr(backups, "SPARE", 10**15)

    with pytest.raises(NoRoom, match="MB must be free"):
        nightly.run(plan, source, now=NIGHT)

    assert names(plan) == [shelf.STATE]


@pytest.mark.parametrize(
    ("who", "is_made"),
    [(f"{socket.gethostname()} 1", False), (f"{socket.gethostname()} {2**22 + 1}", True), ("elsewhere 1", False)],
)
def test_another_worker_is_left_to_it_unless_it_is_gone(plan: Plan, source: Source, who: str, is_made: bool) -> None:
    plan.folder.mkdir()
    (plan.folder / f"antrean-{DAY}.claim").write_text(who)

    assert (nightly.run(plan, source, now=NIGHT) is not None) is is_made


def test_a_claim_from_elsewhere_ends_after_six_hours(plan: Plan, source: Source) -> None:
    plan.folder.mkdir()
    claim = plan.folder / f"antrean-{DAY}.claim"
    claim.write_text("elsewhere 1")
    os.utime(claim, (0, 0))

    assert nightly.run(plan, source, now=NIGHT) is not None
    assert names(plan) == ["antrean-2026-11-23.backup"]


def test_what_a_power_cut_left_is_cleared_away(plan: Plan, source: Source) -> None:
    plan.folder.mkdir()
    for name in (f"{backups.WORK}old", f"{backups.WORK}new"):
        (plan.folder / name).mkdir()
    os.utime(plan.folder / f"{backups.WORK}old", (0, 0))

    nightly.run(plan, source, now=NIGHT)

    assert names(plan) == [f"{backups.WORK}new", "antrean-2026-11-23.backup"]


def test_the_newest_of_each_day_week_and_month_is_kept() -> None:
    days = [date(2026, 11, 23) - timedelta(days=each) for each in range(60)]

    kept = shelf.kept_days(days, Keep(3, 3, 3))

    assert sorted(kept) == [
        date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 15), date(2026, 11, 21), date(2026, 11, 22),
        date(2026, 11, 23),
    ]  # fmt: skip


def test_a_clock_that_stood_in_another_year_throws_nothing_away() -> None:
    days = [date(2026, 11, 20), date(2026, 11, 21), date(2050, 1, 1)]

    assert shelf.kept_days(days, Keep(3, 0, 0)) == set(days)


def test_the_newest_is_kept_whatever_the_settings_say() -> None:
    assert shelf.kept_days([date(2026, 11, 20), date(2026, 11, 21)], Keep(0, 0, 0)) == {date(2026, 11, 21)}


def test_nothing_is_thinned_out_that_is_not_the_servers(plan: Plan, source: Source) -> None:
    plan.folder.mkdir()
    others = ["antrean-2020-01-01.backup", "antrean-2020-02-01.zip", "antrean-2020-13-45.backup", "foto.backup"]
    for each in others:
        (plan.folder / each).write_bytes(b"mine")
    for days in range(5):
        nightly.run(plan, source, now=NIGHT + timedelta(days=days))

    assert [each for each in names(plan) if each in others] == sorted(others)
    assert len(names(plan)) == len(others) + 3  # three days, the last of which is its week's and its month's, too


def test_backups_of_people_count_as_the_newest_too(plan: Plan, source: Source) -> None:
    nightly.run(plan, source, now=NIGHT)
    own = plan.folder / "by-hand.zip"
    backups.make(source.url, source.uploads, own, now=NIGHT + timedelta(hours=5), version="1")

    assert [each.path.name for each in shelf.shelved(plan.folder)] == ["by-hand.zip", "antrean-2026-11-23.backup"]


def test_a_refusal_is_kept_in_words(plan: Plan, source: Source) -> None:
    def no_key() -> None:
        raise QueueError

    with pytest.raises(QueueError):
        nightly.run(plan, source, now=NIGHT, read_key=no_key)

    assert shelf.failure(plan.folder) == shelf.Failure(NIGHT, "Something went wrong.")
