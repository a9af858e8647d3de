"""A night's training: a new model beside the one in use, and which of them the office goes on with.

They are held against each other on the last days, which neither had seen: half of those since the one in use was
learned, at most LAST_DAYS. A new one that knows no more days is never better but by luck, so the older the one in use
is, the more easily it is replaced. Whichever goes on knows how it held until yesterday.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from queue_app.domain.citizen.estimate import LEVELS
from queue_app.domain.citizen.learned.foretold import Foretold, foretold
from queue_app.domain.citizen.learned.kept import from_bytes, to_bytes
from queue_app.domain.citizen.learned.learning import FULL, LAST_DAYS, by_day, grown, learn
from queue_app.domain.citizen.learned.model import WaitModel
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.learned.scores import scored
from queue_app.domain.citizen.learned.trees import Growth
from queue_app.domain.citizen.training import Figures, Held, InUse, Trained, Why

LEAST_CALLS = 100  # of people with somebody ahead; which of two loses less on fewer is chance
P80, P90 = LEVELS.index(0.8), LEVELS.index(0.9)
Days = dict[date, list[Passed]]


def relearned(
    passed: Sequence[Passed],
    in_use: InUse | None,
    *,
    standard_s: Mapping[int, float],
    zone: str,
    growth: Growth = FULL,
) -> Trained | None:
    """The office's model from today on; None where no day has passed that the one in use does not know.

    zone: the office's. Raises ValueError where nobody was called.
    """
    days = by_day(passed, ZoneInfo(zone))
    old = from_bytes(in_use.data) if in_use else None
    if in_use is None or old is None:  # another release wrote it for features that are not known any more
        model = learn(passed, standard_s=standard_s, zone=ZoneInfo(zone), growth=growth)
        return _trained(model, days, Figures(Why.FIRST))
    unseen = [day for day in days if day > in_use.last_day]
    if not unseen:
        return None
    last = unseen[-min(LAST_DAYS, max(1, len(unseen) // 2)) :]
    grow = partial(grown, standard_s=standard_s, zone=ZoneInfo(zone))
    return _Night(days, last, ZoneInfo(zone), grow, growth).trained(old, in_use)


class _Night:
    """last: the days on which the two are held against each other."""

    def __init__(
        self, days: Days, last: Sequence[date], zone: ZoneInfo, grow: Callable[..., WaitModel], growth: Growth
    ) -> None:
        self._days, self._last, self._zone = days, last, zone
        self._grow, self._growth = grow, growth

    def trained(self, old: WaitModel, in_use: InUse) -> Trained:
        """The new model where it loses less, else the old one."""
        before = _legs(self._days, (day for day in self._days if day < self._last[0]))
        candidate = self._grow(before, growth=self._growth)
        told = self._told(candidate.with_factors(old.factors), self._last)
        new, was = _held(told), _held(self._told(old, self._last))
        if new is None or was is None or new.calls < LEAST_CALLS:
            return self._kept(old, in_use, Figures(Why.UNKNOWN, len(self._last)))
        if new.pinball_s >= was.pinball_s:
            return self._kept(old, in_use, Figures(Why.NOT_BETTER, len(self._last), new, was))
        model = self._grow(_legs(self._days, self._days), growth=self._growth)
        figures = Figures(Why.BETTER, len(self._last), new, was)
        return _trained(model.with_factors(told[-1].factors), self._days, figures)

    def _told(self, model: WaitModel, days: Sequence[date]) -> list[Foretold]:
        before = _legs(self._days, (day for day in self._days if day < days[0]))
        return list(foretold(model, before, _legs(self._days, days), self._zone))

    def _kept(self, old: WaitModel, in_use: InUse, figures: Figures) -> Trained:
        """With factors that also know the days since they were made."""
        since = [day for day in self._days if day >= in_use.made_on]
        kept = old.with_factors(self._told(old, since)[-1].factors) if since else old
        return Trained(
            to_bytes(kept), in_use.first_day, in_use.last_day, in_use.legs, list(kept.features), figures
        )  # fmt: skip


def _trained(model: WaitModel, days: Days, figures: Figures) -> Trained:
    first, last = min(days), max(days)
    return Trained(to_bytes(model), first, last, model.figures.legs, list(model.features), figures)


def _legs(days: Days, wanted: Iterable[date]) -> list[Passed]:
    return [leg for day in wanted for leg in days[day]]


def _held(told: Iterable[Foretold]) -> Held | None:
    found = scored([each.pair() for each in told if each.ahead])
    if found is None:
        return None
    return Held(
        found.count, found.mae_s, found.held[P80], found.held[P90], found.pinball_s[P80], sum(found.pinball_s)
    )  # fmt: skip
