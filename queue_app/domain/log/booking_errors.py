"""What is refused of a booking. As in errors: a class docstring's first line is the message."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class BookingsClosed(QueueError):
    """{service} cannot be booked now."""

    code = "bookings_closed"


class SlotTaken(QueueError):
    """That time is not free any more. Please choose another one."""

    code = "slot_taken"


class AlreadyBooked(QueueError):
    """There is a booking for {service} already. Cancel it or move it first."""

    code = "already_booked"


class TooManyBookings(QueueError):
    """This device has {count} bookings already. Use one or cancel one first."""

    code = "too_many_bookings"


class CoolDown(QueueError):
    """The last booking was not used. You can book again from {day}; at the office you can take a number any day."""

    code = "cool_down"


class BookingOver(QueueError):
    """This booking does not stand any more."""

    code = "booking_over"


class TooEarly(QueueError):
    """It is too early: you can check in from {time}."""

    code = "too_early"


class BookedForOtherDay(QueueError):
    """This booking is for {day}."""

    code = "booked_for_other_day"
