"""What the counts of a rollup say: times, shares, and figures by half hour of the week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queue_app.domain.evidence import buckets
from queue_app.domain.evidence.rollups import PLACES, Measure, total

if TYPE_CHECKING:
    import numpy as np

LEAST = 10  # of fewer nothing is said but their number: one case would move it too far


@dataclass(frozen=True, slots=True)
class Times:
    """Of how many durations; seconds, None of fewer than LEAST. Within one percent of the durations' own."""

    n: int
    median_s: float | None
    p90_s: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; percent, None of fewer than LEAST."""

    count: int
    of: int
    pct: float | None


class Counted:
    """The sum of rows."""

    def __init__(self, counts: np.ndarray[Any, Any]) -> None:
        self._counts = counts

    @classmethod
    def in_rows(cls, rows: Iterable[bytes]) -> Counted:
        """Everything that these rows count."""
        return cls(total(rows))

    @classmethod
    def all_of(cls, parts: Iterable[Counted]) -> Counted:
        """The sum of these, at least one."""
        return cls(sum(each._counts for each in parts))  # type: ignore[arg-type]  # noqa: SLF001 - its own class

    def by_place(self, measure: Measure) -> list[int]:
        """The counts of a measure: by bucket, half hour of the week or weekday."""
        found: list[int] = self._counts[PLACES[measure]].tolist()
        return found

    def count(self, measure: Measure) -> int:
        """All of a measure."""
        return int(self._counts[PLACES[measure]].sum())

    def times(self, measure: Measure) -> Times:
        """Median and 90th percentile of the durations of a measure."""
        n = self.count(measure)
        if n < LEAST:
            return Times(n, None, None)
        return Times(n, *buckets.quantiles(self.by_place(measure), (0.5, 0.9)))

    def share(self, part: Measure, whole: Measure) -> Share:
        """How many of the one are also the other."""
        count, of = self.count(part), self.count(whole)
        return Share(count, of, 100 * count / of if of >= LEAST else None)
