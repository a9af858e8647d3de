"""Many at once, by kiosk and by phone; and one who hoards: what it costs, and what is left for everybody else."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from queue_app.actions.citizen.booking import late
from queue_app.domain.citizen.booking.holder import Holder
from queue_app.domain.citizen.booking.states import State
from queue_app.domain.log.booking_errors import CoolDown, SlotTaken
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.queue.tables import Ticket
from tests.bookings import NINE, booked, take_bookings
from tests.offices import Office
from tests.web.booking.visits import DAY, book, part
from tests.web.visitors import Site, Visitor

TODAY = "2026-11-23"
TOMORROW = timedelta(days=1)
TIMES = [timedelta(minutes=minutes) for minutes in (-60, -30, 0, 30, 60, 90, 120, 150, 240, 270, 300, 330)]  # from NINE


def at_home(site: Site, address: str) -> Visitor:
    visitor = site.visitor()
    visitor.browser.environ_base["REMOTE_ADDR"] = address
    return visitor


def press(site: Site, number: int, start: threading.Barrier) -> int:
    """Every other one at the kiosk, the rest on a phone of their own at an address of their own."""
    visitor = site.visitor()
    start.wait()
    if number % 2:
        body = {"service_id": site.office.services["KTP"], "key": f"press-of-crowd-{number:04}"}
        return visitor.post("/kiosk/uji/tickets", body).status_code
    at = ("09.00", "09.30")[number % 4 // 2]
    return book(visitor, at, day=TODAY, key=f"form-of-crowd-{number:012}").status_code


def hoard(office: Office) -> list[Holder]:
    """400 made-up numbers, each from a browser that was never seen, want tomorrow; those who got a place."""
    got = []
    for number in range(400):
        holder = Holder(f"62812000{number:05}", f"fresh-{number}")
        try:
            booked(office, NINE + TOMORROW + TIMES[number % len(TIMES)], holder=holder)
        except SlotTaken:
            continue
        got.append(holder)
    return got


@pytest.mark.slow("thirty-two clients at once")
def test_thirty_two_at_once_by_kiosk_and_phone_take_what_the_day_has_and_each_is_told_how_it_went(site: Site) -> None:
    take_bookings(site.office, quota=12, per_slot=3)
    start = threading.Barrier(32)

    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda number: press(site, number, start), range(32)))

    tickets, bookings = len(site.office.rows(Ticket.id)), len(site.office.rows(Booking.id))
    assert {status: answers.count(status) for status in answers} == {
        status: count for status, count in {201: tickets, 302: bookings, 409: 20}.items() if count
    }
    assert (tickets + bookings, bookings <= 6) == (12, True)
    site.office.check()


def test_who_forgets_its_cookie_at_each_press_is_stopped_by_its_address_and_nobody_else_pays(site: Site) -> None:
    take_bookings(site.office, per_slot=40)

    statuses = [
        book(at_home(site, "203.0.113.9"), key=f"form-of-hoard-{number:012}").status_code for number in range(36)
    ]
    neighbour = book(at_home(site, "203.0.113.7"))

    assert ([statuses[:30], statuses[30:]], neighbour.status_code) == ([[302] * 30, [429] * 6], 302)


@pytest.mark.slow("four hundred bookings, as they were once made")
def test_four_hundred_phones_get_the_booked_places_of_a_day_and_no_other_number_of_it(office: Office) -> None:
    take_bookings(office, quota=60, per_slot=2)

    got = hoard(office)
    office.clock.tick(days=1)
    walked_in = [office.issue().shown for _ in range(36)]

    assert (len(got), walked_in[-1]) == (24, "A036")
    office.clock.tick(hours=2, minutes=15)  # nobody came for those of 8.00, 8.30, 9.00, 9.30 and 10.00
    assert [office.issue().shown for _ in range(10)][-1] == "A046"
    office.clock.tick(hours=6)
    late.note_late(office.desk, office.office_id)
    assert office.rows(Booking.state) == [State.NO_SHOW] * 24
    with pytest.raises(CoolDown):
        booked(office, NINE + 2 * TOMORROW, holder=got[0])


def test_a_time_that_the_hoarder_left_is_told_as_full_only_while_it_is(site: Site) -> None:
    take_bookings(site.office, per_slot=1)
    booked(site.office, NINE + TOMORROW)
    seen = site.visitor(lang="id").get(f"/book/uji?service=KTP&day={DAY}").text
    site.office.clock.tick(days=1, hours=1, minutes=15)

    assert part(seen, "time-09.00") == "09.00 Penuh"
    assert site.office.issue().shown == "A001"
