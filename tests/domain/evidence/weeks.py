"""Weeks of an office, made up: cases and desk sessions as facts, drawn with a seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from queue_app.domain.evidence.facts import CaseFact, DeskFact, End

FIRST_MONDAY = date(2026, 8, 24)


def case(day: date, arrived_min: int, **more: Any) -> CaseFact:
    """Somebody of service 1 who was served for ten minutes after a walk of 20 s."""
    fields: dict[str, Any] = {
        "business_date": day, "ticket_id": 1, "service_id": 1, "counter_id": 1, "officer_id": 1, "is_priority": False,
        "arrived_min": arrived_min, "began_min": arrived_min, "wait_s": 0.0, "left_s": None, "walk_s": 20.0,
        "service_s": 600.0, "held_s": 0.0, "stay_s": 620.0, "standard_s": 600.0, "end": End.DONE, "outcome": "selesai",
        "documents": None, "family": None, "doubts": frozenset(), "calls": 1, "is_picked": False, "is_return": False,
        "gap_s": None, "source": None,
    }  # fmt: skip
    return CaseFact(**{**fields, **more})


def session(day: date, opened_min: int, closed_min: int, **more: Any) -> DeskFact:
    fields: dict[str, Any] = {
        "business_date": day, "session_id": 1, "officer_id": 1, "counter_id": 1, "opened_min": opened_min,
        "closed_min": closed_min, "seconds": {}, "breaks_s": {},
    }  # fmt: skip
    return DeskFact(**{**fields, **more})


def days(weeks: int, *, weekdays: int = 5) -> Iterator[date]:
    for number in range(weeks):
        yield from (FIRST_MONDAY + timedelta(weeks=number, days=day) for day in range(weekdays))


def weeks_of(
    weeks: int, *, per_half: float, halves: range = range(16, 30), day_spread: float = 0.0, half_spread: float = 0.0,
    service_s: float = 600.0, services: int = 1, seed: int = 1, weekdays: int = 5,
) -> list[CaseFact]:  # fmt: skip
    """As many people in each half hour, on the average; spreads are relative variances beyond Poisson."""
    random = Random(seed)
    found = []
    for day in days(weeks, weekdays=weekdays):
        busy = _factor(random, day_spread)
        for half in halves:
            for _ in range(poisson(random, per_half * busy * _factor(random, half_spread))):
                at, took_s = half * 30 + random.randrange(30), random.expovariate(1 / service_s)
                found.append(case(day, at, service_s=took_s, walk_s=0.0, service_id=random.randint(1, services)))
    return found


def poisson(random: Random, mean: float) -> int:
    count, passed = 0, random.expovariate(1)
    while passed < mean:
        count, passed = count + 1, passed + random.expovariate(1)
    return count


def _factor(random: Random, spread: float) -> float:
    return random.gammavariate(1 / spread, spread) if spread else 1.0
