"""What is shown of an estimate: a range on whole minutes, and when it is shown anew.

A range that moved with every estimate would be read as a lie. It stays while the call is likely to come within it, and
moves only when that is no longer so, when it can be told much more closely, or when its time runs out.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from queue_app.domain.citizen.causes import DIRECTIONS, Direction
from queue_app.domain.citizen.estimate import LEVELS, Estimate, How
from queue_app.domain.citizen.promise import Promise

MINUTE_S = 60
GRID_S = ((900, 60), (5400, 300))  # a range that begins within so many seconds stands on multiples of so many
FAR_GRID_S = 600
TRUE_ENOUGH = 0.5  # stays while the call comes within it by at least this chance (a new one: about 0.8) ...
TRUE_ENOUGH_AFTER = 0.72  # ... or by this one when something happened that can be named
TURNS_BACK = 0.2  # and goes back the way it came last only below this one
MUCH_NARROWER = 0.6  # of the width before: told anew though it still holds
NARROWER_S = 300  # and by at least so much
RUNS_OUT_S = 45  # before its end a range is extended: a round is never further away


class Basis(NamedTuple):
    """By what all promises of a round are made. factor: by service id, see Estimates."""

    how: How
    model_id: int | None
    factor: Mapping[int, float]


class Range(NamedTuple):
    from_at: int
    to_at: int

    @property
    def width_s(self) -> int:
        return self.to_at - self.from_at


def first(fresh: Estimate, now: float, basis: Basis, service_id: int, *, cause: str | None = None) -> Promise:
    """What somebody is told who was told nothing yet. now: of the sight, POSIX seconds.

    cause: a key of CAUSES where something was told before and had to be taken back.
    """
    return _promise(range_of(fresh, now), fresh, now, basis, service_id, cause=cause)


def held(before: Promise, fresh: Estimate, now: float, basis: Basis, *, service_id: int, cause: str | None) -> Promise:
    """What the same person is told now: `before` itself while it is true enough, else a new promise that says why.

    cause: what happened since the last round that may explain a change (causes.cause); where it explains another
    direction than the range takes, the new promise says that it goes faster or slower.
    """
    if before.how is How.NONE:
        return first(fresh, now, basis, service_id, cause=cause or "known")
    old, new = Range(before.from_at, before.to_at), range_of(fresh, now)
    new = _still_ahead(new, now) if old.to_at - now <= RUNS_OUT_S else new
    if new == old or not _must_change(before, new, fresh, now, cause):
        return before
    return _promise(new, fresh, now, basis, service_id, cause=_why(old, new, cause))


def withdrawn(before: Promise, now: float, cause: str | None) -> Promise:
    """Told to somebody of whom nothing can be estimated any more; stays until something can. cause: as in `held`."""
    if before.how is How.NONE:
        return before
    return Promise(now, 0, 0, now, now, now, How.NONE, None, 1.0, cause or "unknown")


def range_of(fresh: Estimate, now: float) -> Range:
    """From the 10 % to the 90 % quantile, outward on a grid that suits how far away it is; never in the past."""
    grid = next((grid for within, grid in GRID_S if fresh.p10 <= within), FAR_GRID_S)
    from_at = floor((now + fresh.p10) / grid) * grid
    to_at = ceil((now + fresh.p90) / grid) * grid
    this_minute = floor(now / MINUTE_S) * MINUTE_S
    from_at = max(from_at, this_minute)
    return Range(from_at, max(to_at, from_at + MINUTE_S, this_minute + 2 * MINUTE_S))


def chance(within: Range, fresh: Estimate, now: float) -> float:
    """How likely the call comes within the range, by straight lines between the quantiles."""
    return _share_until(within.to_at - now, fresh) - _share_until(within.from_at - now, fresh)


def _share_until(seconds: float, fresh: Estimate) -> float:
    lowest = max(0.0, fresh.p10 - (fresh.p50 - fresh.p10) / 2)
    highest = fresh.p90 + (fresh.p90 - fresh.p50) / 2
    knots = [(lowest, 0.0), *zip(fresh, LEVELS, strict=True), (highest, 1.0)]
    if seconds < lowest:
        return 0.0
    for (low_s, low), (high_s, high) in pairwise(knots):
        if seconds < high_s:
            return low + (high - low) * (seconds - low_s) / (high_s - low_s)
    return 1.0


def _must_change(before: Promise, new: Range, fresh: Estimate, now: float, cause: str | None) -> bool:
    old = Range(before.from_at, before.to_at)
    if old.to_at - now <= RUNS_OUT_S:
        return True
    if new.width_s <= MUCH_NARROWER * old.width_s and old.width_s - new.width_s >= NARROWER_S:
        return True
    enough = TRUE_ENOUGH if cause is None else TRUE_ENOUGH_AFTER
    if cause is None and _turns_back(before, old, new):
        enough = TURNS_BACK
    return chance(old, fresh, now) < enough


def _turns_back(before: Promise, old: Range, new: Range) -> bool:
    last = DIRECTIONS.get(before.cause or "", Direction.EITHER)
    return {last, _direction(old, new)} == {Direction.EARLIER, Direction.LATER}


def _why(old: Range, new: Range, cause: str | None) -> str:
    way = _direction(old, new)
    if cause is not None and DIRECTIONS[cause] in {way, Direction.EITHER}:
        return cause
    return _DRIFTS[way]


def _direction(old: Range, new: Range) -> Direction:
    if old.from_at <= new.from_at and new.to_at <= old.to_at:
        return Direction.EITHER
    return Direction.LATER if sum(new) > sum(old) else Direction.EARLIER


_DRIFTS = {Direction.LATER: "slower", Direction.EARLIER: "faster", Direction.EITHER: "closer"}


def _still_ahead(new: Range, now: float) -> Range:
    """A range of which a minute is left at least."""
    return Range(new.from_at, max(new.to_at, ceil((now + RUNS_OUT_S) / MINUTE_S) * MINUTE_S + MINUTE_S))


def _promise(
    within: Range, fresh: Estimate, now: float, basis: Basis, service_id: int, *, cause: str | None
) -> Promise:
    p50_at, p80_at, p90_at = (now + each for each in fresh[1:])
    factor = basis.factor.get(service_id, 1.0)
    return Promise(now, *within, p50_at, p80_at, p90_at, basis.how, basis.model_id, factor, cause)
