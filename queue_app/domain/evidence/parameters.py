"""What an evaluation is told before it looks: frozen with a locked report, so that it can be told again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

VERY_SHORT_PART = 0.5  # of the cut: what the process signal counts; hardly any service can have been given in that


class Outage(NamedTuple):
    """When the office could not work as usual. Local minutes since midnight of business_date; until_min is after it.

    services: whose work it stopped; () all. kind: a value of outages.OutageKind.
    """

    business_date: date
    from_min: int
    until_min: int
    services: tuple[int, ...] = ()
    kind: str = "other"

    def covers(self, service_id: int) -> bool:
        """Whether it stopped this service."""
        return not self.services or service_id in self.services


@dataclass(frozen=True, slots=True)
class Parameters:
    """short_cut_s: a shorter service is in no speed ratio; short_cuts: the same, by service, where another holds.

    cuts_s: with which the ratio is told again. least: legs under which nothing is told. level: of the interval.
    first_days: of an officer at the counters, left out; of imported visits nobody knows when an officer began.
    priority_in_speed: whether legs with priority count in the ratio. By law not, as they rightly take longer. Priority
    of imported visits is whatever class of customers another system meant, so that it is one of the things by which
    cases differ and is taken out with them.
    """

    short_cut_s: float = 20.0
    short_cuts: Mapping[int, float] = field(default_factory=dict)
    cuts_s: tuple[int, ...] = (10, 20, 30)
    least: int = 30
    level: float = 0.90
    first_days: int = 30
    outages: tuple[Outage, ...] = ()
    priority_in_speed: bool = False
    imported_priority_in_speed: bool = True
    long_gap_s: float = 300.0

    def cut_s(self, service_id: int) -> float:
        """Of this service."""
        return self.short_cuts.get(service_id, self.short_cut_s)
