"""One letter on the day before a booked time, to whoever wished for it; then the address is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from queue_app.actions.citizen.booking import book
from queue_app.config import Config, Mail, Server
from queue_app.daily import DayWatch
from queue_app.domain.citizen.booking.holder import Holder, Reminder
from queue_app.reminders import Reminders, Send
from queue_app.server import reminding
from queue_app.store.citizen.booking.tables import Booking
from tests.bookings import NINE, take_bookings
from tests.offices import Office
from tests.servers.mailbox import Mailbox

TO = "siti@contoh.id"
BASE = "https://antrean.uji.go.id"


def booked(office: Office) -> str:
    """For nine o'clock of the day after tomorrow, with a wish to be reminded; answers the token."""
    take_bookings(office)
    return book.book(
        office.desk, office.office_id, service_id=office.services["KTP"], slot_at=NINE + timedelta(days=2),
        holder=Holder(device="a device of one test"), remind=Reminder(TO, "id"),
    ).token  # fmt: skip


def noting(sent: list[str]) -> Send:
    """Sends nothing, and notes to whom."""

    def send(to: str, _subject: str, _text: str) -> None:
        sent.append(to)

    return send


def letters_until(office: Office, *times: str) -> list[list[str]]:
    """Whom each look at these times wrote to, by a program that was just started."""
    found: list[list[str]] = []
    for time in times:
        office.clock.set_local(time)
        sent: list[str] = []
        told = Reminders(office.desk, noting(sent), base=BASE)
        DayWatch(office.desk, note_days=30, remind=told.look).look()
        found.append(sent)
    return found


def test_it_is_written_once_on_the_day_before(office: Office) -> None:
    booked(office)

    found = letters_until(office, "2026-11-23 12:00:00", "2026-11-24 07:59:00", "2026-11-24 08:00:00",
                          "2026-11-24 09:00:00", "2026-11-25 08:00:00")  # fmt: skip

    assert found == [[], [], [TO], [], []]


def test_the_address_is_forgotten_once_the_letter_is_out(office: Office) -> None:
    booked(office)
    before = office.rows(Booking.mail)

    letters_until(office, "2026-11-24 08:00:00")

    assert (before[0] is None, TO.encode() in before[0]) == (False, False)
    assert office.rows(Booking.mail) == [None]


def test_who_cancelled_is_not_written_to(office: Office) -> None:
    book.cancel(office.desk, office.office_id, token=booked(office))

    assert letters_until(office, "2026-11-24 08:00:00") == [[]]


def test_the_letter_tells_when_and_where_and_the_page_but_no_code(office: Office) -> None:
    token = booked(office)
    office.clock.set_local("2026-11-24 08:00:00")
    with Mailbox() as mailbox:
        mail = Mail("127.0.0.1", mailbox.port, "none", sender="antrean@uji.go.id")
        look = reminding(replace(Config(), mail=mail, server=Server(public_url=BASE)), office.desk)
        DayWatch(office.desk, note_days=30, remind=look).look()

    (letter,) = mailbox.letters
    body = letter.get_body()
    assert body is not None
    text = str(body.get_content())
    assert (letter["To"], f"{BASE}/b/{token}" in text, "25 November 2026, 09.00 WIB" in text) == (TO, True, True)
    code = book.code_of(office.desk.seal, token)
    assert (code in text, code in str(letter["Subject"])) == (False, False)


def test_a_mail_server_that_is_away_stops_nothing_and_is_told_without_the_address(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    booked(office)
    office.clock.set_local("2026-11-24 08:00:00")
    mail = Mail("127.0.0.1", 1, "none", sender="antrean@uji.go.id")

    DayWatch(office.desk, note_days=30, remind=reminding(replace(Config(), mail=mail), office.desk)).look()

    assert "a reminder could not be sent" in caplog.text
    assert TO not in caplog.text
