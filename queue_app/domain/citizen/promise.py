"""What somebody who waits is told: from when to when the call is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from queue_app.domain.citizen.estimate import How, Newcomer


class Promise(NamedTuple):
    """A range as it is shown, and the estimate behind it. All times are POSIX seconds.

    from_at, to_at: on whole minutes; about eight of ten calls come between them. factor: see Estimates. cause: why it
    differs from what was shown before, a key of causes.CAUSES; None: nothing was shown before. model_id: None where no
    model was asked.
    """

    made_at: float
    from_at: int
    to_at: int
    p50_at: float
    p80_at: float
    p90_at: float
    how: How
    model_id: int | None
    factor: float
    cause: str | None


@dataclass(frozen=True, slots=True)
class OfficeWaits:
    """Everything that an office promises at one moment, up to the log's event `seq`.

    waiting: by leg id; newcomers: who would take a number now; ahead: by leg id, how many are called before. Who is in
    neither of the first two is promised nothing.
    """

    seq: int
    at: float
    how: How
    waiting: Mapping[int, Promise]
    newcomers: Mapping[Newcomer, Promise]
    ahead: Mapping[int, int]
