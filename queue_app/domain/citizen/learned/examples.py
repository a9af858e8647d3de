"""What trees are grown from: the sights of everybody who was called, with how long they still waited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from queue_app.domain.citizen.learned.features import Asked, of_waiting, rows
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.learned.replay import Seen, replayed
from queue_app.domain.citizen.learned.staying import Staying, staying
from queue_app.domain.citizen.learned.usual import Usual

ONE_WAITING_IN = 6  # of those who wait at each coming, so many make one example; of a long line one does
STRIDE = 7919  # a prime, by which it is another place in the line each time
WAITING_COUNTS = 0.5  # as one who comes: their sights are alike, one after another
ONE_ALONE_IN = 3  # of those who find nobody waiting, and mostly are called at once; each stands for the others

Numbers = NDArray[np.float64]


class Examples(NamedTuple):
    """One row each. wait_s: still to go. staying: the patience of this past, by which the rows are weighted."""

    rows: Numbers
    wait_s: Numbers
    weight: Numbers
    staying: Staying


def examples(legs: Sequence[Passed], usual: Usual, zone: ZoneInfo) -> Examples:
    """legs: in the order of coming; at least one was called."""
    ahead = np.zeros(len(legs), np.intp)
    found: list[NDArray[np.float64]] = []
    of: list[tuple[int, float]] = []  # number of the leg, when it was seen
    alone = count()
    for seen in replayed(legs, usual, zone):
        ahead[seen.number] = len(seen.sight.waiting)
        asked = _asked(seen, legs, alone)
        if asked:
            found.append(rows(seen.sight, usual, asked))
            of += [(seen.number if each.leg_id is None else each.leg_id, seen.sight.at) for each in asked]
    numbers = np.array([number for number, _ in of])
    came = np.array([leg.queued_at for leg in legs])
    until = np.array([leg.waited_until for leg in legs])
    patience = staying(until - came, np.array([leg.was_called for leg in legs]), ahead)
    at = np.array([seen_at for _, seen_at in of])
    waited_s = at - came[numbers]
    weight = patience.weight((until - came)[numbers], ahead[numbers], waited_s)
    weight *= np.where(waited_s > 0, WAITING_COUNTS, np.where(ahead[numbers] > 0, 1.0, ONE_ALONE_IN))
    return Examples(np.concatenate(found), until[numbers] - at, weight, patience)


def newcomer(leg: Passed) -> Asked:
    """The leg as it came."""
    return Asked(leg.service_id, leg.is_priority, leg.queued_at, leg.queued_at)


def _asked(seen: Seen, legs: Sequence[Passed], alone: Iterator[int]) -> list[Asked]:
    """Who comes, and at times one who waits, of those who were called in the end. alone: counts who found nobody."""
    waiting, asked = seen.sight.waiting, []
    if seen.leg.was_called and (waiting or next(alone) % ONE_ALONE_IN == 0):
        asked.append(newcomer(seen.leg))
    place = STRIDE * seen.number % max(len(waiting), ONE_WAITING_IN)
    if place < len(waiting) and legs[waiting[place].leg_id].was_called:
        asked.append(of_waiting(waiting[place]))
    return asked
