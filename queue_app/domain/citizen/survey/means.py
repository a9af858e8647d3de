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
    """n: who answered. value: as printed; None where fewer than MIN_GROUP did."""

    n: int
    value: Decimal | None


def means(instrument: Instrument, values: Iterable[Mapping[str, int]]) -> dict[str, Mean]:
    """Code of each statement -> its mean on the instrument's own scale."""
    sets = list(values)
    return {code: _mean([each[code] for each in sets if code in each]) for code in instrument.codes}


def _mean(given: list[int]) -> Mean:
    n = len(given)
    return Mean(n, shown(Fraction(sum(given), n)) if n >= MIN_GROUP else None)
