"""Which part of the log tells which business date."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from queue_app.domain.log import events
from queue_app.domain.queue import day_ranges
from queue_app.domain.queue.day_ranges import EVERY_DAY, DayRanges, Range, parts
from queue_app.domain.queue.timeline import Recorded
from tests.factories import MORNING

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)
A_DAY = timedelta(days=1)
TOMORROW = MORNING + A_DAY


def issued(ticket_id: int, day: date) -> events.TicketIssued:
    return events.TicketIssued(
        ticket_id=ticket_id, leg_id=ticket_id, series_id=1, service_id=1, business_date=day.isoformat(), number=1,
        is_priority=False,
    )  # fmt: skip


def called(ticket_id: int, counter_id: int = 1) -> events.TicketCalled:
    return events.TicketCalled(ticket_id, ticket_id, counter_id, officer_id=1, rule="only_regular", regular_run=1)


def cancelled(ticket_id: int) -> events.TicketCancelled:
    return events.TicketCancelled(ticket_id=ticket_id, leg_id=ticket_id, officer_id=1)


def opened(session: int, counter_id: int = 1) -> events.DeskOpened:
    return events.DeskOpened(session, counter_id, officer_id=1)


def taken_over(session: int, counter_id: int = 1) -> events.DeskTakenOver:
    return events.DeskTakenOver(session, counter_id, officer_id=1, by_id=2)


ELSEWHERE = events.SignedIn(officer_id=1)


@pytest.fixture(autouse=True)
def _short_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_ranges, "GAP", 1)


def found(*happened: events.Event | datetime) -> dict[date, list[Range]]:
    """The ranges of events with the numbers 1, 2, 3, ... from Monday morning on; what follows a time happened then."""
    ranges, at, seq = DayRanges("Asia/Jakarta"), MORNING, 0
    for told in happened:
        if isinstance(told, datetime):
            at = told
        else:
            seq += 1
            ranges.read(seq, Recorded(at, told))
    return dict(ranges.ranges)


def test_a_tickets_events_belong_to_its_own_date_whenever_they_happen() -> None:
    assert found(issued(1, TUESDAY), issued(2, MONDAY), called(2), MORNING + A_DAY, called(1)) == {
        MONDAY: [Range(2, 3)],
        TUESDAY: [Range(1, 1), Range(4, 4)],
    }


def test_events_that_tell_of_no_day_stand_in_no_range() -> None:
    assert found(ELSEWHERE, issued(1, MONDAY), ELSEWHERE, ELSEWHERE, called(1), ELSEWHERE) == {
        MONDAY: [Range(2, 2), Range(5, 5)]
    }


def test_who_is_carried_over_belongs_to_both_days() -> None:
    carried = events.TicketCarried(ticket_id=1, leg_id=1, next_ticket_id=2, officer_id=1, next_leg_id=2)

    assert found(issued(1, MONDAY), ELSEWHERE, issued(2, TUESDAY), carried) == {
        MONDAY: [Range(1, 1), Range(4, 4)],
        TUESDAY: [Range(3, 4)],
    }


def test_a_desk_session_belongs_to_the_date_it_was_opened_on_in_the_offices_own_zone() -> None:
    late = datetime.fromisoformat("2026-11-23T16:59:00+00:00")

    assert found(late, opened(1), ELSEWHERE, late + timedelta(minutes=2), opened(2, counter_id=2)) == {
        MONDAY: [Range(1, 1)],
        TUESDAY: [Range(3, 3)],
    }


def test_a_session_left_open_overnight_keeps_what_is_done_at_its_counter() -> None:
    told = found(
        opened(1), issued(1, MONDAY), called(1), TOMORROW, issued(2, TUESDAY), called(2), ELSEWHERE, ELSEWHERE,
        cancelled(2),
    )  # fmt: skip

    assert told == {MONDAY: [Range(1, 3), Range(5, 5), Range(8, 8)], TUESDAY: [Range(4, 5), Range(8, 8)]}


def test_a_counter_handed_over_tells_the_day_of_the_colleagues_session_who_did_it() -> None:
    handed = events.DeskHandedOver(1, 1, officer_id=1, to_officer_id=2)

    assert found(opened(1), ELSEWHERE, ELSEWHERE, TOMORROW, handed, opened(2)) == {
        MONDAY: [Range(1, 1), Range(4, 4)], TUESDAY: [Range(4, 5)],
    }  # fmt: skip


def test_a_ticket_left_at_a_counter_keeps_what_becomes_of_the_counter() -> None:
    told = found(
        opened(1), issued(1, MONDAY), called(1), TOMORROW, taken_over(1), opened(2), ELSEWHERE, ELSEWHERE,
        TOMORROW + A_DAY, taken_over(2), opened(3),
    )  # fmt: skip

    assert told == {
        MONDAY: [Range(1, 5), Range(8, 9)],
        TUESDAY: [Range(5, 5), Range(8, 8)],
        WEDNESDAY: [Range(9, 9)],
    }


def test_where_the_clock_was_set_back_both_events_touch_every_day() -> None:
    assert found(ELSEWHERE, MORNING - timedelta(minutes=2), ELSEWHERE, ELSEWHERE) == {EVERY_DAY: [Range(1, 2)]}


def test_a_jump_that_is_told_touches_every_day() -> None:
    assert found(ELSEWHERE, events.ClockJumped(by_s=-120.0, how="steady")) == {EVERY_DAY: [Range(2, 2)]}


def test_a_minute_between_the_clocks_of_two_servers_are_no_jump() -> None:
    assert found(ELSEWHERE, MORNING - timedelta(minutes=1), ELSEWHERE) == {}


def test_a_day_is_read_in_parts_with_the_jumps_of_the_clock_among_them() -> None:
    ranges = {
        MONDAY: [Range(10, 20), Range(90, 95)],
        TUESDAY: [Range(21, 80)],
        EVERY_DAY: [Range(5, 11), Range(40, 41), Range(97, 98)],
    }

    assert parts(ranges, MONDAY, MONDAY) == [Range(10, 20), Range(40, 41), Range(90, 95)]
    assert parts(ranges, MONDAY, TUESDAY) == [Range(10, 80), Range(90, 95)]
    assert parts(ranges, WEDNESDAY, WEDNESDAY) == []


def test_only_tickets_of_before_the_reading_are_asked_for() -> None:
    ranges = DayRanges("Asia/Jakarta")
    ranges.read(1, Recorded(MORNING, issued(1, MONDAY)))

    assert [ranges.asks(each) for each in (called(1), called(2), issued(2, TUESDAY), ELSEWHERE)] == [[], [2], [], []]


def test_a_ticket_of_before_the_reading_is_told_by_what_was_learnt() -> None:
    ranges = DayRanges("Asia/Jakarta")
    ranges.learn([(5000, TUESDAY)])
    ranges.read(7, Recorded(MORNING, called(5000)))

    assert dict(ranges.ranges) == {TUESDAY: [Range(7, 7)]}
