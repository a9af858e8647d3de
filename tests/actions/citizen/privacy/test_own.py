"""One's own data: all of it is shown, what need not stay goes, and nothing of that is left anywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import make_url

from queue_app.actions.citizen import pushes
from queue_app.actions.citizen.privacy import own
from queue_app.actions.queue import remarks
from queue_app.config import PUSH_SERVICES
from queue_app.domain.citizen.booking.holder import Reminder
from queue_app.domain.log.errors import NotFound
from queue_app.store.backup import backups
from queue_app.store.base import Base
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.citizen.complaints.tables import Complaint
from queue_app.store.citizen.privacy.held import GIVEN
from queue_app.store.citizen.push_tables import PushSubscription
from queue_app.store.queue.tables import Note
from tests.actions.citizen.test_pushes import phone
from tests.bookings import booked, take_bookings
from tests.complaints import SITI, brought
from tests.offices import Office

SAID = "Ibu Marwahyuni menunggu di luar"
MAIL = "siti.marwahyuni@contoh.example"


def written_about(office: Office) -> int:
    """A ticket with a note of its officer and a phone that is woken."""
    office.open_counter()
    issued = office.issue()
    pushes.follow(office.desk, office.office_id, issued.ticket_id, phone(), lang="id", services=PUSH_SERVICES)
    office.do(remarks.note, office.call_next(), text=SAID)
    return issued.ticket_id


def files_of(office: Office) -> bytes:
    """SQLite's file and its log, byte by byte."""
    path = Path(make_url(office.desk.database.url).database or "")
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def test_every_table_that_knows_a_ticket_is_shown_and_no_key_is(office: Office) -> None:
    number = written_about(office)

    found = own.of_ticket(office.desk, office.office_id, number)

    assert {"announcement", "leg", "log", "note", "push_subscription", "ticket"} <= set(found)
    assert (found["note"]["rows"][0]["text"], found["push_subscription"]["rows"][0]["endpoint"]) == (SAID, GIVEN)
    assert [each["kind"] for each in found["log"]["rows"]] == ["ticket.issued", "ticket.called", "ticket.noted"]
    json.dumps(found)


def test_no_member_of_staff_is_told_to_a_citizen(office: Office) -> None:
    found = own.of_ticket(office.desk, office.office_id, written_about(office))

    names = {name for told in found.values() for row in told["rows"] for name in row}
    assert [name for name in names if "officer" in name or name.endswith("by_id")] == []


def test_a_table_that_is_added_later_is_found_by_its_key() -> None:
    knows = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in {"ticket", "leg"}
    }

    assert {"booking", "flood_ticket", "leg_mark", "note", "print_job", "push_subscription"} <= knows


def test_what_was_erased_of_a_ticket_is_in_no_row_no_file_and_no_backup_made_after(
    office: Office, tmp_path: Path
) -> None:
    number = written_about(office)
    own.erase_ticket(office.desk, number)

    assert (office.rows(Note.text), office.rows(PushSubscription.endpoint)) == ([], [])
    if office.desk.database.is_sqlite:
        assert [each in files_of(office) for each in (SAID.encode(), phone().endpoint.encode())] == [False, False]
        kept = tmp_path / "kept.zip"
        backups.make(office.desk.database.url, tmp_path / "files", kept, now=office.desk.clock(), version="test")
        assert SAID.encode() not in kept.read_bytes()


def test_a_mail_address_is_erased_and_the_booking_stands(office: Office) -> None:
    take_bookings(office)
    made = booked(office, remind=Reminder(MAIL, "id"))
    before = office.rows(Booking.mail) != [None]

    assert (before, own.erase_booking(office.desk, office.office_id, made.token)) == (True, 1)
    assert (office.rows(Booking.mail), office.rows(Booking.state)) == ([None], ["booked"])
    assert "booking" in own.of_booking(office.desk, office.office_id, made.token)


def test_a_name_is_erased_from_a_complaint_that_goes_on(office: Office) -> None:
    _number, code = brought(office, identity=SITI)

    assert own.erase_complaint(office.desk, office.office_id, code) == 1
    assert office.rows(Complaint.identity) == [None]
    assert own.of_complaint(office.desk, office.office_id, code)["complaint"]["count"] == 1


def test_who_has_no_code_sees_and_erases_nothing(office: Office) -> None:
    brought(office, identity=SITI)

    with pytest.raises(NotFound):
        own.erase_complaint(office.desk, office.office_id, "AAAA-AAAA-AA")
    assert own.erase_booking(office.desk, office.office_id, "x" * 22) == 0


def test_the_log_hears_nothing_of_an_erasure(office: Office) -> None:
    number = written_about(office)
    told = len(office.published)

    own.erase_ticket(office.desk, number)

    assert len(office.published) == told


def test_staff_see_every_row_that_names_them_without_keys_and_without_what_they_wrote_of_citizens(
    office: Office,
) -> None:
    written_about(office)

    found = own.of_officer(office.desk, office.officers["wati"])

    (row,) = found["officer"]["rows"]
    assert (row["username"], row["password_hash"]) == ("wati", GIVEN)
    assert {"desk_session", "leg", "note"} <= set(found)
    assert SAID not in json.dumps(found)
