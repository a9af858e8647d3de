"""When an office is usually quiet: how long people waited who came at this hour of that weekday.

Of the past alone; what is promised to somebody now is not computed from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from queue_app.domain.evidence import buckets
from queue_app.domain.evidence.rollups import PLACES, Measure, unpack

LEAST = 10  # waits, before an hour of a weekday is said anything of
SHORT_S = 300.0  # so short a wait is quiet, whatever the office's usual one is
LESS, MORE = 0.75, 1.25  # of the office's median wait: to the one it is quiet, past the other it is busy
_WAITS = PLACES[Measure.WAIT]


class Level(StrEnum):
    """How an hour compares with all the others of the same office or service."""

    QUIET = "quiet"
    MODERATE = "moderate"
    BUSY = "busy"


LEVELS: dict[Level, str] = {Level.QUIET: "quiet", Level.MODERATE: "moderate", Level.BUSY: "busy"}  # msgids


class Hour(NamedTuple):
    """An hour of a weekday (Monday is 0), in which people took their number."""

    weekday: int
    hour: int


class UsualWait(NamedTuple):
    """Of so many who were called: half of them waited at most median_s. Never of fewer than LEAST."""

    n: int
    median_s: float
    level: Level


@dataclass(frozen=True, slots=True)
class Usual:
    """waits: by hour; one of which too little is known is missing. n: how many waits it is made of, told or not."""

    waits: Mapping[Hour, UsualWait]
    n: int

    @property
    def weekdays(self) -> list[int]:
        """Those of which anything is told."""
        return sorted({each.weekday for each in self.waits})

    @property
    def hours(self) -> range:
        """From the first hour of which anything is told to the last."""
        told = [each.hour for each in self.waits]
        return range(min(told, default=0), max(told, default=-1) + 1)

    def extremes(self) -> tuple[Hour, Hour] | None:
        """The hours with the shortest and the longest wait; None where no hour is busier than any other."""
        if len({each.level for each in self.waits.values()}) < 2:
            return None
        in_order = sorted(self.waits, key=lambda each: (self.waits[each].median_s, each))
        return in_order[0], in_order[-1]


def usual(rows: Iterable[tuple[Hour, bytes]]) -> Usual:
    """What rollup rows of days say of their hours. rows: as domain.evidence.rollups packs them; several of one hour."""
    found: defaultdict[Hour, Counter[int]] = defaultdict(Counter)
    for hour, row in rows:
        found[hour].update(_waits(row))
    whole = sum(found.values(), Counter[int]())
    middle_s = _median_s(whole)
    told = {hour: _told(counts, middle_s) for hour, counts in sorted(found.items()) if counts.total() >= LEAST}
    return Usual(told, whole.total())


def _waits(row: bytes) -> dict[int, int]:
    """Bucket -> count."""
    return {place - _WAITS.start: n for place, n in unpack(row).items() if _WAITS.start <= place < _WAITS.stop}


def _told(counts: Counter[int], middle_s: float) -> UsualWait:
    median_s = _median_s(counts)
    return UsualWait(counts.total(), median_s, _level(median_s, middle_s))


def _level(median_s: float, middle_s: float) -> Level:
    if median_s <= max(SHORT_S, LESS * middle_s):
        return Level.QUIET
    return Level.BUSY if median_s > MORE * middle_s else Level.MODERATE


def _median_s(counts: Counter[int]) -> float:
    (found,) = buckets.quantiles([counts[each] for each in range(buckets.COUNT)], (0.5,))
    return found or 0.0
