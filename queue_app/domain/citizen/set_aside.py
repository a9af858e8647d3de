"""What a citizen who waits may wish on the own page. Pure: what is offered, and what place a wish leads to.

Nobody gains by any of it: who is late keeps a place that others are called from, who lets others pass goes behind them,
and both only while the ticket waits. A number that an officer sent to somebody in particular, or that has an
appointment, stands in no line in which others could pass; it may be late, like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_app.domain.log.wish_errors import NobodyBehind, WishNotOffered
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.timeline import Leg


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket as far as its wishes depend on it.

    wishes: with the whole ticket so far. is_today: it waits in today's queue, and not in that of a day to come.
    is_appointed: it has an appointment. number: as its ticket shows it.
    """

    leg: Leg
    wishes: int
    is_today: bool
    is_appointed: bool
    number: str

    @property
    def is_in_line(self) -> bool:
        leg = self.leg
        return leg.to_counter_id is None and leg.to_officer_id is None and not self.is_appointed


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be wished now. late_min: minutes, 0: not offered. let_pass: at most so many, 0: not offered.

    late_until: of who is late now, and may say to be there. left: how many wishes are left.
    """

    late_min: int
    let_pass: int
    late_until: datetime | None
    left: int
    may_cancel: bool


NOTHING = Offer(0, 0, None, 0, may_cancel=False)


def offer(standing: Standing, rules: Rules, *, behind: int, now: datetime) -> Offer:
    """What the ticket's citizen may choose at this moment.

    behind: how many wait behind it whom it could let pass.
    """
    leg = standing.leg
    if leg.state != State.WAITING:
        return NOTHING
    late_until = leg.not_before if standing.is_today and leg.is_late(now) else None
    left = max(0, rules.wishes_most - standing.wishes)
    if late_until or not left or not standing.is_today:
        return Offer(0, 0, late_until, left, may_cancel=True)
    passing = min(rules.let_pass_most, behind) if standing.is_in_line else 0
    return Offer(rules.late_wish_min, passing, None, left, may_cancel=True)


def late_until(offered: Offer, standing: Standing, *, now: datetime) -> datetime:
    """Until when nobody calls who says now to be late. Raises WishNotOffered."""
    if not offered.late_min:
        raise WishNotOffered(number=standing.number)
    return now + timedelta(minutes=offered.late_min)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ticket waits once it has let others pass. passed: their legs, in their order."""

    order_no: int
    passed: tuple[int, ...]


def place_behind(standing: Standing, behind: Sequence[tuple[int, int]], *, offered: Offer, count: int) -> Place:
    """The place behind `count` others, or behind as many as there are.

    behind: leg and order number of those who come next in the ticket's own line, in order.
    Raises NobodyBehind, WishNotOffered (the office does not offer it, or not so many).
    """
    if not behind:
        raise NobodyBehind(number=standing.number)
    passed = behind[:count]
    if not 1 <= len(passed) <= offered.let_pass:
        raise WishNotOffered(number=standing.number)
    return Place(max(standing.leg.order_no, passed[-1][1] + 1), tuple(leg_id for leg_id, _place in passed))
