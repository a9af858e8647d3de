"""`antrean simulate`: a morning of an office, played through the same actions that people use.

A small discrete-event simulation: people arrive by the hour, officers call, serve, take breaks, transfer, and wait in
vain for some. The seed fixes who comes and how long each takes; `speed` only says how fast the clock runs.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import time as dtime
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from queue_app.actions import counter, desks, tickets
from queue_app.domain.errors import NobodyWaiting, NotADemo, NotFound
from queue_app.domain.numbering import business_date
from queue_app.domain.priority import CATEGORIES
from queue_app.domain.rights import Role
from queue_app.domain.routing import Ratio
from queue_app.store import accounts, catalogue, counters
from queue_app.store.desk import Desk
from queue_app.store.tickets import TicketLeg

OPENING = dtime(8)
MORNING = timedelta(hours=4)
ARRIVALS_BY_HOUR = (0.34, 0.32, 0.22, 0.12)  # share of the morning's people in each hour: most come early
PRIORITY_SHARE = 0.12
NO_SHOW_SHARE = 0.06
TRANSFER_SHARE = 0.05
BREAK_SHARE = 0.04  # after a ticket
WALK_S = (10, 60)
NO_SHOW_WAIT_S = 90
BREAK_S = (300, 900)
IDLE_S = 20  # how soon an officer with nobody waiting looks again
SPREAD = 0.45  # of the logarithm of service times around 0.8 of the standard


@dataclass(order=True, slots=True)
class _Event:
    at: datetime
    order: int
    run: Callable[[], None] = field(compare=False)


@dataclass(slots=True)
class Played:
    """What happened in the morning."""

    issued: int = 0
    finished: int = 0
    no_show: int = 0
    transferred: int = 0

    def __str__(self) -> str:
        return (
            f"{self.issued} tickets, {self.finished} services finished, {self.no_show} did not come, "
            f"{self.transferred} transferred"
        )


class Pace:
    """The morning's clock: from now on, `speed` times as fast as ours; or yesterday's, at once (speed 0)."""

    def __init__(self, now: datetime, speed: float, zone: str) -> None:
        self.start = now if speed else _yesterday_morning(now, zone)
        self.now = self.start
        self._speed = speed
        self._began = time.monotonic()

    def advance(self, at: datetime) -> None:
        """Waits, as long as this speed asks for, until the morning has reached `at`."""
        if self._speed:
            lag = (at - self.start).total_seconds() / self._speed - (time.monotonic() - self._began)
            time.sleep(max(lag, 0))
        self.now = max(self.now, at)


def _yesterday_morning(now: datetime, zone: str) -> datetime:
    yesterday = business_date(now, zone) - timedelta(days=1)
    return datetime.combine(yesterday, OPENING, ZoneInfo(zone)).astimezone(UTC)


def play(desk: Desk, *, seed: int, tickets: int, speed: float, force: bool) -> Played:
    """Plays one morning in the first office; answers what happened.

    speed 0 writes yesterday's morning at once, with its own times. Any other speed plays from now on, by the true
    clock, so that every screen lives; what took a minute then takes a minute divided by speed, also in the log.
    Raises NotFound (no office), NotADemo (unless forced).
    """
    with desk.reading() as connection:
        office = next(iter(catalogue.offices(connection)), None)
    if office is None:
        raise NotFound(what="office")
    if not office.is_demo and not force:
        raise NotADemo
    pace = Pace(desk.clock(), speed, office.zone)
    if speed == 0:
        desk = Desk(desk.database, clock=lambda: pace.now)
    return _Morning(desk, office.id, pace, Random(seed)).run(tickets)


class _Morning:
    def __init__(self, desk: Desk, office_id: int, pace: Pace, random: Random) -> None:
        self._desk = desk
        self._office_id = office_id
        self._pace = pace
        self._random = random
        self._agenda: list[_Event] = []
        self._order = count()
        self._played = Played()
        with desk.reading() as connection:
            self._services = {service.id: service for service in catalogue.services(connection, office_id)}

    def run(self, people_coming: int) -> Played:
        for _ in range(people_coming):
            self._at(self._pace.start + self._arrival(), self._arrive)
        for officer_id in self._open_desks():
            self._at(self._pace.start + timedelta(seconds=self._random.uniform(0, 60)), self._caller(officer_id))
        while self._agenda:
            event = heapq.heappop(self._agenda)
            self._pace.advance(event.at)
            event.run()
        return self._played

    def _at(self, at: datetime, run: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, _Event(at, next(self._order), run))

    def _in(self, seconds: float, run: Callable[[], None]) -> None:
        self._at(self._pace.now + timedelta(seconds=seconds), run)

    def _arrival(self) -> timedelta:
        hour = self._random.choices(range(len(ARRIVALS_BY_HOUR)), ARRIVALS_BY_HOUR)[0]
        return timedelta(hours=hour + self._random.random())

    def _arrive(self) -> None:
        service_id = self._random.choice(list(self._services))
        priority = self._random.choice(list(CATEGORIES)) if self._random.random() < PRIORITY_SHARE else None
        # The key is random but not secret: it names one press.
        key = f"sim-{self._random.getrandbits(96):024x}-{int(self._pace.start.timestamp())}"
        tickets.issue(self._desk, self._office_id, service_id=service_id, press_key=key, priority=priority)
        self._played.issued += 1

    def _open_desks(self) -> list[int]:
        """One officer for each counter nobody holds; answers the officers who work this morning.

        The first counter and the first officer stay free for whoever tries the demo meanwhile.
        """
        with self._desk.reading() as connection:
            held = counters.held(connection, self._office_id)
            free = [each for each in counters.numbers(connection, self._office_id) if each not in held]
            officers = accounts.officers(connection, self._office_id, role=Role.OFFICER)
        at_work = {each.officer_id for each in held.values()}
        idle = [officer_id for officer_id in officers if officer_id not in at_work]
        pairs = list(zip(free, idle, strict=False))[1:]
        for counter_id, officer_id in pairs:
            desks.open_desk(self._desk, self._office_id, counter_id=counter_id, officer_id=officer_id)
        return [officer_id for _counter_id, officer_id in pairs]

    def _caller(self, officer_id: int) -> Callable[[], None]:
        return lambda: self._call(officer_id)

    def _call(self, officer_id: int) -> None:
        try:
            called = counter.call_next(self._desk, self._office_id, officer_id=officer_id, ratio=Ratio())
        except NobodyWaiting:
            if self._somebody_may_come():
                self._in(IDLE_S, self._caller(officer_id))
            else:
                desks.close_desk(self._desk, self._office_id, officer_id=officer_id)
            return
        if self._random.random() < NO_SHOW_SHARE:
            self._in(NO_SHOW_WAIT_S / 2, lambda: self._do(counter.recall, called, officer_id))
            self._in(NO_SHOW_WAIT_S, lambda: self._missed(called, officer_id))
        else:
            self._in(self._random.uniform(*WALK_S), lambda: self._serve(called, officer_id))

    def _somebody_may_come(self) -> bool:
        return len(self._agenda) > 0 and self._pace.now < self._pace.start + MORNING

    def _do(self, verb: Callable[..., TicketLeg], called: TicketLeg, officer_id: int) -> None:
        verb(self._desk, self._office_id, leg_id=called.leg.leg_id, officer_id=officer_id)

    def _missed(self, called: TicketLeg, officer_id: int) -> None:
        self._do(counter.no_show, called, officer_id)
        self._played.no_show += 1
        self._call(officer_id)

    def _serve(self, called: TicketLeg, officer_id: int) -> None:
        self._do(counter.start, called, officer_id)
        standard_s = self._services[called.leg.service_id].standard_minutes * 60
        service_s = 0.8 * standard_s * self._random.lognormvariate(0, SPREAD)
        if self._random.random() < TRANSFER_SHARE:
            self._in(service_s / 4, lambda: self._pass_on(called, officer_id))
        else:
            self._in(service_s, lambda: self._finish(called, officer_id))

    def _pass_on(self, called: TicketLeg, officer_id: int) -> None:
        to = self._random.choice([each for each in self._services if each != called.leg.service_id])
        counter.transfer(self._desk, self._office_id, leg_id=called.leg.leg_id, officer_id=officer_id, service_id=to)
        self._played.transferred += 1
        self._call(officer_id)

    def _finish(self, called: TicketLeg, officer_id: int) -> None:
        self._do(counter.finish, called, officer_id)
        self._played.finished += 1
        pause = self._random.uniform(*BREAK_S) if self._random.random() < BREAK_SHARE else 0
        self._in(pause, self._caller(officer_id))
