"""The times of a day: from the calendar, in the office's own zone, and never more than there is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from queue_app.domain.citizen.booking.slots import FreeSlot, Slot, SlotRules, free_slots, slots_of
from queue_app.domain.office.hours import WHOLE_DAY, Calendar, Interval

MONDAY = date(2026, 11, 23)
WEEK = {("normal", day): (Interval(8 * 60, 12 * 60), Interval(13 * 60, 15 * 60)) for day in range(5)}
HOURLY = SlotRules(minutes=60, places=2, days_ahead=14)


def begins(calendar: Calendar, rules: SlotRules = HOURLY, *, day: date = MONDAY, zone: str = "UTC") -> list[str]:
    return [f"{each.at:%d %H.%M}" for each in slots_of(calendar, day, rules, zone)]


def test_each_opening_begins_anew_and_the_last_time_ends_before_it_closes() -> None:
    assert begins(Calendar(WEEK), SlotRules(45, 1, 14)) == [
        "23 08.00", "23 08.45", "23 09.30", "23 10.15", "23 11.00", "23 13.00", "23 13.45",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "first"), [("Asia/Jakarta", "23 01.00"), ("Asia/Makassar", "23 00.00"), ("Asia/Jayapura", "22 23.00")]
)
def test_eight_oclock_is_the_offices_own_in_each_zone(zone: str, first: str) -> None:
    assert begins(Calendar(WEEK), zone=zone)[0] == first


def test_no_time_is_behind_the_last_number_of_the_day() -> None:
    assert begins(Calendar(WEEK, last_ticket_min=60))[-1] == "23 13.00"


def test_a_holiday_and_a_service_that_is_not_booked_have_none() -> None:
    assert begins(Calendar(WEEK, holidays={MONDAY: "Libur"})) == []
    assert begins(Calendar(WEEK), SlotRules(60, 0, 14)) == []


def test_an_office_that_never_closes_has_times_up_to_midnight() -> None:
    assert WHOLE_DAY.intervals[0].closes_min == 24 * 60
    assert begins(Calendar())[-1] == "23 23.00"


def test_what_is_free_is_never_more_than_the_day_has_left_nor_below_none() -> None:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    slots = [Slot(at + timedelta(hours=hour), 2) for hour in range(3)]

    found = free_slots(slots, {at: 1, at + timedelta(hours=1): 5}, day_left=1, now=at - timedelta(hours=1))

    assert found == [FreeSlot(at, 1), FreeSlot(at + timedelta(hours=1), 0), FreeSlot(at + timedelta(hours=2), 1)]


def test_a_time_that_has_come_is_booked_no_more() -> None:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)

    assert free_slots([Slot(at, 2)], {}, day_left=None, now=at) == []
