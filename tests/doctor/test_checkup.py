"""The doctor tells what is wrong in words, whatever is wrong, and changes nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from queue_app.config import Backup, Config, DatabaseSettings, Server
from queue_app.doctor import clock, programs
from queue_app.doctor.checkup import Checkup, examine
from queue_app.doctor.finding import Level
from queue_app.store import onlooker, schema
from queue_app.store.backup import backups, bare, contents, marks, shelf
from queue_app.store.backup.closed import Key
from queue_app.store.backup.marks import Mark
from queue_app.store.backup.shelf import Failure, Rehearsal
from queue_app.store.backup.sqlite import file_of
from tests.forgeries import spoil
from tests.offices import Office

on_both = pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> str:
    """SQLite, unless a test says otherwise: a database on a server has no file to be looked at."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def office(unchecked_office: Office) -> Office:
    """Most of these databases are beyond being checked."""
    return unchecked_office


@pytest.fixture
def config(office: Office, tmp_path: Path) -> Config:
    (tmp_path / "kept").mkdir()
    server = Server(
        public_url="http://127.0.0.1:9", secret_file=str(tmp_path / "secret"), seal_file=str(tmp_path / "seal"),
        files_dir=str(tmp_path),
    )  # fmt: skip
    database = DatabaseSettings(office.desk.database.url)
    return Config(server=server, database=database, backup=Backup(folder=str(tmp_path / "kept")))


def examined(config: Config, office: Office, **more: bool) -> Checkup:
    return examine(config, now=office.clock.now, lang="en", **more)


def said(found: Checkup, name: str, level: Level = Level.FAULT) -> list[str]:
    return [each.found.said("en", found.zone) for each in found.told if (each.name, each.found.level) == (name, level)]


def file_in(config: Config) -> Path:
    return file_of(config.database.url)


def state_of(folder: Path) -> dict[str, str]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


@on_both
def test_a_sound_database_has_no_fault_and_its_log_ends_where_it_ends(config: Config, office: Office) -> None:
    found = examined(config, office)

    assert said(found, "Database") + said(found, "Log of the office") + said(found, "Clock") == []
    (end, *_rest) = said(found, "Log of the office", Level.OK)
    with office.desk.reading() as connection:
        assert end.endswith(f"{contents.heads(connection)[0].hash}.")


def test_looking_changes_nothing(config: Config, office: Office, tmp_path: Path) -> None:
    office.desk.database.close()
    before = state_of(tmp_path)

    examined(config, office, is_full=True)

    assert state_of(tmp_path) == before


def test_where_no_database_is_none_is_made_and_the_rest_is_looked_at(config: Config, office: Office) -> None:
    office.desk.database.close()
    file_in(config).unlink()

    found = examined(config, office)

    assert said(found, "Database") == [f"There is no database at {file_in(config)}."]
    assert {"Backups", "Disk", "Clock", "Address on tickets", "Mail"} <= {each.name for each in found.told}
    assert not file_in(config).exists()


