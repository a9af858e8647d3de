"""What would have been foretold to each who came, and how factors moved with what came of it. Nothing later is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from queue_app.domain.citizen.estimate import LEVELS, Estimate
from queue_app.domain.citizen.learned.examples import newcomer
from queue_app.domain.citizen.learned.factors import Factors
from queue_app.domain.citizen.learned.features import rows
from queue_app.domain.citizen.learned.model import WaitModel
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.learned.replay import replayed
from queue_app.domain.citizen.learned.scores import Pair
from queue_app.domain.citizen.learned.staying import Staying

LOOK_BACK_S = 24 * 3600.0  # who came earlier than that is in no hall any more


class Foretold(NamedTuple):
    """At the coming of a leg. factors: as they stood then."""

    leg: Passed
    ahead: int
    estimate: Estimate
    factors: Factors

    def pair(self) -> Pair:
        """To be scored."""
        wait_s = self.leg.waited_until - self.leg.queued_at
        return Pair(self.leg.service_id, self.ahead, self.estimate, wait_s, self.leg.was_called)


def foretold(model: WaitModel, before: Sequence[Passed], legs: Sequence[Passed], zone: ZoneInfo) -> Iterator[Foretold]:
    """Each of the legs, at least one, in the order of coming. before: others, some of whom may be in the hall yet."""
    first = legs[0].queued_at
    hall = sorted(
        (leg for leg in before if first - LOOK_BACK_S <= leg.queued_at < first), key=lambda leg: leg.queued_at
    )
    seen = list(islice(_seen(model, [*hall, *legs], zone), len(hall), None))
    guesses = model.quantiles(np.concatenate([row for _, _, row in seen]))
    watch = Watch(model.factors, model.staying)
    for (leg, ahead, _), guess in zip(seen, guesses, strict=True):
        factors = watch.until(leg.queued_at)
        estimate = factors.told(leg.service_id, guess)
        watch.tell(leg, ahead, estimate)
        yield Foretold(leg, ahead, estimate, factors)


class Watch:
    """Factors that follow what becomes of each promise, from the moment at which it is known."""

    def __init__(self, factors: Factors, staying: Staying) -> None:
        self.factors, self._staying = factors, staying
        self._known: list[tuple[float, int, int, int, bool, float]] = []
        self._told = 0

    def tell(self, leg: Passed, ahead: int, estimate: Estimate) -> None:
        """What this leg was told. Who finds nobody waiting teaches nothing: a free counter keeps every promise.

        Kept is known at the call, broken as soon as the time is over; of who left before either, neither.
        """
        wait_s = leg.waited_until - leg.queued_at
        over_s = np.minimum(wait_s, estimate)
        weights = self._staying.weight(over_s, np.full(len(LEVELS), ahead))
        for level, told_s in enumerate(estimate):
            was_kept = wait_s <= told_s
            if ahead and (leg.was_called or not was_kept):
                at = leg.queued_at + (wait_s if was_kept else told_s)
                self._told += 1
                entry = (at, self._told, leg.service_id, level, was_kept, float(weights[level]))
                heappush(self._known, entry)

    def until(self, now: float) -> Factors:
        """The factors with all that is known before now."""
        while self._known and self._known[0][0] < now:
            _, _, service_id, level, was_kept, weight = heappop(self._known)
            self.factors = self.factors.after(service_id, level, was_kept=was_kept, weight=weight)
        return self.factors


def _seen(model: WaitModel, line: Sequence[Passed], zone: ZoneInfo) -> Iterator[tuple[Passed, int, np.ndarray]]:
    for seen in replayed(line, model.usual, zone):
        yield seen.leg, len(seen.sight.waiting), rows(seen.sight, model.usual, [newcomer(seen.leg)])
