"""The play in this process: one agenda of everything that happens, and hands that are the actions themselves."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import time as dtime
from itertools import count
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queue_app.actions.queue import absences, calls, corrections, counter, desks, remarks, tickets, visits
from queue_app.actions.queue.counter import Finish
from queue_app.actions.queue.visits import Onward
from queue_app.domain.log.errors import BadInput, NotADemo, NotFound, QueueError
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.lifecycle import AT_COUNTER
from queue_app.domain.queue.numbering import business_date
from queue_app.screens import desk as desk_screen
from queue_app.screens import search
from queue_app.screens.state import plain
from queue_app.simulate.bending import USUAL, Bending
from queue_app.simulate.citizens import Citizen, citizens
from queue_app.simulate.floor import Floor
from queue_app.simulate.hands import Answer, Facts, Refused, Service, clear
from queue_app.simulate.played import NUMBER, NUMBER_AGAIN, Played
from queue_app.store.desk import Desk
from queue_app.store.office import accounts, catalogue
from queue_app.store.office.accounts import SignedIn
from queue_app.store.office.catalogue import OfficeRow
from queue_app.store.office.now import office_now
from queue_app.store.queue import counters
from queue_app.store.queue.tables import DeskStatus
from queue_app.store.queue.tickets import TicketLeg

OPENING = dtime(8)
UNHEARD_S = 10  # the play has no displays: it asks as an office with the usual settings does
Who = dict[str, Any]
VERBS: dict[str, Callable[[Who, Mapping[str, Any]], object]] = {  # as the counter's addresses name them
    "open": lambda who, asked: desks.open_desk(**who, **asked),
    "close": lambda who, _asked: desks.close_desk(**who),
    "pause": lambda who, asked: desks.pause(**who, status=DeskStatus(asked["kind"]), reason=asked["reason"]),
    "back": lambda who, _asked: desks.come_back(**who),
    "take-over": lambda who, asked: desks.take_over(**who, **asked),
    "hand-over": lambda who, asked: desks.hand_over(**who, to_officer_id=asked["officer_id"]),
    "call-next": lambda who, _asked: calls.call_next(**who),
    "call": lambda who, asked: calls.call_ticket(**who, **asked),
    "call-service": lambda who, asked: calls.call_service(**who, **asked),
    "recall": lambda who, asked: counter.recall(**who, **asked),
    "start": lambda who, asked: counter.start(**who, **asked),
    "no-show": lambda who, asked: counter.no_show(**who, **asked),
    "hold": lambda who, asked: counter.hold(**who, **asked),
    "resume": lambda who, asked: counter.resume(**who, **asked),
    "finish": lambda who, asked: counter.finish(**who, **_split(asked, "done", _finish)),
    "transfer": lambda who, asked: visits.transfer(**who, **_split(asked, "to", lambda more: Onward(**more))),
    "restore": lambda who, asked: absences.restore(**who, **asked),
    "cancel": lambda who, asked: absences.cancel(**who, **asked),
    "undo": lambda who, asked: corrections.take_back(**who, **asked),
    "note": lambda who, asked: remarks.note(**who, **asked),
    "mark-time": lambda who, asked: remarks.mark_time(**who, **asked),
    "withdraw-doubt": lambda who, asked: remarks.withdraw_doubt(**who, **asked),
    "dispute-doubt": lambda who, asked: remarks.dispute_doubt(**who, **asked),
}
OF_SUPERVISORS = {"mark-time", "withdraw-doubt"}  # who asks is told of the right to watch
UNDOABLE = {
    **dict.fromkeys(("call-next", "call", "call-service"), "call"),
    **{verb: verb for verb in ("recall", "start", "hold", "resume", "finish", "transfer", "restore", "cancel")},
    "no-show": "no_show",
}


def _split(asked: Mapping[str, Any], name: str, made: Callable[[Mapping[str, Any]], object]) -> dict[str, Any]:
    more = {key: value for key, value in asked.items() if key != "leg_id"}
    return {"leg_id": asked["leg_id"], name: made(more)}


def _finish(more: Mapping[str, Any]) -> Finish:
    return Finish(**{**more, "missing": tuple(more.get("missing", ()))})


class OwnHands:
    """An officer's hands that are the actions themselves."""

    def __init__(self, desk: Desk, office_id: int, officer: SignedIn) -> None:
        self.officer_id = officer.officer_id
        self.may_pick = Right.PICK in officer.rights
        self.may_take_over = Right.TAKE_OVER in officer.rights
        self._desk = desk
        self._office_id = office_id
        self._officer = officer

    def do(self, verb: str, **asked: object) -> Answer:
        who: Who = {"desk": self._desk, "office_id": self._office_id, "officer_id": self.officer_id}
        if verb in OF_SUPERVISORS:
            who["is_supervisor"] = Right.WATCH in self._officer.rights
        try:
            found = VERBS[verb](who, asked)
        except (BadInput, NotFound):
            raise  # a fault of the play, no rule of the office
        except QueueError as exc:
            raise Refused(exc.code) from exc
        return _answer(verb, found, asked.get("leg_id")) if isinstance(found, TicketLeg) else {}

    def look(self) -> Answer:
        with self._desk.reading() as connection:
            office = self._desk.office(self._office_id)
            now = self._desk.clock()
            state = desk_screen.desk_state(connection, office, self._officer, now=now, unheard_s=UNHEARD_S)
        told: Answer = plain(state)
        return told

    def find(self, typed: str) -> list[Answer]:
        with self._desk.reading() as connection:
            office = self._desk.office(self._office_id)
            found = search.found(connection, office, self._officer, typed=typed, now=self._desk.clock())
        return [plain(each) for each in found]


