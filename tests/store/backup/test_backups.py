"""A backup is one moment of everything; put back, it ends where it ended. Whatever is wrong with it changes nothing."""

from __future__ import annotations

import json
import resource
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, select, text

from queue_app.domain.log.clock import Steady
from queue_app.domain.log.errors import QueueError
from queue_app.domain.log.events import ClockJumped, SignedOut
from queue_app.domain.log.kept_errors import (
    BackupFailed,
    DamagedBackup,
    FileInTheWay,
    NewerBackup,
    NotEmpty,
    OtherDatabase,
)
from queue_app.store import schema
from queue_app.store.backup import archive, backups
from queue_app.store.desk import Desk, Published
from queue_app.store.engines import Database
from queue_app.store.hall import files, media
from queue_app.store.log import chain
from tests.databases import METADATA
from tests.factories import Clock
from tests.offices import Office

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PICTURE = b"a picture of the mayor"


def dump(url: str) -> dict[str, list[tuple[object, ...]]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in METADATA.sorted_tables
        }
    engine.dispose()
    return found


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


@pytest.fixture
def lived_in(office: Office, uploads: Path) -> Office:
    """Three numbers, one of them called, and a picture."""
    name = files.keep(uploads, PICTURE, ".png")
    with office.desk.transaction(office.office_id) as work:
        media.add(
            work.connection, office.office_id, kind="picture", title="", file=name, bytes=len(PICTURE),
            has_sound=False, is_active=True, added_at=NOW,
        )  # fmt: skip
    for _ in range(3):
        office.issue()
    office.open_counter()
    office.call_next()
    return office


@pytest.fixture
def backup(lived_in: Office, uploads: Path, tmp_path: Path) -> Path:
    made = tmp_path / "monday.backup"
    backups.make(lived_in.desk.database.url, uploads, made, now=NOW, version="1")
    return made


@pytest.fixture
def new_folder(tmp_path: Path) -> Path:
    return tmp_path / "new"


def leavings(folder: Path) -> set[str]:
    """What lies in the folder and below it."""
    return {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()}


def test_a_database_that_was_put_back_is_what_it_was(
    lived_in: Office, backup: Path, empty_url: str, new_folder: Path
) -> None:
    before = dump(lived_in.desk.database.url)

    restored = backups.put_back(empty_url, new_folder, backup)

    assert dump(empty_url) == before
    assert [each.read_bytes() for each in new_folder.iterdir()] == [PICTURE]
    database = Database(empty_url)
    with database.reading() as connection:
        assert [(1, *chain.verify(connection, 1))] == [each[1:] for each in map(tuple, heads_of(restored))]
    database.close()
    assert not restored.is_older


def heads_of(restored: backups.Restored) -> list[tuple[str, int, int, str]]:
    return [(each.office, each.office_id, each.seq, each.hash) for each in restored.heads]


def test_the_log_that_was_put_back_cannot_be_changed_and_goes_on(
    lived_in: Office, backup: Path, empty_url: str, new_folder: Path
) -> None:
    backups.put_back(empty_url, new_folder, backup)

    engine = create_engine(empty_url)
    with pytest.raises(Exception, match="append-only"), engine.begin() as connection:
        connection.execute(text("DELETE FROM event"))
    engine.dispose()


@pytest.mark.parametrize(("minutes", "told"), [(-18, [ClockJumped(by_s=-1080, how="log")]), (600, [])])
def test_put_back_on_another_machine_a_clock_behind_the_log_is_told_and_time_that_passed_is_not(
    lived_in: Office, backup: Path, empty_url: str, new_folder: Path, minutes: float, told: list[ClockJumped]
) -> None:
    backups.put_back(empty_url, new_folder, backup)
    elsewhere = Clock(lived_in.clock.now + timedelta(minutes=minutes))
    database, published = Database(empty_url), list[Published]()
    desk = Desk(database, clock=elsewhere, steady=lambda: Steady("elsewhere", 7), publish=published.append)
    with desk.transaction(1) as work:
        work.record(SignedOut(officer_id=1))
    database.close()

    assert [each.events for each in published] == [(*told, SignedOut(officer_id=1))]


def test_what_is_written_after_a_backup_is_not_in_it(
    lived_in: Office, backup: Path, empty_url: str, new_folder: Path
) -> None:
    lived_in.issue()

    backups.put_back(empty_url, new_folder, backup)

    assert len(dump(empty_url)["ticket"]) == 3


def test_an_upload_that_is_lost_is_named_and_the_rest_is_kept(lived_in: Office, uploads: Path, tmp_path: Path) -> None:
    (lost,) = uploads.iterdir()
    lost.unlink()

    made = backups.make(lived_in.desk.database.url, uploads, tmp_path / "b", now=NOW, version="1")

    assert (made.missing, list(made.members)) == ((lost.name,), [backups.KINDS[made.database].MEMBER])


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def cut_in_half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def scratch(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def another_zip(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("letter.txt", "Dear office")


@pytest.mark.parametrize("harm", [cut, cut_in_half, scratch, empty, another_zip])
def test_a_damaged_backup_changes_nothing(
    backup: Path, empty_url: str, new_folder: Path, harm: Callable[[Path], None]
) -> None:
    harm(backup)

    with pytest.raises(DamagedBackup, match="monday"):
        backups.put_back(empty_url, new_folder, backup)

    backups.KINDS[backups.kind_of(empty_url)].check_empty(empty_url)
    assert leavings(new_folder) == set()


def rewritten(file: Path, **changes: object) -> None:
    """Another manifest than the backup was made with."""
    with zipfile.ZipFile(file) as read:
        members = {each: read.read(each) for each in read.namelist()}
    members[archive.MANIFEST] = json.dumps({**json.loads(members[archive.MANIFEST]), **changes}).encode()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"database": "oracle"}, OtherDatabase),
        ({"schema": "9999"}, NewerBackup),
        ({"format": 2}, NewerBackup),
        ({"members": {}}, DamagedBackup),
    ],
)
def test_a_backup_that_does_not_fit_changes_nothing(
    backup: Path, empty_url: str, new_folder: Path, changes: dict[str, object], refusal: type[QueueError]
) -> None:
    rewritten(backup, **changes)

    with pytest.raises(refusal):
        backups.put_back(empty_url, new_folder, backup)

    assert leavings(new_folder) == set()


