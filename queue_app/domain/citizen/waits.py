"""The estimates of an office at one moment: by a model of its past where there is one, else by the simulator."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from queue_app.domain.citizen.estimate import Estimates, How, Newcomer
from queue_app.domain.citizen.people_seen import seen
from queue_app.domain.citizen.sight import Sight

Key = TypeVar("Key")
Told = TypeVar("Told")


class WaitModel(Protocol):
    """What has learned from an office's past (domain.citizen.learned)."""

    def estimates(self, sight: Sight) -> Estimates: ...


def estimates(sight: Sight, model: WaitModel | None) -> Estimates:
    """Of everybody who waits and of newcomers, whoever estimates.

    Nothing of a service that is closed by hand, or that no counter serves which calls, now or at a time that is known.
    model: the one in use; None: there is none yet. Of whom it knows nothing (a service that is new, somebody who is
    sent to one counter) the simulator tells, unless the model says that nothing can be told at all.
    """
    found = model.estimates(sight) if model else _early(sight)
    who = seen(sight)
    waiting = {each.leg_id for each in who.waiting if each.service_id not in sight.closed}
    newcomers = {each for each in who.phantoms.values() if each.service_id not in sight.closed}
    told = _of(found, waiting, newcomers)
    untold = waiting - told.waiting.keys(), newcomers - told.newcomers.keys()
    if model is None or found.how is How.NONE or not any(untold):
        return told
    return replace(told, beside=_of(_early(sight), *untold))


def _of(found: Estimates, waiting: Collection[int], newcomers: Collection[Newcomer]) -> Estimates:
    return Estimates(found.how, _only(found.waiting, waiting), _only(found.newcomers, newcomers), found.factor)


def _early(sight: Sight) -> Estimates:
    from queue_app.domain.citizen import early  # noqa: PLC0415 - numpy: 0.1 s and 20 MB that a mere start need not pay

    return early.estimates(sight)


def _only(found: Mapping[Key, Told], keys: Collection[Key]) -> dict[Key, Told]:
    return {key: each for key, each in found.items() if key in keys}
