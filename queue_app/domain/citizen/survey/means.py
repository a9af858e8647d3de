"""The mean of each statement of a form that is no SKM: never an index, and nothing of few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from queue_app.domain.citizen.survey.grades import shown
from queue_app.domain.citizen.survey.groups import MIN_GROUP
from queue_app.domain.citizen.survey.instrument import Instrument


class Mean(NamedTuple):
    """n: who answered, as far as it is told. value: as printed; None where fewer than MIN_GROUP did."""

    n: int
    value: Decimal | None


def means(instrument: Instrument, months: Iterable[Iterable[Mapping[str, int]]]) -> dict[str, Mean]:
    """Code of each statement -> its mean on the instrument's own scale. months: what was said in each, the first first.

    A statement grows by whole months, and by MIN_GROUP at least: else two looks would differ by a few answers.
    """
    sets = [list(month) for month in months]
    said = {code: [[each[code] for each in month if code in each] for month in sets] for code in instrument.codes}
    return {code: _mean(_grown(by_month)) for code, by_month in said.items()}


def _grown(by_month: Iterable[list[int]]) -> list[int]:
    told: list[int] = []
    waiting: list[int] = []
    for month in by_month:
        waiting += month
        if len(waiting) >= MIN_GROUP:
            told, waiting = told + waiting, []
    return told


def _mean(given: list[int]) -> Mean:
    n = len(given)
    return Mean(n, shown(Fraction(sum(given), n)) if n >= MIN_GROUP else None)
