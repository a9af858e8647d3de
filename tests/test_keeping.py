"""What the server does by itself so that nothing is lost."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace as changed
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from queue_app.config import Backup, Config, DatabaseSettings, load
from queue_app.keeping import Keeping, made_apart
from queue_app.store.backup import backups, bare, contents, given, marks, shelf
from queue_app.store.backup.marks import Mark
from queue_app.store.backup.sqlite import file_of
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.queue.tables import Ticket
from tests.offices import Office

LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def backend() -> str:
    """A file may be copied; a server's database is not."""
    return "sqlite"


@pytest.fixture
def config(office: Office, tmp_path: Path) -> Config:
    database = DatabaseSettings(office.desk.database.url)
    return Config(database=database, backup=Backup(folder=str(tmp_path / "kept")))


def of(office: Office) -> Path:
    return file_of(office.desk.database.url)


def heads(office: Office) -> tuple[contents.HeadOf, ...]:
    with office.desk.reading() as connection:
        return contents.heads(connection)


def served(config: Config, office: Office, *, numbers: int = 0) -> list[str]:
    """The house is open for so many numbers, and closed; answers their tokens."""
    keeping = Keeping(config, make=lambda: "")
    keeping.start(office.desk)
    tokens = [office.issue().token for _ in range(numbers)]
    keeping.stop()
    return tokens


def test_where_the_logs_end_is_noted_beside_the_database(config: Config, office: Office) -> None:
    keeping = Keeping(config, make=lambda: "")
    keeping.start(office.desk)
    office.issue()
    keeping.note_heads()

    noted = marks.noted(of(office))
    keeping.stop()

    assert noted is not None
    assert (noted.heads, noted.doubt_at) == (heads(office), None)


def test_a_database_that_was_put_back_is_given_the_numbers_that_people_hold(
    config: Config, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(of(office))) as source, closing(sqlite3.connect(of(office).with_name("old"))) as kept:
        source.backup(kept)
    tokens = served(config, office, numbers=3)
    office.desk.database.close()
    of(office).with_name("old").replace(of(office))
    office.desk.database = Database(config.database.url)

    served(config, office)

    assert office.rows(Ticket.token) == tokens
    assert (office.issue().shown, "entered anew: 3 wait again, 0 were over" in caplog.text) == ("A004", True)


def test_numbers_of_another_house_at_the_same_place_stay_out(config: Config, office: Office) -> None:
    served(config, office, numbers=1)
    kept = given.noted(of(office))
    others = [replace(each, number=2, token="t" * 22, press_key=None) for each in kept.given]
    given.note(of(office), given.Kept({office.office_id: "f" * 64}, tuple(others)))

    served(config, office)

    assert office.rows(Ticket.number) == [1]


def test_while_it_is_served_the_file_says_so_and_afterwards_it_does_not(config: Config, office: Office) -> None:
    keeping = Keeping(config, make=lambda: "")
    copy = of(office).with_name("copy.db")
    keeping.start(office.desk)
    copy.write_bytes(of(office).read_bytes())
    keeping.stop()
    office.desk.database.close()

    assert (bare.lacks_log(copy), bare.lacks_log(of(office))) == (True, False)
    office.desk.database = Database(config.database.url)


