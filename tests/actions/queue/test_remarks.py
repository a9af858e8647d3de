"""What a time is worth: marked by the officer, proposed by the system, kept and counted in both cases."""

from __future__ import annotations

from datetime import date

import pytest

from queue_app.actions.queue import counter, days, remarks
from queue_app.domain.log import events
from queue_app.domain.log.errors import IllegalTransition, NotAllowed, OtherDay
from queue_app.domain.queue.performance import summarise
from queue_app.store.queue import served
from queue_app.store.queue.tickets import TicketLeg
from tests.offices import Office

DAY = date(2026, 11, 23)


def mark(office: Office, leg: TicketLeg, *, accurate: bool = False, by: str = "wati") -> TicketLeg:
    return office.do(remarks.mark_time, leg, by=by, is_accurate=accurate, is_supervisor=by == "tini")


def counted(office: Office) -> tuple[int, int]:
    """Legs counted as work, and those of them whose time is counted."""
    with office.desk.reading() as connection:
        legs = served.served_legs(connection, office.office_id, first=DAY, last=DAY)
    told = summarise([leg.served for leg in legs], standard_s=600)
    return told.count, told.timed


def test_a_marked_time_is_kept_and_counted_and_left_out_of_the_times(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.served()

    marked = mark(office, leg)

    assert (marked.leg.inaccurate, counted(office)) == ("officer", (1, 0))
    assert mark(office, leg, accurate=True).leg.inaccurate is None
    assert counted(office) == (1, 1)


def test_marking_twice_is_told_once(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.served()
    mark(office, leg)
    before = len(office.events())

    mark(office, leg)

    assert len(office.events()) == before


def test_only_the_officer_of_the_leg_or_a_supervisor_marks_it(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.served()

    with pytest.raises(NotAllowed):
        mark(office, leg, by="joko")
    assert mark(office, leg, by="tini").leg.inaccurate == "officer"


def test_a_time_is_marked_on_the_same_day_and_when_the_service_has_ended(office: Office) -> None:
    office.open_counter()
    office.issue()
    called = office.call_next()
    with pytest.raises(IllegalTransition):
        mark(office, called)
    office.do(counter.start, called)
    leg = office.do(counter.finish, called)
    office.clock.tick(days=1)

    with pytest.raises(OtherDay):
        mark(office, leg)


def test_the_system_proposes_what_is_far_too_long_and_the_officer_may_say_it_is_true(office: Office) -> None:
    office.open_counter()
    office.issue()

    leg = office.served(minutes=61)  # the standard is 10

    assert (leg.leg.inaccurate, counted(office)) == ("forgotten_finish", (1, 0))
    assert office.events()[-1] == events.TimeMarked(
        ticket_id=leg.leg.ticket_id, leg_id=leg.leg.leg_id, why="forgotten_finish", officer_id=None
    )
    assert mark(office, leg, accurate=True).leg.inaccurate is None


def test_a_priority_ticket_may_take_long_without_a_doubt(office: Office) -> None:
    office.open_counter()
    office.issue(priority="lansia")

    assert office.served(minutes=61).leg.inaccurate is None


def test_what_is_known_for_certain_is_not_taken_back(office: Office) -> None:
    office.open_counter()
    office.open_counter(2, by="joko")
    office.issue()
    held = office.do(counter.hold, office.do(counter.start, office.call_next()))
    leg = office.do(counter.finish, office.do(counter.resume, held, by="joko"), by="joko")

    assert leg.leg.inaccurate == "two_officers"
    with pytest.raises(NotAllowed):
        mark(office, leg, accurate=True, by="joko")


def test_once_the_pace_of_a_service_is_known_a_time_is_held_against_it(office: Office) -> None:
    office.open_counter()
    for minutes in (4, 5, 6) * 10:
        office.issue()
        office.served(minutes=minutes)
    office.clock.tick(days=1)
    days.renew_paces(office.desk, office.office_id)
    whys = []
    for taken in (5, 30, 0.5):
        office.issue()
        whys.append(office.served(minutes=taken).leg.inaccurate)

    assert whys == [None, "forgotten_finish", "too_short"]
