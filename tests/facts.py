"""Facts with dull defaults, and a recount of them that knows nothing of rollups: plain lists, sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from random import Random
from typing import Any

from queue_app.domain.evidence.facts import CaseFact, DeskFact, End
from queue_app.domain.queue.performance import quantile

MONDAY = date(2026, 11, 23)
Cases = Iterable[CaseFact]


def make_case(**own: Any) -> CaseFact:
    """Done at counter 1, in time, by officer 1, after a wait of five minutes."""
    told: dict[str, Any] = {
        "business_date": MONDAY, "ticket_id": 1, "service_id": 1, "counter_id": 1, "officer_id": 1,
        "is_priority": False, "arrived_min": 480, "began_min": 486, "wait_s": 300.0, "left_s": None, "walk_s": 30.0,
        "service_s": 400.0, "held_s": 0.0, "stay_s": 730.0, "standard_s": 600.0, "end": End.DONE,
        "outcome": "selesai", "documents": None, "family": None, "doubts": frozenset[str](), "calls": 1,
        "is_picked": False, "is_return": False, "gap_s": None, "source": None,
    }  # fmt: skip
    return CaseFact(**{**told, **own})


def make_desk(**own: Any) -> DeskFact:
    """Counter 1, from eight to nine."""
    told: dict[str, Any] = {
        "business_date": MONDAY, "session_id": 1, "officer_id": 1, "counter_id": 1, "opened_min": 480,
        "closed_min": 540, "seconds": {"serve": 1800.0, "free": 1800.0}, "breaks_s": {},
    }  # fmt: skip
    return DeskFact(**{**told, **own})


def chance_case(random: Random, **own: Any) -> CaseFact:
    """One of many that differ: served or not, doubted or not, at any counter and hour."""
    end = random.choice([*End, End.DONE, End.DONE, End.DONE, End.DONE])
    called = end not in {End.EXPIRED, End.PAPER, End.OPEN}
    served = called and end is not End.NO_SHOW
    told = {
        "ticket_id": random.randrange(10**6), "service_id": random.randint(1, 4), "end": end,
        "counter_id": random.randint(1, 3) if called else None, "arrived_min": random.randint(420, 900),
        "is_priority": random.random() < 0.15, "wait_s": random.lognormvariate(6, 1) if called else None,
        "walk_s": random.lognormvariate(3, 0.5) if served else None,
        "began_min": random.randint(900, 960) if served else None,
        "service_s": random.lognormvariate(5.5, 0.8) if served else None,
        "stay_s": random.lognormvariate(7.5, 0.7) if end is End.DONE else None,
        "doubts": frozenset({"too_short"}) if random.random() < 0.1 else frozenset(),
        "is_return": random.random() < 0.05,
    }  # fmt: skip
    return make_case(**{**told, **own})


def is_timed(case: CaseFact) -> bool:
    """As the report of officers counts it."""
    return case.end is End.DONE and case.service_s is not None and not case.is_priority and not case.doubts


SHARES: dict[str, tuple[Callable[[CaseFact], bool], Callable[[CaseFact], bool]]] = {  # which cases, of which
    "under_60": (lambda each: (each.stay_s or 0) < 3600, lambda each: each.stay_s is not None),
    "left": (lambda each: each.end is End.EXPIRED, lambda _: True),
    "no_show": (lambda each: each.end is End.NO_SHOW, lambda _: True),
    "cancelled": (lambda each: each.end is End.CANCELLED, lambda _: True),
    "sent_on": (lambda each: each.end is End.SENT_ON, lambda _: True),
    "returned": (lambda each: each.end is End.RETURNED, lambda _: True),
    "inaccurate": (lambda each: bool(each.doubts), lambda each: each.service_s is not None),
    "within": (lambda each: (each.service_s or 0) <= each.standard_s, is_timed),
}


def recounted_shares(cases: Cases) -> dict[str, tuple[int, int]]:
    """Each share of figures as (count, of), by going through the cases one by one."""
    counted = [each for each in cases if not each.is_return]
    found = {}
    for name, (part, whole) in SHARES.items():
        of = [each for each in counted if whole(each)]
        found[name] = (len([each for each in of if part(each)]), len(of))
    return found


def recounted_times(cases: Cases) -> dict[str, list[float]]:
    """The durations of each time of the figures, in order."""
    counted = [each for each in cases if not each.is_return]
    return {
        "wait": sorted(each.wait_s for each in counted if each.wait_s is not None),
        "walk": sorted(each.walk_s for each in counted if each.wait_s is not None and each.walk_s is not None),
        "service": sorted(each.service_s or 0 for each in counted if is_timed(each)),
        "stay": sorted(each.stay_s for each in counted if each.stay_s is not None),
    }


def p90(ordered: list[float]) -> float:
    return quantile(ordered, 0.9)
