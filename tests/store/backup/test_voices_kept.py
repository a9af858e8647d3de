"""What citizens said and booked is in a backup as it is in the house: closed, and without the key that opens it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from queue_app.actions.citizen.booking.arrive import arrive
from queue_app.actions.citizen.complaints import attachments
from queue_app.domain.citizen.booking.holder import Holder, Reminder
from queue_app.secret import seal_key
from queue_app.store.backup import backups
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.citizen.complaints import files, rows
from queue_app.store.citizen.survey import answers
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.sealing import Seal
from tests.bookings import booked, take_bookings
from tests.complaints import BRIBE, SAYS, SITI, brought
from tests.offices import Office
from tests.store.backup.test_backups import NOW, dump
from tests.surveys import ALL_THREE, answer, served

PHOTO = b"a photograph of a receipt"
PHONE, MAIL = "6281234567890", "sri@example.org"
DAY = date(2026, 11, 23)
SITI_SAYS = (SITI.name, SITI.contact)


@pytest.fixture
def seal_file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "seal"


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    return tmp_path / "data" / "files"


@pytest.fixture
def lived_in(office: Office, seal_file: Path, uploads: Path) -> tuple[Office, str, str]:
    """Two complaints, one with a picture and a name; two bookings, one kept; one who answered. Both codes."""
    office.desk = Desk(office.desk.database, clock=office.clock, seal=Seal(seal_key(str(seal_file))))
    take_bookings(office)
    _number, code = brought(office, identity=SITI)
    brought(office, BRIBE)
    stored = files.write(uploads, office.desk.seal, PHOTO, kind="image/jpeg")
    attachments.attach(office.desk, office.office_id, code=code, stored=[stored])
    come = booked(office)
    booked(office, holder=Holder(PHONE, "device"), remind=Reminder(MAIL, "id"))
    office.open_counter()
    answer(office, served(office), comment="Petugas Wati ramah")
    office.clock.tick(minutes=40)
    arrive(office.desk, office.office_id, code=come.code)
    return office, code, come.code


@pytest.fixture
def backup(lived_in: tuple[Office, str, str], uploads: Path, tmp_path: Path) -> Path:
    made = tmp_path / "monday.backup"
    backups.make(lived_in[0].desk.database.url, uploads, made, now=NOW, version="1")
    return made


@pytest.mark.slow("a whole backup and its way back")
def test_all_of_it_is_there_again_and_opens_under_the_key_of_the_house(
    lived_in: tuple[Office, str, str], backup: Path, empty_url: str, tmp_path: Path
) -> None:
    office, code, booking_code = lived_in
    before = dump(office.desk.database.url)

    backups.put_back(empty_url, tmp_path / "new", backup)

    assert dump(empty_url) == before
    there = replace_desk(office, empty_url)
    assert read_again(there, code, tmp_path / "new") == (SAYS.text, SITI, PHOTO, [ALL_THREE])
    assert len(there.rows(Booking.state)) == 2
    assert arrive(there.desk, there.office_id, code=booking_code).is_new is False
    there.desk.database.close()


def test_what_a_thief_of_the_backup_reads_says_nothing(
    lived_in: tuple[Office, str, str], backup: Path, seal_file: Path
) -> None:
    key = seal_file.read_bytes()
    secrets = [key, PHOTO, *map(str.encode, (*lived_in[1:], SAYS.text, BRIBE.text, *SITI_SAYS, PHONE, MAIL))]
    with zipfile.ZipFile(backup) as read:
        held = {name: read.read(name) for name in read.namelist()}

    held["rows"] = repr(dump(lived_in[0].desk.database.url)).encode()  # a member may be compressed

    assert len(held) == 4  # the manifest, the database and the picture: no file of a key
    assert [(name, each) for name, content in held.items() for each in secrets if each in content] == []


def replace_desk(office: Office, url: str) -> Office:
    """The same office out of another database, under the same key."""
    return replace(office, desk=Desk(Database(url), clock=office.clock, seal=office.desk.seal))


def read_again(office: Office, code: str, folder: Path) -> tuple[object, ...]:
    """Of the complaint: what was said, by whom, with which picture; and all answers of the day."""
    desk = office.desk
    with desk.reading() as connection:
        kept = rows.by_code(connection, desk.seal, office.office_id, code)
        (file,) = files.of_complaint(connection, kept.id)
        found = files.one(connection, office.office_id, file.id)
        given = answers.answers(connection, office.office_id, DAY, DAY)
        who = rows.identity(connection, desk.seal, kept.id)
    return kept.lodged.text, who, files.read(folder, desk.seal, found), [each.values for each in given]
