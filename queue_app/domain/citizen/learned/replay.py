"""Legs that passed, seen again in the order of time: the sight of each moment, and nothing that happened after it.

Who serves what is not written in the past, so a server offers what it has offered (`Usual.ranks`). It is seen from its
first call until it has been free for LATELY_S.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from queue_app.domain.citizen.learned.moments import CALL, COME, moments
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.learned.usual import Usual
from queue_app.domain.citizen.sight import LATELY_S, Arrived, Called, Counter, Sight, Waiting
from queue_app.domain.queue.routing import Policy

REPLAYED = Policy()  # what the past obeyed is not known; features take the order from it as it was (Usual.head_start_s)


class Seen(NamedTuple):
    """What was seen when this leg came, itself not yet among those who wait. number: its place among the legs."""

    number: int
    leg: Passed
    sight: Sight


def replayed(legs: Sequence[Passed], usual: Usual, zone: ZoneInfo) -> Iterator[Seen]:
    """Every leg with the sight of its coming, in the order of coming. leg_id in a sight: the number within legs."""
    hall = Hall(usual, zone)
    for at, _, number, kind in moments(legs):
        leg = legs[number]
        if kind == COME:
            yield Seen(number, leg, hall.sight(at))
            hall.come(number, leg)
        elif kind == CALL:
            hall.call(number, leg, at)
        else:
            hall.end(number, leg, at)


class Hall:
    """The queue of one office while it is replayed."""

    def __init__(self, usual: Usual, zone: ZoneInfo) -> None:
        self._usual, self._zone = usual, zone
        self._waiting: dict[int, Waiting] = {}
        self._counters: dict[int, Counter] = {}
        self._at_counter: dict[int, int] = {}  # server -> number of the leg
        self._called: list[Called] = []
        self._place: dict[int, int] = {}  # number of a leg -> its place in _called
        self._arrived: list[Arrived] = []

    def sight(self, at: float) -> Sight:
        """What is seen now."""
        local = datetime.fromtimestamp(at, self._zone)
        self._sweep(at)
        return Sight(
            at, 60 * local.hour + local.minute, local.weekday(), REPLAYED,
            waiting=list(self._waiting.values()), counters=list(self._counters.values()),
            called=list(self._called), arrived=list(self._arrived), standard_s=self._usual.standard_s,
        )  # fmt: skip

    def come(self, number: int, leg: Passed) -> None:
        """It waits."""
        self._arrived.append(Arrived(leg.queued_at, leg.service_id))
        self._waiting[number] = Waiting(
            number, leg.service_id, leg.is_priority, number, leg.queued_at, leg.queued_at
        )  # fmt: skip

    def call(self, number: int, leg: Passed, at: float) -> None:
        """Its server is busy with it from now."""
        self._waiting.pop(number, None)
        server = leg.server_id
        self._place[number] = len(self._called)
        self._called.append(Called(leg.service_id, leg.is_priority, server or 0, leg.queued_at, at, None))
        if server is not None:
            self._at_counter[server] = number
            ranks = self._usual.ranks_of(server)
            self._counters[server] = Counter(server, ranks, True, None, leg.service_id, at, None)  # noqa: FBT003 - calls

    def end(self, number: int, leg: Passed, at: float) -> None:
        """It left, or was done with."""
        self._waiting.pop(number, None)
        if (place := self._place.pop(number, None)) is not None:
            self._called[place] = self._called[place]._replace(ended_at=at)
        server = leg.server_id
        if server is not None and self._at_counter.get(server) == number:
            del self._at_counter[server]
            self._counters[server] = self._counters[server]._replace(busy_with=None, busy_since=None, free_since=at)

    def _sweep(self, at: float) -> None:
        """Lets go what is too old to be seen."""
        since = at - LATELY_S
        gone = [key for key, each in self._counters.items() if each.free_since is not None and each.free_since < since]
        for key in gone:
            del self._counters[key]
        del self._arrived[: bisect_left(self._arrived, since, key=lambda each: each.at)]
        if cut := bisect_left(self._called, since, key=lambda each: each.called_at):
            del self._called[:cut]
            self._place = {number: place - cut for number, place in self._place.items() if place >= cut}
