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
from functools import partial
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from queue_app.actions import counter, desks, tickets
from queue_app.domain.errors import NobodyWaiting, NoDesk, NotADemo, NotFound, QueueError
from queue_app.domain.lifecycle import State
from queue_app.domain.numbering import business_date
from queue_app.domain.priority import CATEGORIES
from queue_app.domain.rights import Role
from queue_app.domain.routing import Ratio
from queue_app.store import accounts, catalogue, counters
from queue_app.store import tickets as tickets_at
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
    officer_id: int | None = field(compare=False, default=None)  # whose hands do it


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


def play(desk: Desk, *, seed: int, tickets: int, speed: float, ratio: Ratio, force: bool) -> Played:
    """Plays one morning in the first office; answers what happened.

    speed 0 writes yesterday's morning at once, with its own times. Any other speed plays from now on, by the true
    clock, so that every screen lives; what took a minute then takes a minute divided by speed, also in the log.
    The first counter and the first officer stay free for whoever tries the demo meanwhile; the other counters are
    taken over as they are found, and left free in the end, also when the play is interrupted.
    Raises NotFound (no office), NotADemo (unless forced).
    """
    with desk.reading() as connection:
        office = next(iter(catalogue.offices(connection)), None)
    if office is None:
        raise NotFound(what="office")
    if not office.is_demo and not force:
        raise NotADemo
    _free_counters(desk, office.id)
    pace = Pace(desk.clock(), speed, office.zone)
    if speed == 0:
        desk = Desk(desk.database, clock=lambda: pace.now)
    try:
        return _Morning(desk, office.id, pace, Random(seed), ratio).run(tickets)
    finally:
        _free_counters(desk, office.id)


def _free_counters(desk: Desk, office_id: int) -> None:
    """Ends what is open at every counter but the first, and closes their desks."""
    with desk.reading() as connection:
        first = next(iter(counters.numbers(connection, office_id)))
        held = [each for each in counters.held(connection, office_id).values() if each.counter_id != first]
    for each in held:
        _end_open_ticket(desk, office_id, each.officer_id)
        desks.close_desk(desk, office_id, officer_id=each.officer_id)


def _end_open_ticket(desk: Desk, office_id: int, officer_id: int) -> None:
    with desk.reading() as connection:
        held = counters.held_by(connection, officer_id)
        found = tickets_at.at_counter(connection, held.counter_id) if held else None
    if found is not None:
        verb = counter.finish if found.leg.state == State.SERVING else counter.no_show
        verb(desk, office_id, leg_id=found.leg.leg_id, officer_id=officer_id)


