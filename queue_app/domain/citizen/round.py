"""One round of an office's promises: from what was promised before and what is estimated now to what is promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from queue_app.domain.citizen import causes, shown
from queue_app.domain.citizen.ahead import ahead
from queue_app.domain.citizen.estimate import Estimate, Estimates
from queue_app.domain.citizen.promise import OfficeWaits, Promise
from queue_app.domain.citizen.sight import Sight, Waiting


@dataclass(frozen=True, slots=True)
class Before:
    """What was promised until now.

    given: by leg id, what came with the tickets of those who are new since. sight: what the last promises were made of;
    None where nobody knows any more, as after a start.
    """

    waits: OfficeWaits | None = None
    given: Mapping[int, Promise] = field(default_factory=dict)
    sight: Sight | None = None

    def of(self, leg_id: int, now: float) -> Promise | None:
        """What the person was told last, where it is not over; what came with a number that returns to the queue is."""
        if self.waits and leg_id in self.waits.waiting:
            return self.waits.waiting[leg_id]
        given = self.given.get(leg_id)
        return given if given and given.to_at > now else None


def after(before: Before, sight: Sight, estimates: Estimates, *, seq: int, model_id: int | None) -> OfficeWaits:
    """What the office promises from now on. seq: of the last event that the sight knows of.

    Whoever was promised something keeps it while it is true enough, and is told where nothing can be said any more.
    """
    sources = [(estimates, shown.Basis(estimates.how, model_id, estimates.factor))]
    if beside := estimates.beside:
        sources.append((beside, shown.Basis(beside.how, None, beside.factor)))
    fresh = {leg_id: Fresh(each, basis) for found, basis in sources for leg_id, each in found.waiting.items()}
    told = _Told(before, sight, fresh)
    waiting = {each.leg_id: promise for each in sight.waiting if (promise := told.promise(each))}
    newcomers = {
        who: shown.first(each, sight.at, basis, who.service_id)
        for found, basis in sources
        for who, each in found.newcomers.items()
    }
    return OfficeWaits(seq, sight.at, estimates.how, waiting, newcomers, ahead(sight))


class Fresh(NamedTuple):
    """An estimate of this round, and what it rests on."""

    estimate: Estimate
    basis: shown.Basis


class _Told:
    """What each person is told in one round."""

    def __init__(self, before: Before, sight: Sight, fresh: Mapping[int, Fresh]) -> None:
        self._before = before
        self._now = sight.at
        self._fresh = fresh
        self._change = causes.change(before.sight, sight) if before.sight else None

    def promise(self, each: Waiting) -> Promise | None:
        told, fresh = self._before.of(each.leg_id, self._now), self._fresh.get(each.leg_id)
        if told is None:
            return shown.first(fresh.estimate, self._now, fresh.basis, each.service_id) if fresh else None
        cause = causes.cause(self._change, each) if self._change else None
        if fresh is None:
            return shown.withdrawn(told, self._now, cause)
        return shown.held(told, fresh.estimate, self._now, fresh.basis, service_id=each.service_id, cause=cause)