def _answer(verb: str, found: TicketLeg, leg_id: object) -> Answer:
    leg = found.leg
    brief = {"leg_id": leg.leg_id, "number": found.shown, "state": leg.state, "call_count": leg.call_count}
    undo = {"leg_id": leg_id or leg.leg_id, "action": UNDOABLE[verb]} if verb in UNDOABLE else None
    return {"open": brief if leg.state in AT_COUNTER else None, "undo": undo}


class Pace:
    """The morning's clock: from now on, `speed` times as fast as ours; or yesterday's, at once (speed 0)."""

    def __init__(self, now: datetime, speed: float, time_zone: str) -> None:
        self.start = now if speed else _yesterday_morning(now, time_zone)
        self.now = self.start
        self._speed = speed
        self._began = time.monotonic()

    def advance(self, at: datetime) -> None:
        """Waits, as long as this speed asks for, until the morning has reached `at`."""
        if self._speed:
            lag = (at - self.start).total_seconds() / self._speed - (time.monotonic() - self._began)
            time.sleep(max(lag, 0))
        self.now = max(self.now, at)


def _yesterday_morning(now: datetime, time_zone: str) -> datetime:
    yesterday = business_date(now, time_zone) - timedelta(days=1)
    return datetime.combine(yesterday, OPENING, ZoneInfo(time_zone)).astimezone(UTC)


def play(desk: Desk, *, seed: int, tickets: int, speed: float, force: bool) -> Played:
    """Plays one morning in the first office; answers what happened.

    speed 0 writes yesterday's morning at once, with its own times. Any other speed plays from now on, by the true
    clock, so that every screen lives; what took a minute then takes a minute divided by speed, also in the log.
    The first counter and the first officer stay free for whoever tries the demo meanwhile; the other counters are
    taken over as they are found, and left free in the end, also when the play is interrupted.
    Raises NotFound (no office), NotADemo (unless forced).
    """
    return play_in(desk, cast_of(desk, force=force), seed=seed, tickets=tickets, speed=speed)


def play_in(desk: Desk, cast: Cast, *, seed: int, tickets: int, speed: float) -> Played:
    """The same, in that office and by those people."""
    office, people, others = cast
    clear_all(desk, office.id, people)
    pace = Pace(desk.clock(), speed, office.time_zone)
    if speed == 0:
        desk = Desk(desk.database, clock=lambda: pace.now)
    try:
        return Morning(desk, office.id, pace, seed, people=people, counter_ids=others).run(tickets)
    finally:
        clear_all(desk, office.id, people)


class Cast(NamedTuple):
    """Where a morning is played, who plays, and at which counters."""

    office: OfficeRow
    people: list[SignedIn]
    counter_ids: list[int]


def cast_of(desk: Desk, *, force: bool) -> Cast:
    """The first office. Raises NotFound (no office), NotADemo (unless forced)."""
    with desk.reading() as connection:
        office = next(iter(catalogue.offices(connection)), None)
    if office is None:
        raise NotFound(what="office")
    if not office.is_demo and not force:
        raise NotADemo
    return cast_in(desk, office)


def cast_in(desk: Desk, office: OfficeRow) -> Cast:
    """Of that office."""
    with desk.reading() as connection:
        first, *others = office_now(connection, office.id).numbers_in_use
        return Cast(office, _people(connection, office.id, first, at=desk.clock()), others)


