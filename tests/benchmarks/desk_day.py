"""Twelve counters in a day of 900 tickets: how soon an action is answered, how large a screen's update is, and how
long the replay of such a day under another order takes."""

from __future__ import annotations

import time
from datetime import timedelta
from random import Random

from queue_app.domain.queue.routing import POLICIES, Policy
from queue_app.domain.queue.simulated.day import simulate
from queue_app.domain.queue.simulated.people import Arrival, CounterDay
from queue_app.simulate.citizens import citizens
from queue_app.store.desk import system_clock
from tests.benchmarks.desks import work
from tests.benchmarks.offices import filling, found, signed_headers, wait
from tests.benchmarks.place import NO_PAPER, Place, told
from tests.benchmarks.table import Row, latency

COUNTERS, TICKETS = 12, 900
CALLED = 300  # of them are called while it is measured
ACTION_AIM, UPDATE_AIM, REPLAY_AIM = {"p99_ms": 40.0}, {"kb": 2.0}, {"took_s": 2.0}
SERVICE_S = (300, 900)


def desk(place: Place) -> list[Row]:
    """Every officer has a screen that is sent each change, as in an office."""
    url = f"sqlite:///{place.folder / 'desk.db'}"
    with told("12 counters at work"):
        with filling(url) as filled:
            office = found(filled, "bench", counters=COUNTERS)
            wait(filled, office, count=TICKETS)
        with place.server(url, paper=NO_PAPER) as server:
            headers = signed_headers(server.port, office.tokens)
            seen = place.clients.submit(
                work, server.port, headers, office.service_ids, tickets=place.count(CALLED)
            ).result()
    latencies = [each for of_verb in seen.latencies_s.values() for each in of_verb]
    name = f"counter action, {COUNTERS} counters, {TICKETS} tickets in the day"
    return [
        Row(name, latency(latencies), ACTION_AIM),
        Row(f"counter page, its largest update of {seen.states}", {"kb": seen.largest_state / 1000}, UPDATE_AIM),
    ]


def order(_place: Place) -> list[Row]:
    """The slowest of all policies, each with priority, appointments and help between counters."""
    people, counters = _past_day()
    with told("replay of a day"):
        took = {kind: _seconds(people, counters, Policy(kind=kind)) for kind in POLICIES}
    slowest = max(took, key=lambda kind: took[kind])
    return [Row(f"replay of {TICKETS} tickets, slowest policy ({slowest})", {"took_s": took[slowest]}, REPLAY_AIM)]


def _seconds(people: list[Arrival], counters: list[CounterDay], policy: Policy) -> float:
    began = time.monotonic()
    assert len(simulate(people, counters, policy=policy).calls) == TICKETS
    return time.monotonic() - began


def _past_day() -> tuple[list[Arrival], list[CounterDay]]:
    """A morning's people before counters that are open until all are served, each with work of its own."""
    random, start = Random(1), system_clock()
    services = range(1, 9)
    coming = sorted(citizens(random, services, count=TICKETS, start=start), key=lambda each: each.comes_at)
    people = [
        Arrival(
            number, number, each.service_id, each.priority is not None, each.comes_at, each.comes_at,
            takes_s=random.uniform(*SERVICE_S),
            appointed_at=each.comes_at + timedelta(minutes=20) if number % 5 == 0 else None,
        )
        for number, each in enumerate(coming, start=1)
    ]  # fmt: skip
    ranks = [{service: 1 + (service + counter) % 3 for service in services} for counter in range(COUNTERS)]
    all_day = [(start, start + timedelta(hours=24))]
    return people, [CounterDay(counter + 1, ranks[counter], all_day) for counter in range(COUNTERS)]
