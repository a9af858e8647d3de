from __future__ import annotations

from collections.abc import Callable
from datetime import date

from queue_app.actions.citizen.privacy import keeping
from queue_app.actions.queue import counter, days, remarks
from queue_app.domain.log.events import DeskClosed, TicketExpired
from queue_app.domain.queue.lifecycle import State
from queue_app.store.queue.tables import DeskSession, Leg, Note, Ticket
from tests.factories import make_plan
from tests.offices import Office


def expire(office: Office) -> int:
    return days.expire_left_over(office.desk, office.office_id)


def test_who_was_left_waiting_or_on_hold_expires_the_next_day(office: Office) -> None:
    office.open_counter()
    for _ in range(3):
        office.issue()
    office.do(counter.hold, office.do(counter.start, office.call_next()))
    office.served()
    office.clock.tick(days=1)

    assert expire(office) == 2
    assert office.rows(Leg.state) == [State.EXPIRED, State.FINISHED, State.EXPIRED]
    assert {type(event) for event in office.events()[-2:]} == {TicketExpired}


def test_nothing_expires_on_its_own_day(office: Office) -> None:
    office.clock.set_local("2026-11-23 00:00:00")
    office.issue()
    office.clock.set_local("2026-11-23 23:59:59")

    assert expire(office) == 0
    office.clock.set_local("2026-11-24 00:00:00")
    assert expire(office) == 1


def test_expiring_twice_changes_nothing_more(office: Office) -> None:
    office.issue()
    office.clock.tick(days=1)
    expire(office)
    told = len(office.published)

    assert (expire(office), len(office.published)) == (0, told)


def test_a_ticket_open_at_a_counter_overnight_stays_open_for_its_officer(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.do(counter.start, office.call_next())
    office.clock.tick(days=1)

    assert expire(office) == 0
    assert office.do(counter.finish, leg).leg.state is State.FINISHED


def test_nothing_is_deleted_at_midnight(office: Office) -> None:
    office.issue()
    office.clock.tick(days=1)
    expire(office)
    office.issue()

    assert office.rows(Ticket.business_date) == [date(2026, 11, 23), date(2026, 11, 24)]
    assert office.rows(Ticket.number) == [1, 1]


def test_the_end_of_one_office_s_day_is_not_another_s(office: Office, found_another: Callable[..., Office]) -> None:
    jayapura = found_another(make_plan(slug="dua", zone="Asia/Jayapura", tag="2"), tag="2")
    office.issue()
    jayapura.issue()
    for each in (office, jayapura):
        each.clock.set_local("2026-11-24 00:30:00", "Asia/Jayapura")  # 22.30 in Jakarta

    assert (expire(office), expire(jayapura)) == (0, 1)
    jayapura.check()


def test_notes_are_forgotten_after_the_stated_number_of_days(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.call_next()
    office.do(remarks.note, leg, text="Ibu menunggu di luar")
    office.clock.tick(days=29)
    office.do(remarks.note, leg, text="Sudah kembali")
    office.clock.tick(days=2)

    assert keeping.forget(office.desk, office.office_id, "notes", days=30) == 1
    assert office.rows(Note.text) == ["Sudah kembali"]


def test_a_counter_that_was_left_open_is_closed_and_marked_as_such(office: Office) -> None:
    office.open_counter()
    office.clock.tick(days=1)

    assert days.close_left_desks(office.desk, office.office_id) == 1
    assert office.rows(DeskSession.ended_how) == ["day_end"]
    assert [event.how for event in office.events() if isinstance(event, DeskClosed)] == ["day_end"]
