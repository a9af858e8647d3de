"""The simulator against Erlang's formulas: where theory knows the answer, the simulated days must give it."""

from __future__ import annotations

import math
from datetime import timedelta
from random import Random
from statistics import fmean, stdev

import pytest

from queue_app.domain.queue.routing import Policy
from queue_app.domain.queue.simulated.day import simulate
from queue_app.domain.queue.simulated.drawn import Coming, Lots, drawn
from queue_app.domain.queue.simulated.people import CounterDay, Simulated
from tests.domain.queue import erlang
from tests.factories import MORNING

SERVICE_S, PATIENCE_S = 300.0, 600.0
PEOPLE, WARM_UP, DAYS = 600, 150, 20
ERRORS = 3.5  # standard errors of the mean of DAYS days: a seed that is right fails once in some 2000
POLICY = Policy("arrival")


class Exponential:
    """Forgets how long it has lasted, as Erlang's services do."""

    def keeps_s(self, lots: Lots, _service_id: int) -> float:
        return lots.expovariate(1 / SERVICE_S)

    def rest_s(self, lots: Lots, service_id: int, *, spent_s: float) -> float:
        assert spent_s >= 0
        return self.keeps_s(lots, service_id)


def a_day(load: float, counters: int, *, seed: int, patience_s: float | None = None) -> Simulated:
    """A long day at counters that are always open, the same work at each."""
    random, at = Random(f"comes {seed}"), MORNING
    coming = []
    for _ in range(PEOPLE):
        at += timedelta(seconds=random.expovariate(load / SERVICE_S))
        leaves_at = at + timedelta(seconds=random.expovariate(1 / patience_s)) if patience_s else None
        coming.append(Coming(at, 1, leaves_at=leaves_at))
    open_ = [CounterDay(number, {1: 1}, [(MORNING, at + timedelta(days=2))]) for number in range(counters)]
    return simulate(drawn(coming, Exponential(), lots=random), open_, policy=POLICY)


def settled(day: Simulated) -> tuple[list[float], int]:
    """The waits of who was called and the number of who gave up, once the day is past its empty beginning."""
    return (
        [call.waited_s for call in day.calls if call.arrival.leg_id > WARM_UP],
        sum(each.leg_id > WARM_UP for each in day.left),
    )


def within_error(by_day: list[float], truth: float) -> bool:
    return abs(fmean(by_day) - truth) < ERRORS * stdev(by_day) / math.sqrt(DAYS)


@pytest.mark.parametrize(("load", "counters"), [(0.6, 1), (2.4, 3), (8.0, 10)])
def test_waits_are_those_of_erlang_c(load: float, counters: int) -> None:
    waits = [settled(a_day(load, counters, seed=seed))[0] for seed in range(DAYS)]

    wait = [fmean(each) for each in waits]
    waited = [fmean(wait_s > 0 for wait_s in each) for each in waits]
    assert within_error(wait, erlang.c_mean_wait(load, counters, service_s=SERVICE_S))
    assert within_error(waited, erlang.c_waits(load, counters))


@pytest.mark.parametrize(("load", "counters"), [(1.2, 1), (5.0, 4)])
def test_who_gives_up_is_told_by_erlang_a(load: float, counters: int) -> None:
    days = [settled(a_day(load, counters, seed=seed, patience_s=PATIENCE_S)) for seed in range(DAYS)]

    truth = {"service_s": SERVICE_S, "patience_s": PATIENCE_S}
    gave_up = [left / (left + len(waits)) for waits, left in days]
    waited = [(left + sum(wait_s > 0 for wait_s in waits)) / (left + len(waits)) for waits, left in days]
    assert within_error(gave_up, erlang.a_gives_up(load, counters, **truth))
    assert within_error(waited, erlang.a_waits(load, counters, **truth))


def test_erlangs_formulas_give_what_is_printed_of_them() -> None:
    """Two counters at one erlang: C = 1/3. One counter, load 1, patience as long as service: P(wait) = 1 - 1/e."""
    assert erlang.c_waits(1.0, 2) == pytest.approx(1 / 3)
    assert erlang.c_mean_wait(0.5, 1, service_s=60) == pytest.approx(60)
    assert erlang.a_waits(1.0, 1, service_s=60, patience_s=60) == pytest.approx(1 - 2.718281828459045**-1)


def test_a_wrong_simulator_would_be_told() -> None:
    """One counter fewer than the formula is asked for: the oracle must not agree."""
    wait = [fmean(settled(a_day(2.4, 3, seed=seed))[0]) for seed in range(DAYS)]

    assert not within_error(wait, erlang.c_mean_wait(2.4, 4, service_s=SERVICE_S))
