"""A rehearsal puts a backup back beside the database, looks at all of it, and leaves nothing behind."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.log.kept_errors import BareDatabase, BareWithoutLog, NoRehearsal, RowsDiffer
from queue_app.store.backup import bare, rehearsal
from queue_app.store.backup.sqlite import file_of
from tests.offices import Office
from tests.store.backup.test_backups import backup, dump, leavings, lived_in, rewritten, uploads

__all__ = ["backup", "lived_in", "uploads"]  # fixtures
on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def test_it_verifies_the_backup_and_touches_nothing(lived_in: Office, backup: Path) -> None:
    lived_in.issue()
    url = lived_in.desk.database.url
    before, beside = dump(url), databases_of(url)

    done = rehearsal.rehearse(url, backup)

    assert (done.uploads, done.was_older, [each.office for each in done.heads]) == (1, False, ["uji"])
    assert (dump(url), databases_of(url)) == (before, beside)


def databases_of(url: str) -> set[str]:
    """Of PostgreSQL's server all databases; of SQLite the files beside."""
    if make_url(url).get_backend_name() == "sqlite":
        return leavings(file_of(url).parent)
    engine = create_engine(url)
    with engine.connect() as connection:
        names = connection.execute(text("SELECT datname FROM pg_database WHERE datname LIKE 'antrean_re%'"))
        found = set(names.scalars())
    engine.dispose()
    return found


@on_sqlite
def test_a_backup_whose_log_was_forged_does_not_pass(lived_in: Office, backup: Path, tmp_path: Path) -> None:
    forge(backup, tmp_path, "DROP TRIGGER event_no_update; UPDATE event SET data = '{}' WHERE seq = 2")

    with pytest.raises(BrokenLog):
        rehearsal.rehearse(lived_in.desk.database.url, backup)


@on_sqlite
def test_a_backup_whose_rows_were_forged_does_not_pass(lived_in: Office, backup: Path, tmp_path: Path) -> None:
    forge(backup, tmp_path, "UPDATE leg SET state = 'finished' WHERE state = 'waiting'")

    with pytest.raises((RowsDiffer, BrokenLog)):
        rehearsal.rehearse(lived_in.desk.database.url, backup)


def forge(file: Path, folder: Path, statements: str) -> None:
    """A backup that is sound as a file, of a database that somebody changed."""
    with zipfile.ZipFile(file) as read:
        read.extract("database/antrean.db", folder)
        members = json.loads(read.read("antrean-backup.json"))["members"]
        rest = {name: read.read(name) for name in read.namelist() if name != "database/antrean.db"}
    database = folder / "database" / "antrean.db"
    with sqlite3.connect(database) as connection:
        connection.executescript(statements)
    content = database.read_bytes()
    members["database/antrean.db"] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    with zipfile.ZipFile(file, "w") as made:
        for name, held in {**rest, "database/antrean.db": content}.items():
            made.writestr(name, held)
    rewritten(file, members=members)


@on_sqlite
def test_a_bare_database_is_no_backup(lived_in: Office) -> None:
    with pytest.raises(BareDatabase, match="last changes"):
        rehearsal.rehearse(lived_in.desk.database.url, file_of(lived_in.desk.database.url))


@on_sqlite
def test_a_bare_database_that_was_copied_while_it_was_served_is_named_as_such(lived_in: Office, tmp_path: Path) -> None:
    copy = bare_copy(lived_in, tmp_path)

    with pytest.raises(BareWithoutLog, match=r"copy\.db-wal"):
        rehearsal.rehearse(lived_in.desk.database.url, copy)


def bare_copy(office: Office, folder: Path) -> Path:
    """As `cp antrean.db` makes it while the office is served."""
    own, copy = file_of(office.desk.database.url), folder / "copy.db"
    with office.desk.beside() as connection:
        bare.begin(connection)
    bare.settle(own)
    copy.write_bytes(own.read_bytes())
    return copy


@on_sqlite
def test_a_database_in_use_has_its_log_beside_it_and_so_has_its_whole_copy(lived_in: Office, tmp_path: Path) -> None:
    own, copy = file_of(lived_in.desk.database.url), bare_copy(lived_in, tmp_path)
    lived_in.issue()
    beside = copy.with_name(copy.name + "-wal")

    assert (bare.lacks_log(own), bare.lacks_log(copy)) == (False, True)
    beside.write_bytes(own.with_name(own.name + "-wal").read_bytes())
    assert bare.lacks_log(copy) is False


@on_sqlite
def test_a_database_that_was_closed_is_whole_as_one_file(lived_in: Office, tmp_path: Path) -> None:
    own = file_of(lived_in.desk.database.url)
    bare_copy(lived_in, tmp_path)
    with lived_in.desk.beside() as connection:
        bare.end(connection)
    lived_in.desk.database.close()

    assert (own.with_name(own.name + "-wal").exists(), bare.lacks_log(own)) == (False, False)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_user_who_may_make_no_database_is_told_so(lived_in: Office, backup: Path) -> None:
    url = make_url(lived_in.desk.database.url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS poor")
        connection.exec_driver_sql("CREATE ROLE poor LOGIN")
    engine.dispose()

    with pytest.raises(NoRehearsal, match="no database beside its own"):
        rehearsal.rehearse(url.set(username="poor").render_as_string(hide_password=False), backup)
