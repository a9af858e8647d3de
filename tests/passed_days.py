"""Days of an office as they passed: two services, three servers, people who give up. The same days every time."""

from __future__ import annotations

import random
from zoneinfo import ZoneInfo

from queue_app.domain.citizen.learned.passed import Passed

ZONE = ZoneInfo("Asia/Jakarta")
MIDNIGHT = 1_767_546_000.0  # Monday, 5 January 2026 in Jakarta
DAY_S = 86400.0
MEAN_S = {1: 240.0, 2: 420.0}
OFFERS = {1: (1,), 2: (1, 2), 3: (1, 2)}  # server -> services


def passed_days(days: int, a_day: int = 150, *, first: int = 0, seed: int = 1) -> list[Passed]:
    """So many days from the given one, with so many people each, in the order of their coming."""
    return [
        leg for number in range(first, first + days) for leg in _day(number, a_day, random.Random(f"{seed} {number}"))
    ]


def _day(number: int, a_day: int, chance: random.Random) -> list[Passed]:
    opens = MIDNIGHT + number * DAY_S + 8 * 3600
    coming = sorted(opens + chance.uniform(0, 4 * 3600) for _ in range(a_day))
    people = [(at, 1 if chance.random() < 0.7 else 2, chance.random() < 0.2) for at in map(round, coming)]
    free = dict.fromkeys(OFFERS, opens)
    legs = []
    for place, (at, service, is_priority) in enumerate(people):
        server = min((each for each in OFFERS if service in OFFERS[each]), key=lambda each: (free[each], each))
        called_at = round(max(at, free[server]))
        key, patience_s = f"{number}-{place}", chance.expovariate(1 / 3000)
        if called_at - at > patience_s:
            legs.append(Passed(key, service, is_priority, at, None, round(at + patience_s), None))
            continue
        free[server] = ended_at = round(called_at + 20 + chance.expovariate(1 / MEAN_S[service]))
        legs.append(Passed(key, service, is_priority, at, called_at, ended_at, server))
    return legs
