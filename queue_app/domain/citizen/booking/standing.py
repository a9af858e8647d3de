"""Whether the office can still keep a booked time, after its set-up or its calendar changed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from queue_app.domain.office.hours import Calendar, day_plan


class Standing(StrEnum):
    FINE = "fine"
    DAY_OFF = "day_off"  # a holiday, or another day off, came after it
    OTHER_HOURS = "other_hours"  # the office is not open at that time any more
    TAKEN_OUT = "taken_out"  # the office does not have the service any more
    CLOSED = "closed"  # closed by hand at that time, for all that is known


MSGIDS: dict[Standing, str] = {
    Standing.FINE: "The booking stands.",
    Standing.DAY_OFF: "The office is closed on that day. Please choose another time; it costs you nothing.",
    Standing.OTHER_HOURS: "The office is not open at that time. Please choose another time; it costs you nothing.",
    Standing.TAKEN_OUT: "The office does not have this service any more.",
    Standing.CLOSED: "This service is closed for now. Your booking stands, and you can move it.",
}
NOT_KEPT = frozenset({Standing.DAY_OFF, Standing.OTHER_HOURS, Standing.TAKEN_OUT, Standing.CLOSED})


def standing(
    slot_at: datetime, day: date, calendar: Calendar, time_zone: str, *, is_active: bool, closed_until: datetime | None
) -> Standing:
    """What a holder must know of the booking. closed_until: of a service closed by hand, datetime.max where nobody
    knows; None while it is open. A time that only fits no slot any more is kept: the office is open then.
    """
    if not is_active:
        return Standing.TAKEN_OUT
    if not day_plan(calendar, day).intervals:
        return Standing.DAY_OFF
    local = slot_at.astimezone(ZoneInfo(time_zone))
    if not any(each.holds(local.hour * 60 + local.minute) for each in day_plan(calendar, day).intervals):
        return Standing.OTHER_HOURS
    if closed_until is not None and slot_at < closed_until:
        return Standing.CLOSED
    return Standing.FINE