def overwritten(file: Path) -> None:
    file.write_bytes(b"not a database at all" * 100)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def of_another_program(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE song (name TEXT)")


def torn(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 40] = b"\x00" * 4096 * 37
    file.write_bytes(content)


@pytest.mark.parametrize("harm", [overwritten, emptied, of_another_program, torn])
def test_a_harmed_database_is_told_and_never_a_traceback(config: Config, office: Office, harm: object) -> None:
    office.desk.database.close()
    assert callable(harm)
    harm(file_in(config))

    found = examined(config, office)

    assert (found.level, len(said(found, "Database")) >= 1) == (Level.FAULT, True)


def test_a_database_that_another_program_holds_is_told(
    config: Config, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onlooker, "WAIT_S", 0.05)
    with office.desk.transaction(office.office_id):
        found = examined(config, office)

    assert said(found, "Database") == ["The database cannot be written to: database is locked"]


def test_an_older_schema_wants_a_migration(
    config: Config, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(schema, "newest", lambda: "9999")

    found = examined(config, office)

    (told,) = [each for each in found.told if each.found.level is Level.FAULT and each.name == "Database"]
    assert told.found.advised("en", found.zone) == "Make a backup, then: antrean migrate"


def test_a_log_that_somebody_changed_is_named_with_its_entry(config: Config, office: Office) -> None:
    office.issue()
    seq = spoil(office)

    (told,) = said(examined(config, office), "Log of the office")

    assert told.startswith(f"The log of uji is broken at entry {seq}:")


def test_a_clock_behind_the_log_is_told(config: Config, office: Office) -> None:
    office.issue()

    found = examine(config, now=office.clock.now - timedelta(hours=3), lang="en")

    assert len(said(found, "Clock")) == 1


@pytest.mark.parametrize(("state", "level"), [(0, Level.OK), (5, Level.WARNING), (None, Level.OK)])
def test_whether_the_network_sets_the_clock(monkeypatch: pytest.MonkeyPatch, state: int | None, level: Level) -> None:
    monkeypatch.setattr(clock, "_asked", lambda: state)

    assert [each.level for each in clock.is_set(None)] == [level]  # type: ignore[arg-type]


def test_a_copy_without_its_wal_is_told(config: Config, office: Office) -> None:
    served(office)
    copied_bare(config, office)

    (told,) = said(examined(config, office), "Database")

    assert told == "The database was copied while in use, without its -wal: its last changes are missing."


def served(office: Office) -> None:
    with office.desk.beside() as connection:
        bare.begin(connection)
    bare.settle(file_of(office.desk.database.url))
    office.issue()


def copied_bare(config: Config, office: Office) -> None:
    """What `cp antrean.db` takes, in the place of the database."""
    taken = file_in(config).read_bytes()
    office.desk.database.close()
    file_in(config).write_bytes(taken)


def test_a_power_cut_after_which_another_command_looked_is_no_copy(config: Config, office: Office) -> None:
    """Whoever opens the database last takes its -wal in: nothing is lost, and the head beside it says so."""
    served(office)
    noted(config, office)
    office.desk.database.close()

    assert bare.lacks_log(file_in(config))
    assert said(examined(config, office), "Database") == []


def noted(config: Config, office: Office) -> None:
    with office.desk.reading() as connection:
        marks.note(file_in(config), Mark(office.clock.now, contents.heads(connection)))


def test_an_older_copy_is_told_with_what_it_lacks(config: Config, office: Office) -> None:
    with backed_up(config, office) as older:
        office.issue()
        noted(config, office)
        office.desk.database.close()
    file_in(config).unlink()
    backups.put_back(config.database.url, Path(config.server.files_dir), older)

    (told,) = said(examined(config, office), "Database")

    assert told.startswith("The log of uji ends at entry 2, but entry 3 was known on")


@contextmanager
def backed_up(config: Config, office: Office, key: Key | None = None) -> Iterator[Path]:
    made = Path(config.backup.folder) / "antrean-2026-11-23.backup"
    backups.make(
        config.database.url, Path(config.server.files_dir), made, now=office.clock.now, version="1", key=key
    )  # fmt: skip
    yield made


def test_one_that_was_put_back_on_purpose_is_none(config: Config, office: Office) -> None:
    with backed_up(config, office):
        pass
    with office.desk.reading() as connection:
        heads = contents.heads(connection)
    lost = heads[0]
    later = office.clock.now + timedelta(hours=1)
    known = marks.Known("tuesday", office.clock.now, (type(lost)("uji", 1, 99, "f" * 64),))
    mark = Mark(later, heads, restored_at=later)

    with office.desk.reading() as connection:
        assert marks.behind(connection, marks.since_restored([known], mark)) == []
        assert [each.seq for each in marks.behind(connection, [known])] == [99]


def test_without_backups_it_is_told(config: Config, office: Office) -> None:
    assert said(examined(config, office), "Backups") == [f"There is no backup in {config.backup.folder}."]


@pytest.mark.parametrize(("hours", "levels"), [(25, (0, 0)), (27, (0, 1)), (97, (1, 0))])
def test_a_backup_grows_old(config: Config, office: Office, hours: int, levels: tuple[int, int]) -> None:
    with backed_up(config, office):
        found = examine(config, now=office.clock.now + timedelta(hours=hours), lang="en")

    old = [sum(" old (" in each for each in said(found, "Backups", level)) for level in (Level.FAULT, Level.WARNING)]
    assert tuple(old) == levels


def test_a_failed_try_and_a_rehearsal_are_told(config: Config, office: Office) -> None:
    folder = Path(config.backup.folder)
    shelf.write_state(folder, shelf.STATE, Failure(office.clock.now, "the disk is full"))
    shelf.write_state(folder, shelf.REHEARSAL, Rehearsal(office.clock.now, "b", 65, ()))
    with backed_up(config, office):
        found = examined(config, office)

    assert [each for each in said(found, "Backups") if each.endswith("failed: the disk is full")] != []
    assert [each for each in said(found, "Backups", Level.OK) if each.endswith("it took 1 minute 5 seconds.")] != []


def test_a_backup_under_another_key_cannot_be_put_back(config: Config, office: Office, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("b" * 64)
    own = Config(
        server=config.server, database=config.database,
        backup=Backup(folder=config.backup.folder, key_file=str(tmp_path / "key")),
    )  # fmt: skip
    with backed_up(config, office, Key("a" * 64)):
        found = examined(own, office)

    assert [each for each in said(found, "Backups") if "closed under the key" in each] != []


def test_what_a_check_stumbles_over_hides_no_other(
    config: Config, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_asked", lambda: 1 / 0)

    found = examined(config, office)

    assert said(found, "Clock") == ["This could not be looked at: ZeroDivisionError: division by zero"]
    assert said(found, "Programs", Level.OK) != []


def test_packages_that_break_the_lines_are_named(
    config: Config, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "find_spec", lambda name: name == "eventlet" or None)

    (told,) = said(examined(config, office), "Programs", Level.WARNING)

    assert told.startswith("The package eventlet is installed here")


def test_keys_that_others_may_read_are_named(config: Config, office: Office, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "secret").chmod(0o644)

    assert said(examined(config, office), "Disk", Level.WARNING) == [
        f"Others on this computer may read the key {tmp_path / 'secret'}."
    ]


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_server_of_databases_that_is_not_there_is_told_without_its_password(config: Config, office: Office) -> None:
    url = make_url(config.database.url).set(port=1, host="127.0.0.1", username="antrean", password="rahasia", query={})
    away = Config(server=config.server, database=DatabaseSettings(url.render_as_string(hide_password=False)))

    (told,) = said(examined(away, office), "Database")

    assert ("does not answer" in told, "rahasia" in told) == (True, False)