def _people(connection: Connection, office_id: int, first_counter: int, *, at: datetime) -> list[SignedIn]:
    """Who plays: everyone who serves, but for the first and for whoever holds the first counter."""
    held = counters.held(connection, office_id).get(first_counter)
    _first, *others = everyone(connection, office_id, at=at)
    return [each for each in others if held is None or each.officer_id != held.officer_id]


def everyone(connection: Connection, office_id: int, *, at: datetime) -> list[SignedIn]:
    """Everyone in the office who may serve, supervisors last."""
    found = accounts.serving(connection, office_id, at=at)
    return sorted(found, key=lambda each: (Right.WATCH in each.rights, each.officer_id))


def clear_all(desk: Desk, office_id: int, people: Sequence[SignedIn]) -> None:
    """Ends what is open at the counters of these people, and closes them."""
    for each in people:
        clear(OwnHands(desk, office_id, each))


def read_facts(desk: Desk, office_id: int) -> Facts:
    """What everybody in the office knows."""
    with desk.reading() as connection:
        office = office_now(connection, office_id)
        standards = office.standards_on(business_date(desk.clock(), office.time_zone))
        services = {
            each.id: Service(each.id, standards[each.id] * 60, tuple(each.requirements("id")))
            for each in catalogue.services(connection, office_id)
        }
        return Facts(services, office.numbers_in_use, office.rules.recalls_before_no_show)


@dataclass(order=True, slots=True)
class _Event:
    at: datetime
    order: int
    run: Callable[[], object] = field(compare=False)


class Morning:
    """One agenda: citizens come, officers go on, each at the own time."""

    def __init__(
        self, desk: Desk, office_id: int, pace: Pace, seed: int, *, people: Sequence[SignedIn],
        counter_ids: Sequence[int], bends: Mapping[str, float] = USUAL,
    ) -> None:  # fmt: skip
        """people: the first of them open the counters, each the one of the same place; the others help out.

        bends: how often each of them bends a time in which way.
        """
        self._desk = desk
        self._office_id = office_id
        self._pace = pace
        self._random = Random(seed)
        self._agenda: list[_Event] = []
        self._order = count()
        self._floor = Floor()
        facts = read_facts(desk, office_id)
        self._service_ids = list(facts.services)
        self._counter_ids = counter_ids
        self._officers = [
            Bending(hands, facts, self._floor, Random(f"{seed}-{hands.officer_id}"), bends=bends)
            for hands in (OwnHands(desk, office_id, each) for each in people)
        ]

    def run(self, people_coming: int, *, until: datetime | None = None) -> Played:
        """Plays so many citizens, to the end or to a moment in the middle; answers what happened."""
        for citizen in citizens(self._random, self._service_ids, count=people_coming, start=self._pace.start):
            self.at(citizen.comes_at, lambda citizen=citizen: self._come(citizen))  # type: ignore[misc]
        self._floor.to_come = people_coming
        for place, officer in enumerate(self._officers):
            if place < len(self._counter_ids):
                officer.open(self._counter_ids[place])
            else:
                officer.wait_for_a_counter()
            self._go_on(officer.day())
        while self._agenda and (until is None or self._agenda[0].at < until):
            event = heapq.heappop(self._agenda)
            self._pace.advance(event.at)
            event.run()
        if until is not None:
            self._pace.advance(until)
        return self._floor.played

    def at(self, at: datetime, run: Callable[[], object]) -> None:
        """Something happens at that time of the morning."""
        heapq.heappush(self._agenda, _Event(at, next(self._order), run))

    def _go_on(self, day: Iterator[float]) -> None:
        """The officer acts now, and once more after the seconds that that takes."""
        seconds = next(day, None)
        if seconds is not None:
            self.at(self._pace.now + timedelta(seconds=seconds), lambda: self._go_on(day))

    def _come(self, citizen: Citizen) -> None:
        for _ in range(1 + citizen.presses_twice):
            self._press(citizen)
        self._floor.came()

    def _press(self, citizen: Citizen) -> None:
        try:
            issued = tickets.issue(
                self._desk, self._office_id, service_id=citizen.service_id, press_key=citizen.key,
                priority=citizen.priority, party=citizen.party,
            )  # fmt: skip
        except (BadInput, NotFound):
            raise
        except QueueError:
            self._floor.was_refused(NUMBER)
        else:
            self._floor.took(issued.shown)
            self._floor.did(NUMBER if issued.is_new else NUMBER_AGAIN)
