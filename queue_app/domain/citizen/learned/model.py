"""The learned wait of one office: what its past says, as trees over features of a sight, with a factor per service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from queue_app.domain.citizen.estimate import Estimate, Estimates, How, Newcomer
from queue_app.domain.citizen.learned.factors import Factors
from queue_app.domain.citizen.learned.features import NAMES, Asked, now, of_waiting, rows
from queue_app.domain.citizen.learned.staying import Staying
from queue_app.domain.citizen.learned.trees import Trees, binned
from queue_app.domain.citizen.learned.usual import Usual
from queue_app.domain.citizen.sight import Sight, Waiting

MOST_ROWS = 1000  # at once, for the memory's sake


class Figures(NamedTuple):
    """What a model was learned from, and how it held on the last days, which it had not seen by then.

    held, pinball_s: by LEVELS, of those with somebody ahead; None, with mae_s, where there were none.
    """

    legs: int  # called
    days: int
    mae_s: float | None = None
    held: tuple[float, ...] | None = None
    pinball_s: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class WaitModel:
    """cuts: where each feature of NAMES is cut into bins. forests: by LEVELS."""

    usual: Usual
    cuts: Sequence[NDArray[np.float64]]
    forests: Sequence[Trees]
    staying: Staying
    factors: Factors
    figures: Figures
    features: Sequence[str] = NAMES

    def quantiles(self, seen: NDArray[np.float64]) -> list[Estimate]:
        """What the trees say of each row of features, without any factor."""
        found: list[Estimate] = []
        for start in range(0, len(seen), MOST_ROWS):
            bins = binned(seen[start : start + MOST_ROWS], self.cuts)
            levels = np.maximum.accumulate([np.maximum(forest(bins), 0.0) for forest in self.forests])
            found += [Estimate(*each) for each in levels.T.tolist()]
        return found

    def estimates(self, sight: Sight) -> Estimates:
        """Of everybody who waits and of newcomers to every service that a counter offers and the past knows.

        Left out is whose wait hangs on more than the line: who is sent to one counter, or waits where nobody serves.
        """
        known = {service for each in sight.counters for service in each.ranks} & set(self.usual.services)
        waiting = [each for each in sight.waiting if each.service_id in known and each.counter_id is None]
        newcomers = [
            Newcomer(service, is_priority)
            for service in sorted(known - set(sight.closed))
            for is_priority in (False, True)
        ]
        told = self.told(
            sight,
            [
                *map(of_waiting, waiting),
                *(now(sight, each.service_id, is_priority=each.is_priority) for each in newcomers),
            ],
        )
        return Estimates(
            How.LEARNED if told else How.NONE,
            {each.leg_id: _not_before(each, sight.at, told[number]) for number, each in enumerate(waiting)},
            dict(zip(newcomers, told[len(waiting) :], strict=True)),
            {service: self.factors.of(service) for service in sorted(known)},
        )

    def told(self, sight: Sight, asked: Sequence[Asked]) -> list[Estimate]:
        """What each of the asked may be told."""
        guesses = self.quantiles(rows(sight, self.usual, asked))
        return [self.factors.told(each.service_id, guess) for each, guess in zip(asked, guesses, strict=True)]

    def with_factors(self, factors: Factors) -> WaitModel:
        """The same, held to what was seen since it was learned."""
        return replace(self, factors=factors)


def _not_before(each: Waiting, at: float, estimate: Estimate) -> Estimate:
    """Who asked to be passed is not called earlier than that."""
    least_s = max((each.not_before or at) - at, 0.0)
    return Estimate(*(max(value, least_s) for value in estimate))
