"""A second reading of what went on at each counter, as plain as it is told to people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Data = Mapping[str, Any]
Row = tuple[int, datetime, str, Data]  # number, time, kind, data
DOES = {  # what a visit is doing after an event
    "ticket.issued": "wait", "ticket.called": "walk", "ticket.started": "serve", "ticket.resumed": "serve",
    "ticket.held": "hold", "ticket.no_show": "absent", "ticket.restored": "wait", "ticket.transferred": "wait",
    "ticket.continued": "wait",
}  # fmt: skip
ENDS = {"ticket.finished", "ticket.cancelled", "ticket.expired", "ticket.served_on_paper", "ticket.left_on_paper"}
ACTS = {*DOES, *ENDS, "ticket.recalled"} - {"ticket.issued", "ticket.continued"}


@dataclass(frozen=True)
class Happened:
    """One event. when: microseconds that really passed. jumps: how often the clock had been set by then."""

    place: int
    when: int
    jumps: int
    at: datetime
    kind: str
    data: Data

    @property
    def leg(self) -> int:
        return int(self.data["leg_id"])


def timed(log: Iterable[Row]) -> list[Happened]:
    """The events with the time that passed, whatever was done to the clock."""
    told: list[Happened] = []
    when, jumps, reached = 0, 0, None
    for place, (_, at, kind, data) in enumerate(log):
        reached = reached or at
        micros = round((at - reached).total_seconds() * 1_000_000)
        if kind == "clock.jumped":
            jumps, reached = jumps + 1, at
            micros -= round(data["by_s"] * 1_000_000)
        elif micros < -60_000_000:
            jumps, reached = jumps + 1, at
        else:
            reached = max(reached, at)
        when += max(0, micros)
        told.append(Happened(place, when, jumps, at, kind, data))
    return told


@dataclass
class Seat:
    """An officer at a counter, and what goes on there since an event."""

    officer: int
    opened: datetime
    doing: str
    since: Happened
    leg: int | None = None
    reason: str | None = None


class Desks:
    """The log as the counters saw it, with whatever was taken back later."""

    def __init__(self, log: Sequence[Happened]) -> None:
        self.spans: list[tuple[Seat, Happened]] = []  # until when
        self.sessions: list[tuple[int, datetime]] = []  # officer, opened
        self.taken: dict[int, list[tuple[Happened, int]]] = defaultdict(list)  # leg -> when, by whom
        self._seats: dict[int, Seat] = {}  # by counter
        self._left: dict[int, Seat] = {}  # by counter that was taken over
        self._is: dict[int, tuple[str, int | None]] = {}  # leg -> what is done with it, and where
        self._was: dict[int, tuple[str, int | None]] = {}
        for each in log:
            _OF_DESKS.get(each.kind, Desks.acted)(self, each)

    def opened(self, each: Happened) -> None:
        officer, left = each.data["officer_id"], self._left.pop(each.data["counter_id"], None)
        self.sessions.append((officer, each.at))
        doing, leg = ("free", None) if left is None else (left.doing, left.leg)
        self._seats[each.data["counter_id"]] = Seat(officer, each.at, doing, each, leg)

    def closed(self, each: Happened) -> None:
        counter_id = each.data["counter_id"]
        seat = self._seats.pop(counter_id)
        self.spans.append((seat, each))
        if each.kind == "desk.taken_over" and seat.leg is not None:
            self._left[counter_id] = seat
            self.taken[seat.leg].append((each, each.data["by_id"]))

    def paused(self, each: Happened) -> None:
        self._does(each.data["counter_id"], each, each.data["status"], reason=each.data["reason"])

    def back(self, each: Happened) -> None:
        self._does(each.data["counter_id"], each, "free")

    def undone(self, each: Happened) -> None:
        if each.data["next_leg_id"]:
            self._moves(each.data["next_leg_id"], "nothing", None, each)
        self._moves(each.leg, *self._was[each.leg], each)

    def acted(self, each: Happened) -> None:
        if each.kind in ACTS:
            self._was[each.leg] = self._is.get(each.leg, ("wait", None))
            does = "walk" if each.kind == "ticket.recalled" else DOES.get(each.kind, "nothing")
            self._moves(each.leg, does, each.data.get("counter_id"), each)

    def _moves(self, leg: int, doing: str, counter_id: int | None, each: Happened) -> None:
        if self._is.get(leg, ("wait", None))[0] == doing == "walk":
            return  # called again
        here = next((place for place, seat in self._seats.items() if seat.leg == leg), None)
        if doing in {"walk", "serve"} and counter_id is not None:
            self._does(counter_id, each, doing, leg=leg)
        elif here is not None:
            self._does(here, each, "free")
        self._is[leg] = doing, counter_id

    def _does(
        self, counter_id: int, each: Happened, doing: str, *, leg: int | None = None, reason: str | None = None
    ) -> None:
        seat = self._seats[counter_id]
        self.spans.append((seat, each))
        self._seats[counter_id] = Seat(seat.officer, seat.opened, doing, each, leg, reason)

    def hours(self, counts: Callable[[datetime], bool]) -> dict[int, dict[str, Any]]:
        """What each officer's time at counters went to, in seconds; counts: whether sessions opened then count."""
        found: dict[int, dict[str, Any]] = {}
        for officer, opened in self.sessions:
            if counts(opened):
                found.setdefault(officer, {"sessions": 0, "seconds": Counter[str]()})["sessions"] += 1
        for seat, until in self.spans:
            if counts(seat.opened):
                what = f"break {seat.reason}" if seat.reason else seat.doing
                found[seat.officer]["seconds"][what] += (until.when - seat.since.when) / 1e6
        return found

    def serving(self, officer: int) -> list[tuple[int, int]]:
        """When the officer served somebody."""
        return [(seat.since.when, until.when) for seat, until in self.spans
                if (seat.officer, seat.doing) == (officer, "serve")]  # fmt: skip


_OF_DESKS: dict[str, Callable[[Desks, Happened], None]] = {
    "desk.opened": Desks.opened,
    "desk.closed": Desks.closed,
    "desk.handed_over": Desks.closed,
    "desk.taken_over": Desks.closed,
    "desk.paused": Desks.paused,
    "desk.back": Desks.back,
    "ticket.undone": Desks.undone,
}
