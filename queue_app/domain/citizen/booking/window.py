"""From when to when a booked time can be used, and from when on its holder may book again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from queue_app.domain.citizen.booking.rules import BookingRules


def opens_at(slot_at: datetime, rules: BookingRules) -> datetime:
    """When the check-in begins; aware, as the slot."""
    return slot_at - timedelta(minutes=rules.opens_early_min)


def holds_until(slot_at: datetime, rules: BookingRules) -> datetime:
    """Until when the place is held; from then on it is free. Kept with the booking, so a later rule takes nothing."""
    return slot_at + timedelta(minutes=rules.late_min)


def books_again(missed: date | None, rules: BookingRules) -> date | None:
    """The first day on which somebody books again who missed a booking on `missed`; None: on any day."""
    if missed is None or not rules.cool_down_days:
        return None
    return missed + timedelta(days=rules.cool_down_days)
