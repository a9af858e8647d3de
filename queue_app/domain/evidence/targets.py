"""The targets of an SKP as the officer types them, and what the log answers to each.

A ratio is no target: it compares people, and a target is what somebody promises. Nothing is measured under the number
of services that any figure of a person needs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from queue_app.domain.evidence.letter import FiguresTold, Parameters, Realised, sha256
from queue_app.domain.log.errors import BadInput
from queue_app.domain.office import typed

MOST = 20  # rows of one report
LONGEST = {"leader_plan": 300, "plan": 300, "indicator": 300, "target": 120}
ASPECTS: dict[str, str] = {  # code -> msgid; as the forms of PermenPANRB 6/2022 name them
    "kuantitas": "Quantity",
    "kualitas": "Quality",
    "waktu": "Time",
    "biaya": "Cost",
}


class Measure(NamedTuple):
    """name: msgid. unit: how its value is written, a key of UNITS. of: the value, and out of how many for a share."""

    name: str
    unit: str
    of: Callable[[FiguresTold], tuple[float, int | None]]


UNITS = ("count", "hours", "share")


@dataclass(frozen=True, slots=True)
class Target:
    """One row. measure: a key of MEASURES, "": the log does not answer it, the officer's other evidence does."""

    plan: str
    aspect: str
    indicator: str
    target: str
    measure: str = ""
    leader_plan: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into it."""
        return not (self.plan or self.indicator or self.target or self.leader_plan)


def _finished(figures: FiguresTold) -> int:
    return figures.volume + figures.returned


MEASURES: Mapping[str, Measure] = {
    "volume": Measure("Services done", "count", lambda told: (told.volume, None)),
    "days": Measure("Days at a counter", "count", lambda told: (told.desk.days, None)),
    "hours": Measure("Hours at a counter", "hours", lambda told: (told.desk.open_s, None)),
    "within": Measure("Share within the standard time", "share", lambda told: (told.within, told.judged)),
    "complete": Measure("Share finished with what the citizen came for", "share", lambda told: (
        told.volume, _finished(told))),
    "once": Measure("Share that nobody had to do again", "share", lambda told: (
        told.volume - told.rework, told.volume)),
}  # fmt: skip


def realised(measure: str, figures: FiguresTold, parameters: Parameters) -> Realised | None:
    """What the log answers. None: it is not of the log. A share of fewer than `parameters.least` has no value."""
    if measure not in MEASURES:
        return None
    value, of = MEASURES[measure].of(figures)
    if of is None:
        return Realised(measure=measure, value=value)
    return Realised(measure=measure, value=round(value / of, 4) if of >= parameters.least else None, of=of)


def hashed(rows: Sequence[Target]) -> str:
    """The hash under which the log knows these rows."""
    return sha256(json.dumps([asdict(row) for row in rows], sort_keys=True).encode())


def check(rows: list[Target]) -> list[Target]:
    """The rows in which something was typed. Raises BadInput for one that says too little or too much."""
    seen = [replace(row, **{name: typed.written(getattr(row, name)) for name in LONGEST}) for row in rows]
    kept = [row for row in seen if not row.is_blank]
    if len(kept) > MOST:
        raise BadInput(field="plan", expected=f"0-{MOST}")
    for row in kept:
        _check(row)
    return kept


def _check(row: Target) -> None:
    for name, most in LONGEST.items():
        text = getattr(row, name)
        if len(text) > most or (not text and name != "leader_plan"):
            raise BadInput(field=name, expected=f"1-{most}")
    if row.aspect not in ASPECTS:
        raise BadInput(field="aspect", expected=", ".join(ASPECTS))
    if row.measure and row.measure not in MEASURES:
        raise BadInput(field="measure", expected=", ".join(MEASURES))
