"""A past replayed day by day, as if it had been foretold: each night the model learns the days that are over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from queue_app.domain.citizen.learned.foretold import Foretold, foretold
from queue_app.domain.citizen.learned.learning import FULL, by_day, grown, learn
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.learned.trees import Growth


def backtest(
    history: Sequence[Passed],
    replay: Sequence[Passed],
    *,
    standard_s: Mapping[int, float],
    zone: ZoneInfo,
    growth: Growth = FULL,
) -> Iterator[Foretold]:
    """What each leg of `replay` would have been told at its coming, in the order of coming.

    history: all that is learned before the first of them. Raises ValueError where nobody was called in it.
    """
    over: list[Passed] = []
    model = learn(history, standard_s=standard_s, zone=zone, growth=growth)
    for today in by_day(replay, zone).values():
        morning = today[0].queued_at
        if over:
            past = sorted([*history, *_known_by(morning, over)], key=lambda leg: leg.queued_at)
            model = grown(past, standard_s=standard_s, zone=zone, growth=growth).with_factors(model.factors)
        told = list(foretold(model, [*history, *over], today, zone))
        yield from told
        model = model.with_factors(told[-1].factors)
        over += today


def _known_by(at: float, legs: Iterable[Passed]) -> Iterator[Passed]:
    """What was known of these then: who still waited teaches nothing yet, nor does a service that was not over."""
    for leg in legs:
        if leg.waited_until <= at:
            yield leg if leg.ended_at is None or leg.ended_at <= at else leg._replace(ended_at=None)


def after_days(
    history: Sequence[Passed], replay: Sequence[Passed], *, standard_s: Mapping[int, float], zone: ZoneInfo, days: int
) -> list[Foretold]:
    """What each leg of `replay` would have been told by what the last so many days of the history taught, once."""
    kept = [leg for of in list(by_day(history, zone).values())[-days:] for leg in of]
    model = learn(kept, standard_s=standard_s, zone=zone)
    return list(foretold(model, history, sorted(replay, key=lambda leg: leg.queued_at), zone))
