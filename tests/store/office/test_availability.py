"""The hours of an office's rows, as whoever takes a number meets them. The tests' morning is a Monday, 08.00."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from queue_app.domain.log.errors import BadInput, NotFound, ServiceClosed
from queue_app.store.office import availability, catalogue
from queue_app.store.office.now import office_now
from queue_app.store.office.tables import Counter
from queue_app.store.queue.tables import Leg, Ticket
from tests.calendars import say_holiday, say_hours, say_last_ticket, say_season, say_special_day, set_service
from tests.factories import MORNING, make_plan
from tests.offices import Office
from tests.questions import questions

HOURS = "08.00-12.00 13.00-16.00"


def asked(office: Office, at: str = "", *, service: str = "KTP", lang: str = "id") -> str:
    """What a citizen reads who asks at that time; nothing where a number is given."""
    if at:
        office.clock.set_local(at, office.desk.office(office.office_id).time_zone)
    with office.desk.reading() as connection:
        key = office_now(connection, office.office_id)
        row = catalogue.service(connection, office.office_id, office.services[service])
        answer = availability.of_service(connection, key, row, now=office.clock())
    return availability.words(answer, key, now=office.clock(), lang=lang)


def test_an_office_that_says_nothing_of_hours_is_open_at_night(office: Office) -> None:
    office.clock.set_local("2026-11-22 02:00:00")

    assert office.issue().shown == "A001"


def test_the_rows_of_a_calendar_are_what_the_citizen_reads(office: Office) -> None:
    say_hours(office, HOURS)
    say_hours(office, "09.00-12.00", template="ramadan")
    say_season(office, "ramadan", date(2027, 2, 8), date(2027, 3, 9))
    say_holiday(office, date(2026, 12, 24), "Cuti bersama Natal", is_active=False)
    say_holiday(office, date(2026, 12, 25), "Hari Raya Natal")
    say_special_day(office, date(2026, 11, 24), "Rapat dinas")

    assert {at: asked(office, at) for at in (
        "2026-11-23 07:59", "2026-11-23 08:00", "2026-11-23 12:00", "2026-11-27 12:00", "2026-11-23 16:00",
        "2026-11-24 09:00", "2026-12-24 09:00", "2026-12-25 09:00", "2026-11-28 09:00", "2027-02-08 08:30",
    )} == {
        "2026-11-23 07:59": "Belum buka. Buka pukul 08.00 WIB.",
        "2026-11-23 08:00": "",
        "2026-11-23 12:00": "Kantor sedang istirahat. Buka pukul 13.00 WIB.",
        "2026-11-27 12:00": "Kantor istirahat untuk salat Jumat. Buka pukul 13.00 WIB.",
        "2026-11-23 16:00": "Sudah tutup untuk hari ini. Buka Rabu, 25 November 2026 pukul 08.00 WIB.",
        "2026-11-24 09:00": "Tutup pada hari ini: Rapat dinas. Buka besok pukul 08.00 WIB.",
        "2026-12-24 09:00": "",
        "2026-12-25 09:00": "Tutup: Hari Raya Natal. Buka Senin, 28 Desember 2026 pukul 08.00 WIB.",
        "2026-11-28 09:00": "Kantor tutup hari ini. Buka Senin, 30 November 2026 pukul 08.00 WIB.",
        "2027-02-08 08:30": "Belum buka. Buka pukul 09.00 WIB.",
    }  # fmt: skip


def test_a_number_outside_the_hours_is_refused_with_the_reason_and_both_names(office: Office) -> None:
    say_hours(office, HOURS)
    office.clock.set_local("2026-11-23 12:30:00")

    with pytest.raises(ServiceClosed) as refusal:
        office.issue()

    assert str(refusal.value) == "Service KTP is not available now. The office has a break. Opens at 13.00 WIB."
    assert (refusal.value.data["service"], refusal.value.data["reason"]) == (
        {"id": "Layanan KTP", "en": "Service KTP"},
        "break",
    )
    assert office.rows(Ticket.id) == []


def test_the_last_ticket_is_given_so_long_before_the_last_closing(office: Office) -> None:
    say_hours(office, HOURS)
    say_last_ticket(office, 30)

    assert [asked(office, f"2026-11-23 {at}") for at in ("15:29", "15:30")] == [
        "",
        "Pengambilan nomor hari ini sudah ditutup. Pemegang nomor tetap dilayani. Buka besok pukul 08.00 WIB.",
    ]


def test_a_quota_counts_the_numbers_of_its_service_and_day(office: Office) -> None:
    set_service(office, "KTP", daily_quota=2)
    office.issue()
    office.issue("AKTA")
    office.issue()

    assert asked(office) == "Nomor layanan ini untuk hari ini sudah habis. Buka besok pukul 00.00 WIB."
    office.clock.tick(days=1)
    assert office.issue().shown == "A001"


def test_a_service_that_no_counter_in_use_offers_gives_no_number(office: Office) -> None:
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Counter).where(Counter.number == 1).values(is_active=False))
    set_service(office, "AKTA", position=1)

    assert asked(office) == "Belum ada loket untuk layanan ini. Silakan tanyakan kepada petugas."
    assert asked(office, service="AKTA") == ""


def test_a_service_that_was_taken_out_is_not_there(office: Office) -> None:
    set_service(office, "KTP", is_active=False)

    with pytest.raises(NotFound):
        office.issue()
    with office.desk.reading() as connection:
        assert [row.code for row in catalogue.services(connection, office.office_id)] == ["AKTA"]
        assert [row.code for row in catalogue.all_services(connection, office.office_id)] == ["KTP", "AKTA"]


ZONES = [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]


@pytest.mark.parametrize(("zone", "label"), ZONES)
def test_hours_quota_and_date_turn_at_midnight_on_the_offices_own_wall(
    office: Office, found_another: Callable[..., Office], zone: str, label: str
) -> None:
    here = found_another(make_plan(slug="dua", zone=zone, tag="2"), tag="2")
    say_hours(here, "20.00-24.00", days=range(7))
    set_service(here, "KTP", daily_quota=1)
    here.clock.set_local("2026-11-23 23:59:59", zone)

    late = here.issue().shown
    told = asked(here)
    midnight = asked(here, "2026-11-24 00:00:00")
    here.clock.set_local("2026-11-24 20:00:00", zone)

    assert (late, here.issue().shown) == ("A001", "A001")
    assert told == f"Nomor layanan ini untuk hari ini sudah habis. Buka besok pukul 20.00 {label}."
    assert midnight == f"Belum buka. Buka pukul 20.00 {label}."
    assert here.rows(Ticket.business_date, Ticket.office_id == here.office_id) == [
        date(2026, 11, 23), date(2026, 11, 24),
    ]  # fmt: skip
    here.check()


def statements_of(office: Office, act: Callable[[], object]) -> int:
    """How many statements the database runs for it."""
    office.desk.office(office.office_id)  # which is asked for once a second
    with questions() as seen:
        act()
    return len(seen)


def test_known_hours_cost_a_number_no_statement_and_a_quota_costs_one(office: Office) -> None:
    say_hours(office, "00.00-24.00", days=range(7))
    office.issue()
    plain = statements_of(office, office.issue)
    say_holiday(office, date(2026, 12, 25), "Hari Raya Natal")
    first = statements_of(office, office.issue)
    then = statements_of(office, office.issue)
    set_service(office, "KTP", daily_quota=50)
    office.issue()

    assert (first > then, then == plain) == (True, True)
    assert statements_of(office, office.issue) == plain + 1


def test_what_is_said_anew_holds_for_the_next_press(office: Office) -> None:
    office.issue()
    say_holiday(office, MORNING.date(), "Libur kota")  # an office without hours keeps none
    office.issue()
    say_special_day(office, MORNING.date(), "Pindah gedung")

    with pytest.raises(ServiceClosed):
        office.issue()


def test_a_family_is_one_ticket_that_knows_how_many_came(office: Office) -> None:
    office.issue(party=4)
    office.issue(appointed_at=MORNING + timedelta(hours=2))

    assert office.rows(Ticket.party) == [4, 1]
    assert office.rows(Ticket.appointed_at) == office.rows(Leg.appointed_at) == [None, MORNING + timedelta(hours=2)]


@pytest.mark.parametrize("party", [0, 21, -1])
def test_a_company_that_cannot_be_is_refused(office: Office, party: int) -> None:
    with pytest.raises(BadInput) as refusal:
        office.issue(party=party)

    assert refusal.value.data == {"field": "party", "expected": "1-20"}
