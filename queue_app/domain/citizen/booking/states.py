"""What becomes of a booking: one table of every move there is."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    BOOKED = "booked"  # holds a place of its slot and of the day
    ARRIVED = "arrived"  # its ticket holds that place now
    MOVED = "moved"  # another booking took over from it
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"  # nobody came in time


class Via(StrEnum):
    PAGE = "page"
    RECEPTION = "reception"  # by staff, for who has no phone