def test_a_bare_copy_is_told_when_it_is_served_and_later_too(
    config: Config, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    copy = of(office).with_name("copy.db")
    first = Keeping(config, make=lambda: "")
    first.start(office.desk)
    copy.write_bytes(of(office).read_bytes())
    first.stop()
    there = Config(database=DatabaseSettings(f"sqlite:///{copy}"))

    keeping = Keeping(there)
    desk = Desk(Database(there.database.url), clock=office.clock)
    keeping.start(desk)
    keeping.stop()
    desk.database.close()

    noted = marks.noted(copy)
    assert noted is not None
    assert (noted.doubt_at, noted.lost) == (office.clock.now, ())
    assert [each.getMessage() for each in caplog.records if each.levelno == logging.ERROR] == [
        "the database was copied while it was in use, without its -wal: its last changes are missing"
    ]


def test_a_database_older_than_what_was_known_of_it_is_told(
    config: Config, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    (own,) = heads(office)
    marks.note(of(office), Mark(LONG_AGO, (type(own)(own.office, own.office_id, 812, "f" * 64),)))

    keeping = Keeping(config, make=lambda: "")
    keeping.start(office.desk)
    keeping.stop()

    noted = marks.noted(of(office))
    assert noted is not None
    assert [each.seq for each in noted.lost] == [812]
    assert "uji: the log ends at event 2, though event 812 was told of" in caplog.text


def test_a_doubt_ends_when_somebody_deletes_the_mark_also_while_it_is_served(config: Config, office: Office) -> None:
    (own,) = heads(office)
    marks.note(of(office), Mark(LONG_AGO, (type(own)(own.office, own.office_id, 812, "f" * 64),)))
    keeping = Keeping(config, make=lambda: "")
    keeping.start(office.desk)
    marks.mark_of(of(office)).unlink()
    keeping.note_heads()
    noted = marks.noted(of(office))
    keeping.stop()

    assert noted is not None
    assert (noted.doubt_at, noted.lost) == (None, ())


@pytest.mark.parametrize("harm", [lambda mark: mark.write_text("{"), lambda mark: mark.unlink()])
def test_a_mark_that_is_gone_or_torn_is_made_anew(config: Config, office: Office, harm: Callable[[Path], None]) -> None:
    marks.note(of(office), Mark(LONG_AGO, ()))
    harm(marks.mark_of(of(office)))

    keeping = Keeping(config, make=lambda: "")
    keeping.start(office.desk)
    keeping.stop()

    noted = marks.noted(of(office))
    assert noted is not None
    assert noted.heads == heads(office)


def test_a_backup_that_is_due_is_tried_and_again_ten_minutes_after_it_failed(config: Config, office: Office) -> None:
    made: list[str] = []
    folder = Path(config.backup.folder)
    folder.mkdir()

    def make() -> str:
        made.append("backup")
        return "no such folder"

    keeping = Keeping(config, make=make)
    keeping._desk = office.desk
    keeping.back_up()
    troubles = [keeping.trouble]
    shelf.write_state(folder, shelf.STATE, shelf.Failure(office.clock.now, "full"))
    keeping.back_up()
    troubles.append(keeping.trouble)
    office.clock.tick(minutes=10)
    keeping.back_up()

    assert (made, troubles) == (["backup", "backup"], ["no such folder", "full"])


def test_a_database_older_than_its_newest_backup_is_told_once(
    config: Config, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    folder, older = Path(config.backup.folder), of(office).with_name("older.db")
    folder.mkdir()
    backups.make(config.database.url, folder, older.with_suffix(".backup"), now=LONG_AGO, version="1")
    office.issue()
    backups.make(config.database.url, folder, folder / "new.backup", now=office.clock.now, version="1")
    backups.put_back(f"sqlite:///{older}", folder, older.with_suffix(".backup"))
    desk = Desk(Database(f"sqlite:///{older}"), clock=office.clock)

    keeping = Keeping(changed(config, database=DatabaseSettings(f"sqlite:///{older}")), make=lambda: "")
    keeping._desk = desk
    keeping.back_up()
    keeping.back_up()
    desk.database.close()

    assert caplog.text.count("uji: the log ends at event 2, though event 3 was told of") == 1


@pytest.mark.slow("the process that makes a server's backups")
def test_the_process_of_a_backup_makes_it_and_its_refusal_is_logged(
    config: Config, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "config.toml").write_text('[backup]\nfolder = "kept"\nkey_file = "backup.key"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANTREAN_CONFIG", raising=False)

    made_apart(config)
    (tmp_path / "backup.key").write_text("a" * 64)
    failed = shelf.failure(tmp_path / "kept")
    shelf.write_state(tmp_path / "kept", shelf.STATE, None)
    made_apart(config)

    assert failed is not None
    assert "antrean backup --new-key" in failed.reason
    assert "antrean backup --new-key" in caplog.text
    (found,) = shelf.shelved(tmp_path / "kept")
    assert (found.head.heads, bool(found.head.key)) == (heads(office), True)
    assert load(tmp_path / "config.toml").backup.folder == str(tmp_path / "kept")


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), RuntimeError("database is locked")])
def test_what_cannot_be_noted_keeps_no_office_from_opening_and_closing(
    config: Config, office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    def fail(*_values: object) -> None:
        raise fault

    monkeypatch.setattr(marks, "note", fail)
    monkeypatch.setattr(bare, "begin", fail)
    keeping = Keeping(config, make=lambda: "")
    keeping.start(office.desk)
    keeping.stop()

    assert "where the logs end could not be looked at" in caplog.text
