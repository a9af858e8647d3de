"""Promised against kept: what is counted of every range that was shown, once its business date is over.

A promise is kept where the first call falls into the range as it was shown. Whoever is not called while the range lasts
was promised too little, also who then left, asked to be passed, or whose call was taken back: nothing that is done
behind its end makes it any better. What ends or spoils a wait before that is not known, and told as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import NamedTuple

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.happened import Happened
from queue_app.domain.citizen.patience import Patience, Stay
from queue_app.domain.citizen.promise import Promise

AIMED = 0.8  # of all promises are to be kept: a range reaches from one tenth of what may come to nine
LEAST = 30  # promises that can be judged behind any share that is told
THOUSANDTHS = 1000
MINUTE_S = 60


class Verdict(StrEnum):
    """What became of one promise. Those from UNKNOWN on say nothing of the office; they are counted beside the rest."""

    KEPT = "kept"
    EARLIER = "earlier"
    LATER = "later"
    UNKNOWN = "unknown"  # the citizen left uncalled, or was carried to another day, before the range was over
    WISHED = "wished"  # as happened.Spoilt
    UNDONE = "undone"
    CLOCK = "clock"
    ENTERED = "entered"
    FLOOD = "flood"


class Cell(NamedTuple):
    """Of what one sum tells. is_first: the promise that was given with the number, not one that followed it."""

    service_id: int
    how: How
    is_first: bool


class Shares(NamedTuple):
    """Parts of one: they sum to it."""

    kept: float
    earlier: float
    later: float


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts of promises; sums over days are their sums. Of How.NONE only `without` is counted.

    gone: of the later ones, those whose citizen had left. absent: of the kept and earlier ones, whose citizen was then
    marked as absent. width_min: of all ranges, in minutes. known: weights of kept, earlier and later ones, in
    thousandths, as all weights; kept_known, earlier_known: of the kept and of the earlier ones.
    timed, timed_w: calls that are known, and their weights; held_80, held_90: of those not behind p80, p90. off_s:
    seconds between p50 and call, weighed; pinball_80: the pinball loss of p80 in seconds, weighed.
    without: numbers that were given without a promise.
    """

    shown: int = 0
    kept: int = 0
    earlier: int = 0
    later: int = 0
    unknown: int = 0
    wished: int = 0
    undone: int = 0
    clock: int = 0
    entered: int = 0
    flood: int = 0
    gone: int = 0
    absent: int = 0
    width_min: int = 0
    known: int = 0
    kept_known: int = 0
    earlier_known: int = 0
    timed: int = 0
    timed_w: int = 0
    held_80: int = 0
    held_90: int = 0
    off_s: int = 0
    pinball_80: int = 0
    without: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(getattr(self, name) + getattr(other, name) for name in NAMES))

    @property
    def judged(self) -> int:
        """Promises of which is known whether they were kept."""
        return self.kept + self.earlier + self.later

    @property
    def left_out(self) -> int:
        return self.wished + self.undone + self.clock + self.entered + self.flood

    @property
    def shares(self) -> Shares | None:
        """Of those that can be judged, each weighed for those whose citizens left before; None without any."""
        if not self.known:
            return None
        kept, earlier = self.kept_known / self.known, self.earlier_known / self.known
        return Shares(kept, earlier, max(0.0, 1 - kept - earlier))

    @property
    def width(self) -> float | None:
        """Minutes of a range, on average."""
        return self.width_min / self.shown if self.shown else None

    def per_timed(self, name: str) -> float | None:
        """The weighed mean of held_80, held_90, off_s or pinball_80."""
        found: int = getattr(self, name)
        return found / self.timed_w if self.timed_w else None


NAMES = tuple(each.name for each in fields(Sums))


def scored(legs: Sequence[Happened], later: Mapping[int, Sequence[Promise]]) -> dict[Cell, Sums]:
    """The sums of one business date that is over.

    legs: all of the day. later: by leg id, the promises that were shown behind the one of its number, in order.
    """
    patience = Patience(_stays(legs))
    found: defaultdict[Cell, Sums] = defaultdict(Sums)
    for leg in legs:
        for cell, sums in _of_leg(leg, later.get(leg.leg_id, ()), patience):
            found[cell] += sums
    return dict(found)


def verdict(leg: Happened, promise: Promise) -> Verdict:
    """What became of a promise that was made before the leg's first call."""
    ended_at = min(each for each in (leg.called_at, leg.left_at, leg.spoilt_at, float("inf")) if each is not None)
    if ended_at > promise.to_at:
        return Verdict.LATER
    if leg.spoilt_by is not None:
        return Verdict(leg.spoilt_by)
    if leg.called_at is None:
        return Verdict.UNKNOWN
    return Verdict.EARLIER if leg.called_at < promise.from_at else Verdict.KEPT


def _of_leg(leg: Happened, later: Iterable[Promise], patience: Patience) -> Iterator[tuple[Cell, Sums]]:
    if leg.promised is not None:
        yield Cell(leg.service_id, leg.promised.how, is_first=True), _sums(leg, leg.promised, patience)
    elif leg.is_given:
        yield Cell(leg.service_id, How.NONE, is_first=True), Sums(without=1)
    for each in later:
        if each.how is not How.NONE and (leg.called_at is None or each.made_at < leg.called_at):
            yield Cell(leg.service_id, each.how, is_first=False), _sums(leg, each, patience)


def _sums(leg: Happened, promise: Promise, patience: Patience) -> Sums:
    became = verdict(leg, promise)
    counts = {"shown": 1, "width_min": (promise.to_at - promise.from_at) // MINUTE_S, str(became): 1}
    if became in {Verdict.KEPT, Verdict.EARLIER, Verdict.LATER}:
        known_at = leg.called_at if leg.called_at is not None and became is not Verdict.LATER else promise.to_at
        counts["known"] = weight = _weight(leg, promise, patience, known_at)
        if became is not Verdict.LATER:
            counts[f"{became}_known"] = weight
        counts["gone"] = int(became is Verdict.LATER and leg.called_at is None)
        counts["absent"] = int(became is not Verdict.LATER and leg.is_absent)
    if leg.called_at is not None and leg.spoilt_by is None:
        counts.update(_timed(leg.called_at, promise, _weight(leg, promise, patience, leg.called_at)))
    return Sums(**counts)


def _timed(called_at: float, promise: Promise, weight: int) -> dict[str, int]:
    over_s = called_at - promise.p80_at
    return {
        "timed": 1,
        "timed_w": weight,
        "held_80": weight * (called_at <= promise.p80_at),
        "held_90": weight * (called_at <= promise.p90_at),
        "off_s": round(weight * abs(called_at - promise.p50_at)),
        "pinball_80": round(weight * max(0.8 * over_s, -0.2 * over_s)),
    }


def _weight(leg: Happened, promise: Promise, patience: Patience, until: float) -> int:
    """The inverse of the chance to have stayed until then, of those who had stayed until the promise; thousandths."""
    before = patience.chance(leg.ahead, promise.made_at - leg.queued_at)
    return round(THOUSANDTHS * before / patience.chance(leg.ahead, until - leg.queued_at))


def _stays(legs: Iterable[Happened]) -> Iterator[Stay]:
    for leg in legs:
        ended_at = leg.called_at if leg.called_at is not None else leg.left_at
        if ended_at is not None and leg.spoilt_by is None:
            yield Stay(leg.ahead, ended_at - leg.queued_at, has_left=leg.called_at is None)
