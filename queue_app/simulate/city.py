"""A whole city for demos and measurements: many offices, of different shapes, and a morning played in each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from queue_app.actions.office import setup
from queue_app.domain.log.errors import NotADemo
from queue_app.domain.log.rights import Role
from queue_app.domain.office.plan import CounterPlan, OfficePlan, OfficerPlan
from queue_app.domain.queue.routing import Policy
from queue_app.simulate.in_process import cast_in, play_in
from queue_app.simulate.played import Played
from queue_app.store.desk import Desk
from queue_app.store.office import catalogue

PASSWORD = "antrean-demo"  # noqa: S105 - the demo's, which its first page tells
FEWEST = 2  # counters: one is left to whoever tries the demo
Tell = Callable[[str], None]


class Shape(NamedTuple):
    """share: of the counters of the largest. has_own_work: a counter serves half of the services, and helps out."""

    share: float
    policy: Policy
    has_own_work: bool


SHAPES = (
    Shape(1, Policy("ratio"), has_own_work=False),
    Shape(1, Policy("ageing"), has_own_work=True),
    Shape(0.5, Policy("arrival"), has_own_work=False),
    Shape(0.25, Policy("ratio"), has_own_work=True),
)


def office_plan(number: int, *, counters: int) -> OfficePlan:
    """The office of that number, from 1, with an officer for each counter. counters: of the largest."""
    demo, shape = setup.demo_plan(), SHAPES[(number - 1) % len(SHAPES)]
    slug = f"{demo.slug}-{number:03}"
    numbers = range(1, max(round(counters * shape.share), FEWEST) + 1)
    codes = [each.code for each in demo.services]
    officers = [OfficerPlan(f"{slug}-{each}", f"Petugas {each}", PASSWORD) for each in numbers]
    return replace(
        demo,
        slug=slug,
        name=f"{demo.name} {number:03}",
        policy=shape.policy,
        counters=[_counter(each, codes, shape) for each in numbers],
        officers=[*officers, OfficerPlan(f"{slug}-kepala", "Kepala Seksi", PASSWORD, Role.SUPERVISOR)],
    )


def _counter(number: int, codes: Sequence[str], shape: Shape) -> CounterPlan:
    if not shape.has_own_work:
        return CounterPlan(number, codes)
    own = codes[number % 2 :: 2]
    return CounterPlan(number, own, helps=[each for each in codes if each not in own])


def play_city(
    desk: Desk, *, offices: int, counters: int, seed: int, tickets: int, tell: Tell = lambda _how_far: None
) -> Played:
    """Founds the offices that are not there yet and writes yesterday's morning in each; answers what happened in all.

    tickets: of each office. Raises NotADemo where another office is in the database.
    """
    plans = [office_plan(number, counters=counters) for number in range(1, offices + 1)]
    _found(desk, plans)
    with desk.reading() as connection:
        rows = catalogue.offices(connection)
    played = Played()
    for number, office in enumerate(rows, 1):
        cast = cast_in(desk, office)
        played = played.with_(play_in(desk, cast, seed=seed + number, tickets=tickets, speed=0))
        tell(f"{office.slug}: {number} / {len(rows)}")
    return played


def _found(desk: Desk, plans: Sequence[OfficePlan]) -> None:
    with desk.reading() as connection:
        there = {each.slug for each in catalogue.offices(connection)}
    if there - {each.slug for each in plans}:
        raise NotADemo
    for plan in plans:
        if plan.slug not in there:
            setup.found_office(desk, plan)