def test_a_database_that_is_not_empty_is_left_as_it_is(lived_in: Office, backup: Path, new_folder: Path) -> None:
    lived_in.issue()
    before = dump(lived_in.desk.database.url)

    with pytest.raises(NotEmpty):
        backups.put_back(lived_in.desk.database.url, new_folder, backup)

    assert (dump(lived_in.desk.database.url), leavings(new_folder)) == (before, set())


on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@on_sqlite
def test_the_log_of_a_database_that_was_deleted_is_not_played_into_the_one_put_back(
    backup: Path, empty_url: str, new_folder: Path
) -> None:
    beside = Path(str(make_url(empty_url).database) + "-wal")
    beside.write_bytes(b"of another one")

    with pytest.raises(NotEmpty, match="-wal"):
        backups.put_back(empty_url, new_folder, backup)


@on_sqlite
def test_nothing_is_written_over_that_is_no_backup(lived_in: Office, uploads: Path) -> None:
    own = Path(str(make_url(lived_in.desk.database.url).database))

    with pytest.raises(FileInTheWay):
        backups.make(lived_in.desk.database.url, uploads, own, now=NOW, version="1")


@on_sqlite
def test_a_backup_is_replaced_by_the_next_of_its_name(lived_in: Office, backup: Path, uploads: Path) -> None:
    lived_in.issue()

    made = backups.make(lived_in.desk.database.url, uploads, backup, now=NOW, version="1")

    with archive.opened(backup) as found:
        assert found.manifest == made


def test_no_database_is_told_and_none_is_made(tmp_path: Path, uploads: Path) -> None:
    with pytest.raises(BackupFailed, match="there is no database"):
        backups.make(f"sqlite:///{tmp_path / 'none.db'}", uploads, tmp_path / "b", now=NOW, version="1")

    assert leavings(tmp_path) == set()


def test_a_damaged_database_is_told_and_leaves_no_backup(tmp_path: Path, uploads: Path) -> None:
    (tmp_path / "own.db").write_bytes(b"SQLite format 3\x00" + b"x" * 5000)

    with pytest.raises(BackupFailed):
        backups.make(f"sqlite:///{tmp_path / 'own.db'}", uploads, tmp_path / "b", now=NOW, version="1")

    assert leavings(tmp_path) == {"own.db"}


@on_sqlite
def test_a_backup_of_an_older_version_is_put_back_and_says_that_it_must_be_migrated(
    tmp_path: Path, uploads: Path, new_folder: Path, empty_url: str
) -> None:
    old = f"sqlite:///{tmp_path / 'old.db'}"
    schema.migrate(old, to="0003")
    backups.make(old, uploads, tmp_path / "b", now=NOW, version="0.1")

    restored = backups.put_back(empty_url, new_folder, tmp_path / "b")

    schema.migrate(empty_url)
    assert (restored.is_older, schema.is_current(empty_url)) == (True, True)


@pytest.fixture
def full_at() -> Iterator[Callable[[int], None]]:
    """Lets no file of this program become larger."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@on_sqlite
@pytest.mark.parametrize("size", [0, 20_000, 60_000])
def test_where_no_room_is_left_no_backup_is_made(
    lived_in: Office, uploads: Path, tmp_path: Path, full_at: Callable[[int], None], size: int
) -> None:
    before = leavings(tmp_path)
    full_at(size)

    with pytest.raises(BackupFailed):
        backups.make(lived_in.desk.database.url, uploads, tmp_path / "b", now=NOW, version="1")

    assert leavings(tmp_path) == before


@on_sqlite
@pytest.mark.parametrize("size", [0, 10, 20_000])
def test_where_no_room_is_left_nothing_is_put_back(
    backup: Path, empty_url: str, new_folder: Path, full_at: Callable[[int], None], size: int
) -> None:
    full_at(size)

    with pytest.raises(QueueError, match="Nothing was put back"):
        backups.put_back(empty_url, new_folder, backup)

    assert leavings(new_folder) == set()
    assert not Path(str(make_url(empty_url).database)).exists()


@on_sqlite
@pytest.mark.parametrize("folder", ["usb%20disk", "a?b"])
def test_a_backup_lies_in_a_folder_of_any_name(lived_in: Office, uploads: Path, tmp_path: Path, folder: str) -> None:
    """In an address, % and ? are signs of their own: cachix/devenv #2492."""
    made = tmp_path / folder / "monday.backup"
    made.parent.mkdir()

    backups.make(lived_in.desk.database.url, uploads, made, now=NOW, version="1")

    assert [path.name for path in made.parent.iterdir()] == ["monday.backup"]


def test_a_stranger_on_the_machine_cannot_read_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


@on_sqlite
def test_the_copy_in_a_backup_is_a_database_by_itself(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as read:
        read.extract("database/antrean.db", tmp_path)

    with sqlite3.connect(tmp_path / "database" / "antrean.db") as connection:
        assert connection.execute("SELECT count(*) FROM ticket").fetchone() == (3,)
