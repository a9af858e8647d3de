"""From legs that passed to a model: usual times, trees, and from the last days its figures and factors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from queue_app.domain.citizen.estimate import LEVELS
from queue_app.domain.citizen.learned import trees
from queue_app.domain.citizen.learned.examples import examples
from queue_app.domain.citizen.learned.factors import Factors
from queue_app.domain.citizen.learned.foretold import Foretold, foretold
from queue_app.domain.citizen.learned.model import Figures, WaitModel
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.learned.scores import scored
from queue_app.domain.citizen.learned.trees import Growth
from queue_app.domain.citizen.learned.usual import usual

FULL = Growth()
FORESTS = (1, 4, 2, 2)  # by LEVELS, at most: what chance does to the middle is the most of its error
LAST_DAYS = 4  # figures and factors come of so many, and of no more than a third of all


def learn(
    passed: Sequence[Passed], *, standard_s: Mapping[int, float], zone: ZoneInfo, growth: Growth = FULL
) -> WaitModel:
    """The model of an office with this past, in any order. standard_s: service -> its standard time at the counter.

    zone: the office's. Raises ValueError where nobody was called.
    """
    of_day = by_day(passed, zone)
    days = list(of_day)
    kept = len(days) - min(LAST_DAYS, len(days) // 3)
    before = [leg for each in days[:kept] for leg in of_day[each]]
    last = [leg for each in days[kept:] for leg in of_day[each]]
    told: list[Foretold] = []
    if last and any(leg.was_called for leg in before):
        earlier = grown(before, standard_s=standard_s, zone=zone, growth=replace(growth, seeds=growth.seeds[:1]))
        told = list(foretold(earlier, before, last, zone))
    model = grown([*before, *last], standard_s=standard_s, zone=zone, growth=growth)
    factors = told[-1].factors.halved() if told else Factors()  # they were those of a model with less of a past
    return replace(model, factors=factors, figures=_figures(model.figures, told))


def grown(
    legs: Sequence[Passed], *, standard_s: Mapping[int, float], zone: ZoneInfo, growth: Growth = FULL
) -> WaitModel:
    """The model of legs in the order of coming, without factors. Raises ValueError where nobody was called."""
    if not any(leg.was_called for leg in legs):
        raise ValueError("nobody was called")
    office = usual(legs, standard_s)
    of = examples(legs, office, zone)
    cuts = trees.edges(of.rows)
    bins = trees.binned(of.rows, cuts)
    forests = [
        trees.averaged([
            trees.boosted(bins, of.wait_s, of.weight, level=level, growth=growth, seed=seed)
            for seed in growth.seeds[:most]
        ])
        for level, most in zip(LEVELS, FORESTS, strict=True)
    ]  # fmt: skip
    figures = Figures(sum(leg.was_called for leg in legs), len(by_day(legs, zone)))
    return WaitModel(office, cuts, forests, of.staying, Factors(), figures)


def by_day(legs: Sequence[Passed], zone: ZoneInfo) -> dict[date, list[Passed]]:
    """The legs of each local day, days and legs in the order of coming."""
    found: dict[date, list[Passed]] = {}
    for leg in sorted(legs, key=lambda leg: leg.queued_at):
        found.setdefault(datetime.fromtimestamp(leg.queued_at, zone).date(), []).append(leg)
    return found


def _figures(figures: Figures, told: Sequence[Foretold]) -> Figures:
    scores = scored([each.pair() for each in told if each.ahead])
    return figures if scores is None else figures._replace(
        mae_s=scores.mae_s, held=scores.held, pinball_s=scores.pinball_s
    )  # fmt: skip
