"""What a citizen's own wish to be called later makes of a wait: time that the office did not let anybody wait.

So is the time before a booked time, for who came early.

Who is late is set aside until the moment that was asked for, or until the own word to be there, or a call all the same.
Who lets others pass is set aside from the first of their calls on, for that one was the own turn, until the own call.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from queue_app.domain.log import events
from queue_app.domain.queue.stretch import Doing, Moment, OpenStretch, Stretch


class Point(NamedTuple):
    micros: int
    at: datetime


@dataclass(slots=True)
class Aside:
    """One wish. until: of who is late; None of who lets others pass. called: the calls of these, by leg.

    is_wish: False of the time before a booked time, to which its citizen came early.
    """

    asked: Point
    until: Point | None
    called: dict[int, Point] = field(default_factory=dict)
    is_wish: bool = True

    def ends(self, now: Moment) -> None:
        """The citizen is there."""
        if self.until is not None and self.is_wish:
            self.until = min(self.until, Point(now.micros, now.at))

    def span(self, end: Point) -> tuple[Point, Point] | None:
        """From when to when within a wait that ends there; None: not at all."""
        start = self.asked if self.until else min(self.called.values(), default=end)
        span = start, min(self.until or end, end)
        return span if span[0] < span[1] else None


class Asides:
    """All wishes, so that a call finds those of whom the called one was let past."""

    def __init__(self) -> None:
        self._passing: defaultdict[int, list[Aside]] = defaultdict(list)

    def asked(self, event: events.TicketSetAside, now: Moment) -> Aside:
        found = Aside(Point(now.micros, now.at), _until(event, now))
        for leg_id in map(int, (event.passed or "").split()):
            self._passing[leg_id].append(found)
        return found

    def called(self, leg_id: int, now: Moment) -> None:
        for each in self._passing.get(leg_id, ()):
            each.called.setdefault(leg_id, Point(now.micros, now.at))

    def not_called(self, leg_id: int) -> None:
        """Its last call was taken back."""
        for each in self._passing.get(leg_id, ()):
            each.called.pop(leg_id, None)


def early(appointed_at: datetime, now: Moment) -> Aside:
    """What somebody waits who comes now, before the booked time: nothing that the office let anybody wait."""
    until = Point(now.micros + round((appointed_at - now.at).total_seconds() * 1_000_000), appointed_at)
    return Aside(Point(now.micros, now.at), until, is_wish=False)


def parted(opened: OpenStretch, now: Moment, asides: Iterable[Aside]) -> list[Stretch]:
    """The stretches of something that ends now: of a wait what was set aside, and what was not."""
    whole, end = opened.until(now), Point(now.micros, now.at)
    if opened.doing is not Doing.WAIT or whole.start == whole.end:
        return [whole]
    mine = (each.span(end) for each in asides if each.asked.micros >= opened.start)
    spans = list(_merged(sorted(each for each in mine if each)))
    edges = [Point(whole.start, whole.began_at), *(edge for span in spans for edge in span), end]
    pieces = [
        whole._replace(
            doing=Doing.ASIDE if place % 2 else Doing.WAIT, start=one.micros, end=other.micros, began_at=one.at,
            ended_at=other.at, ended_by=events.TicketCameBack.kind if place % 2 else events.TicketSetAside.kind,
        )
        for place, (one, other) in enumerate(pairwise(edges))
        if one.micros < other.micros
    ]  # fmt: skip
    return [*pieces[:-1], pieces[-1]._replace(ended_by=whole.ended_by)]


def _until(event: events.TicketSetAside, now: Moment) -> Point | None:
    if event.not_before is None:
        return None
    at = datetime.fromisoformat(event.not_before)
    return Point(now.micros + round((at - now.at).total_seconds() * 1_000_000), at)


def _merged(spans: Iterable[tuple[Point, Point]]) -> Iterator[tuple[Point, Point]]:
    """Those that touch or overlap as one."""
    last: tuple[Point, Point] | None = None
    for span in spans:
        if last is not None and span[0] <= last[1]:
            last = last[0], max(last[1], span[1])
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