class _Morning:
    def __init__(self, desk: Desk, office_id: int, pace: Pace, random: Random, ratio: Ratio) -> None:
        self._desk = desk
        self._office_id = office_id
        self._pace = pace
        self._random = random
        self._ratio = ratio
        self._agenda: list[_Event] = []
        self._order = count()
        self._played = Played()
        with desk.reading() as connection:
            self._services = {service.id: service for service in catalogue.services(connection, office_id)}

    def run(self, people_coming: int) -> Played:
        for _ in range(people_coming):
            self._at(self._pace.start + self._arrival(), self._arrive())
        for officer_id in self._open_desks():
            self._in(self._random.uniform(0, 60), officer_id, partial(self._call, officer_id))
        while self._agenda:
            event = heapq.heappop(self._agenda)
            self._pace.advance(event.at)
            self._do(event)
        return self._played

    def _do(self, event: _Event) -> None:
        """Does it; where somebody else was at the ticket or the counter meanwhile, the officer begins anew."""
        try:
            event.run()
        except NoDesk:
            return  # somebody closed the counter: this officer goes home
        except QueueError:
            if event.officer_id is None:
                raise
            officer_id = event.officer_id
            _end_open_ticket(self._desk, self._office_id, officer_id)
            self._in(IDLE_S, officer_id, lambda: self._call(officer_id))

    def _at(self, at: datetime, run: Callable[[], None], officer_id: int | None = None) -> None:
        heapq.heappush(self._agenda, _Event(at, next(self._order), run, officer_id))

    def _in(self, seconds: float, officer_id: int, run: Callable[[], None]) -> None:
        self._at(self._pace.now + timedelta(seconds=seconds), run, officer_id)

    def _arrival(self) -> timedelta:
        hour = self._random.choices(range(len(ARRIVALS_BY_HOUR)), ARRIVALS_BY_HOUR)[0]
        return timedelta(hours=hour + self._random.random())

    def _arrive(self) -> Callable[[], None]:
        """One person's wish, drawn beforehand: who comes must not depend on what happens to the others."""
        service_id = self._random.choice(list(self._services))
        priority = self._random.choice(list(CATEGORIES)) if self._random.random() < PRIORITY_SHARE else None
        # The key is random but not secret: it names one press.
        key = f"sim-{self._random.getrandbits(96):024x}-{int(self._pace.start.timestamp())}"
        return partial(self._take_number, service_id, priority, key)

    def _take_number(self, service_id: int, priority: str | None, key: str) -> None:
        issued = tickets.issue(self._desk, self._office_id, service_id=service_id, press_key=key, priority=priority)
        self._played.issued += issued.is_new

    def _open_desks(self) -> list[int]:
        """One officer for each counter but the first; answers the officers who work this morning."""
        with self._desk.reading() as connection:
            first, *others = counters.numbers(connection, self._office_id)
            at_first = counters.held(connection, self._office_id).get(first)
            officers = accounts.officers(connection, self._office_id, role=Role.OFFICER)[1:]
        idle = [each for each in officers if at_first is None or each != at_first.officer_id]
        pairs = list(zip(others, idle, strict=False))
        for counter_id, officer_id in pairs:
            desks.open_desk(self._desk, self._office_id, counter_id=counter_id, officer_id=officer_id)
        return [officer_id for _counter_id, officer_id in pairs]

    def _call(self, officer_id: int) -> None:
        try:
            called = counter.call_next(self._desk, self._office_id, officer_id=officer_id, ratio=self._ratio)
        except NobodyWaiting:
            if self._somebody_may_come():
                self._in(IDLE_S, officer_id, lambda: self._call(officer_id))
            else:
                desks.close_desk(self._desk, self._office_id, officer_id=officer_id)
            return
        if self._random.random() < NO_SHOW_SHARE:
            self._in(NO_SHOW_WAIT_S / 2, officer_id, lambda: self._recall(called, officer_id))
        else:
            self._in(self._random.uniform(*WALK_S), officer_id, lambda: self._serve(called, officer_id))

    def _somebody_may_come(self) -> bool:
        return len(self._agenda) > 0 and self._pace.now < self._pace.start + MORNING

    def _act(self, verb: Callable[..., TicketLeg], called: TicketLeg, officer_id: int) -> None:
        verb(self._desk, self._office_id, leg_id=called.leg.leg_id, officer_id=officer_id)

    def _recall(self, called: TicketLeg, officer_id: int) -> None:
        self._act(counter.recall, called, officer_id)
        self._in(NO_SHOW_WAIT_S / 2, officer_id, lambda: self._missed(called, officer_id))

    def _missed(self, called: TicketLeg, officer_id: int) -> None:
        self._act(counter.no_show, called, officer_id)
        self._played.no_show += 1
        self._call(officer_id)

    def _serve(self, called: TicketLeg, officer_id: int) -> None:
        self._act(counter.start, called, officer_id)
        standard_s = self._services[called.leg.service_id].standard_minutes * 60
        service_s = 0.8 * standard_s * self._random.lognormvariate(0, SPREAD)
        if self._random.random() < TRANSFER_SHARE:
            self._in(service_s / 4, officer_id, lambda: self._pass_on(called, officer_id))
        else:
            self._in(service_s, officer_id, lambda: self._finish(called, officer_id))

    def _pass_on(self, called: TicketLeg, officer_id: int) -> None:
        to = self._random.choice([each for each in self._services if each != called.leg.service_id])
        counter.transfer(self._desk, self._office_id, leg_id=called.leg.leg_id, officer_id=officer_id, service_id=to)
        self._played.transferred += 1
        self._call(officer_id)

    def _finish(self, called: TicketLeg, officer_id: int) -> None:
        self._act(counter.finish, called, officer_id)
        self._played.finished += 1
        pause = self._random.uniform(*BREAK_S) if self._random.random() < BREAK_SHARE else 0
        self._in(pause, officer_id, lambda: self._call(officer_id))
