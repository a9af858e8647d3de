"""What is told of the training of a model: what it was learned from, how it held, and whether it was taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from queue_app.domain.queue.routing import Policy


class Why(StrEnum):
    """What became of one training."""

    FIRST = "first"  # there was no model before
    BETTER = "better"  # than the one before, on the last days, which neither had seen
    NOT_BETTER = "not_better"  # the one before goes on, with what the last days say of how it holds
    UNKNOWN = "unknown"  # too few had to wait on those days, so the one before goes on
    FAILED = "failed"  # the one before goes on as it is


@dataclass(frozen=True, slots=True)
class Held:
    """How a model held on days that it had not seen, of those with somebody ahead. Seconds; shares are parts of one.

    pinball_s: the losses of all quantiles together: lower is better.
    """

    calls: int
    mae_s: float
    held_80: float
    held_90: float
    pinball_80_s: float
    pinball_s: float


@dataclass(frozen=True, slots=True)
class Figures:
    """days: on which they were held against each other. new: None where nothing can be said of it."""

    why: Why
    days: int = 0
    new: Held | None = None
    before: Held | None = None


@dataclass(frozen=True, slots=True)
class InUse:
    """The model that a training begins with. made_on: until the day before, its factors know how it held.

    policy: the order of calls that it has learned; since: from when on that order counts, None: always.
    """

    data: bytes
    made_on: date
    first_day: date
    last_day: date
    legs: int
    policy: Policy
    since: date | None


@dataclass(frozen=True, slots=True)
class Order:
    """An order of calls, and from when on it counts; since None: as far as anybody knows, always."""

    policy: Policy
    since: date | None

    @classmethod
    def learned_next(cls, policy: Policy, before: InUse | None) -> Order:
        """What a training learns while `policy` counts: nothing of the days on which people were called by another.

        On which day it was changed no model says; not before the one in use was made, for that is made each night.
        """
        if before is None:
            return cls(policy, None)
        return cls(policy, before.since if before.policy == policy else before.made_on)


@dataclass(frozen=True, slots=True)
class Trained:
    """The model that is in use from now on, its days and legs, and how it came to be. data: None of one that failed."""

    data: bytes | None
    first_day: date
    last_day: date
    legs: int
    features: list[str]
    figures: Figures
