"""A past day as its rows tell it, made ready to be replayed: who waited, how long each kept a counter, who was open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from queue_app.domain.queue.simulated.people import Arrival

Interval = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class PastLeg:
    """One leg of the day as it ended."""

    leg_id: int
    ticket_id: int
    position: int
    service_id: int
    is_priority: bool
    order_no: int
    queued_at: datetime
    arrived_at: datetime
    appointed_at: datetime | None
    called_at: datetime | None
    ended_at: datetime | None
    held_s: float
    counter_id: int | None
    rule: str | None  # a key of routing.REASONS
    is_accurate: bool
    is_wait_known: bool = True  # False: torn off a roll, and nobody saw when its citizen came
    not_before: datetime | None = None  # its citizen asked last to be called no earlier
    aside_s: float = 0.0  # of its wait, in which nobody might call it for that

    @property
    def kept_s(self) -> float | None:
        """Seconds from the call to the end, without holds; None where they say nothing."""
        if not (self.called_at and self.ended_at and self.is_accurate):
            return None
        return max(0.0, (self.ended_at - self.called_at).total_seconds() - self.held_s)


@dataclass(frozen=True, slots=True)
class PastSession:
    """One officer's time at one counter."""

    counter_id: int
    opened_at: datetime
    closed_at: datetime | None  # None, or the next day: nobody closed it
    pauses: Sequence[Interval] = ()


def intervals(
    sessions: Iterable[PastSession], legs: Iterable[PastLeg], *, until: datetime
) -> dict[int, list[Interval]]:
    """When each counter called, in order: its sessions without their pauses.

    A session that nobody closed by `until` (the end of the day) ended with the last leg of its counter.
    """
    last: dict[int, datetime] = {}
    for leg in legs:
        at = max((at for at in (leg.called_at, leg.ended_at) if at and at < until), default=None)
        if leg.counter_id is not None and at:
            last[leg.counter_id] = max(at, last.get(leg.counter_id, at))
    found: dict[int, list[Interval]] = defaultdict(list)
    for session in sorted(sessions, key=lambda each: each.opened_at):
        closes = session.closed_at
        if closes is None or closes >= until:
            closes = max(session.opened_at, last.get(session.counter_id, session.opened_at))
        found[session.counter_id] += _without(session.pauses, session.opened_at, closes)
    return dict(found)


def _without(pauses: Iterable[Interval], opens: datetime, closes: datetime) -> list[Interval]:
    edges = [opens, *(edge for pause in sorted(pauses) for edge in pause), closes]
    kept = zip(edges[::2], edges[1::2], strict=True)
    return [(start, min(end, closes)) for start, end in kept if start < min(end, closes)]


def arrivals(
    legs: Sequence[PastLeg], open_: Mapping[int, Sequence[Interval]], *, standard_s: Mapping[int, float]
) -> list[Arrival]:
    """Everybody who waited that day, ready for `replay`.

    A leg keeps its counter from the call to the end without holds, and until the counter called the next one where
    that one was waiting already (the officer's own time between two citizens). Legs without a time that can be
    believed (never called, marked inaccurate) take what is usual: the median of their service that day, else of the
    day, else `standard_s`. The next service of the same visit is part of the leg before it: nobody waited for it.
    """
    usual = _usual(legs)
    between = _between(legs, open_)
    made: dict[tuple[int, int], Arrival] = {}  # by ticket and position
    for leg in sorted(legs, key=lambda each: (each.ticket_id, each.position)):
        kept_s = leg.kept_s
        if kept_s is None:
            kept_s = usual.get(leg.service_id, usual.get(None, standard_s[leg.service_id]))
        takes_s = kept_s + between.get(leg.leg_id, 0.0)
        before = made.pop((leg.ticket_id, leg.position - 1), None) if leg.rule == "same_visit" else None
        made[leg.ticket_id, leg.position] = (
            replace(before, takes_s=before.takes_s + takes_s) if before else _arrival(leg, takes_s)
        )
    return sorted(made.values(), key=lambda each: (each.queued_at, each.leg_id))


def _arrival(leg: PastLeg, takes_s: float) -> Arrival:
    return Arrival(
        leg.leg_id,
        leg.order_no,
        leg.service_id,
        leg.is_priority,
        leg.queued_at,
        leg.arrived_at,
        takes_s,
        appointed_at=leg.appointed_at,
        counter_id=leg.counter_id if leg.rule == "directed" else None,
        leaves_at=leg.ended_at if leg.called_at is None else None,
        waited_s=(leg.called_at - leg.queued_at).total_seconds() - leg.aside_s if leg.called_at else None,
        is_wait_known=leg.is_wait_known,
        not_before=leg.not_before
        if leg.called_at is None or leg.not_before is None
        else min(leg.not_before, leg.called_at),
    )


def _usual(legs: Iterable[PastLeg]) -> dict[int | None, float]:
    """Median seconds at the counter by service, and of all (None)."""
    times: dict[int | None, list[float]] = defaultdict(list)
    for leg in legs:
        if leg.kept_s is not None:
            times[leg.service_id].append(leg.kept_s)
            times[None].append(leg.kept_s)
    return {service_id: median(each) for service_id, each in times.items()}


def _between(legs: Iterable[PastLeg], open_: Mapping[int, Sequence[Interval]]) -> dict[int, float]:
    """Seconds from a leg's end to the next call of its counter, where the next one was waiting and nobody was away."""
    by_counter: dict[int, list[PastLeg]] = defaultdict(list)
    for leg in legs:
        if leg.called_at and leg.counter_id is not None:
            by_counter[leg.counter_id].append(leg)
    found = {}
    for counter_id, own in by_counter.items():
        for one, following in pairwise(sorted(own, key=lambda each: (each.called_at or each.queued_at, each.leg_id))):
            ended, called = one.ended_at, following.called_at
            if not (ended and called and following.queued_at <= ended < called) or following.rule == "help":
                continue
            if any(opens <= ended and called <= closes for opens, closes in open_.get(counter_id, ())):
                found[one.leg_id] = (called - ended) / timedelta(seconds=1)
    return found
