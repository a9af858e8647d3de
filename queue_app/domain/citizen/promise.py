"""What somebody who waits is told: from when to when the call is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from queue_app.domain.citizen.estimate import How, Newcomer

MINUTE_S = 60
TOO_OLD_S = 90.0  # a round comes every 20: after so long whoever makes them has died, and nobody is told of the last
STILL_S = 30.0  # a newcomer who is called so soon stands before a counter that is free: no clock changes that


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

    def shows(self, other: Promise | None) -> bool:
        """Whether people read the same range in both."""
        return other is not None and (self.from_at, self.to_at) == (other.from_at, other.to_at)

    def from_now(self, now: float) -> Promise:
        """A newcomer's promise as it is told later, while all else stood still: the whole of it moves on."""
        passed_s = max(0.0, now - self.made_at)
        minutes_s = round(passed_s / MINUTE_S) * MINUTE_S
        return self._replace(
            made_at=self.made_at + passed_s, from_at=self.from_at + minutes_s, to_at=self.to_at + minutes_s,
            p50_at=self.p50_at + passed_s, p80_at=self.p80_at + passed_s, p90_at=self.p90_at + passed_s,
        )  # fmt: skip


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

    @property
    def moves(self) -> bool:
        """Whether it is another one after a while in which nothing happened."""
        if any(each.how is not How.NONE for each in self.waiting.values()):
            return True
        return any(each.p90_at > each.made_at + STILL_S for each in self.newcomers.values())

    def is_told(self, *, seq: int, now: float) -> bool:
        """Whether people may be told of it at `now`, when the office's last event is `seq`."""
        return abs(now - self.at) <= TOO_OLD_S or (seq == self.seq and not self.moves)

    def shows(self, other: OfficeWaits) -> bool:
        """Whether people read the same in both; of newcomers they read how many minutes it takes."""
        return (
            (self.how, self.ahead) == (other.how, other.ahead)
            and self.waiting.keys() == other.waiting.keys()
            and all(told.shows(other.waiting[leg]) for leg, told in self.waiting.items())
            and self._minutes() == other._minutes()
        )

    def _minutes(self) -> dict[Newcomer, tuple[int, int]]:
        return {
            who: (round((each.from_at - each.made_at) / MINUTE_S), round((each.to_at - each.made_at) / MINUTE_S))
            for who, each in self.newcomers.items()
        }
