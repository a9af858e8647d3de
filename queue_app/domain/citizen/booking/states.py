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


class Verb(StrEnum):
    ARRIVE = "arrive"
    MOVE = "move"
    CANCEL = "cancel"
    MISS = "miss"


BY_HOLDER, BY_OFFICE = "holder", "office"
CANCELS: dict[str, str] = {  # why: code -> msgid
    BY_HOLDER: "Given back",
    BY_OFFICE: "The office could not keep the time",
}
TRANSITIONS: dict[tuple[State, Verb], State] = {
    (State.BOOKED, Verb.ARRIVE): State.ARRIVED,
    (State.BOOKED, Verb.MOVE): State.MOVED,
    (State.BOOKED, Verb.CANCEL): State.CANCELLED,
    (State.BOOKED, Verb.MISS): State.NO_SHOW,
}


def after(state: State, verb: Verb) -> State | None:
    """The state that the verb leads to; None: a booking in that state does not take it."""
    return TRANSITIONS.get((state, verb))
