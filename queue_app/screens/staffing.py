"""How many counters a weekday asks for, learnt from the last thirteen weeks."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from queue_app import apart
from queue_app.domain.evidence.facts import CaseFact, DeskFact
from queue_app.domain.evidence.staffing import duty
from queue_app.domain.evidence.staffing.answer import Answer, Question
from queue_app.domain.evidence.staffing.duty import Desk as DutyDesk
from queue_app.domain.evidence.staffing.pattern import Pattern, pattern
from queue_app.domain.evidence.staffing.service_times import Pools, ServiceTimes, pools
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk
from queue_app.store.evidence import facts
from queue_app.store.office import catalogue
from queue_app.store.office.now import OfficeNow, office_now

WEEKS = 13
MOST_KEPT = 30  # answers of a day; each holds the times that it was drawn from
SIMULATING = apart.Work("queue_app.screens.staffing_simulated", "answered", seconds=60)


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service with the times that are drawn from. name: by language."""

    name: dict[str, str]
    times: ServiceTimes


@dataclass(frozen=True, slots=True)
class Staffing:
    """first, last: the days learnt from. answer: None while the weekday was not seen often enough.

    left_out: visits to services that no counter offers any more. numbers: counter id -> number on the sign.
    """

    weekday: int
    target_min: int
    first: date
    last: date
    pattern: Pattern
    services: Sequence[ServiceLine]
    left_out: int
    answer: Answer | None
    numbers: dict[int, int]


@dataclass(frozen=True, slots=True)
class Choices:
    """What is asked where nothing else was: the office's own limit of a wait, and the weekday of tomorrow."""

    weekday: int
    target_min: int
    today: date


@dataclass(frozen=True, slots=True)
class _Learnt:
    cases: Sequence[CaseFact]
    sessions: Sequence[DeskFact]


class _Kept:
    """Answers of today by what was asked; one is computed at a time, whoever asks for the same waits for it."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.day: date | None = None
        self.found: dict[Hashable, Staffing] = {}

    def of_day(self, day: date) -> dict[Hashable, Staffing]:
        if self.day != day:
            self.day, self.found = day, {}
        return self.found


_KEPT: WeakKeyDictionary[Desk, _Kept] = WeakKeyDictionary()


def choices(desk: Desk, office_id: int) -> Choices:
    """Raises NotFound."""
    today = business_date(desk.clock(), desk.office(office_id).time_zone)
    with desk.reading() as connection:
        targets = office_now(connection, office_id).targets
    return Choices((today.weekday() + 1) % 7, targets.wait_min, today)


def staffing(desk: Desk, office_id: int, *, weekday: int, target_min: int) -> Staffing:
    """Of a weekday, 0 for Monday, so that nine of ten people wait no longer than `target_min`.

    Kept until the day or the set-up changes. Raises NotFound, apart.Exhausted.
    """
    today = business_date(desk.clock(), desk.office(office_id).time_zone)
    with desk.reading() as connection:
        known = office_now(connection, office_id)
    kept, asked = _KEPT.setdefault(desk, _Kept()), (office_id, known.version, weekday, target_min)
    with kept.turn:
        found = kept.of_day(today)
        if asked not in found:
            while len(found) >= MOST_KEPT:
                del found[next(iter(found))]
            found[asked] = _computed(desk, known, today, weekday, target_min)
        return found[asked]


def _computed(desk: Desk, known: OfficeNow, today: date, weekday: int, target_min: int) -> Staffing:
    first, last = today - timedelta(weeks=WEEKS), today - timedelta(days=1)
    with desk.reading() as connection:
        learnt = _learnt(connection, known.id, first, last)
        rows = catalogue.all_services(connection, known.id)
    offered = {service_id for each in desks_of(known) for service_id in each.ranks}
    cases = [each for each in learnt.cases if each.service_id in offered]
    standard_s = {each: minutes * 60.0 for each, minutes in known.standards_on(today).items() if each in offered}
    of_weekday, times = cast(
        "tuple[Pattern, Pools]", desk.offload(lambda: (pattern(cases, weekday), pools(cases, standard_s)))
    )
    came = {service_id for kinds in of_weekday.kinds.values() for service_id, _is_priority in kinds}
    return Staffing(
        weekday, target_min, first, last, of_weekday,
        [ServiceLine({"id": each.name_id, "en": each.name_en}, times.services[each.id])
         for each in rows if each.id in came],
        len(learnt.cases) - len(cases),
        _answer(known, of_weekday, times, learnt, target_min) if of_weekday.is_enough else None,
        known.numbers,
    )  # fmt: skip


def _answer(known: OfficeNow, of_weekday: Pattern, times: Pools, learnt: _Learnt, target_min: int) -> Answer:
    days = {each.business_date for each in learnt.cases if each.business_date.weekday() == of_weekday.weekday}
    open_ = duty.usual(learnt.sessions, days, duty.DAY)
    hours = duty.hours(open_, of_weekday.halves)
    used_s = duty.used_s(learnt.sessions)
    desks = [replace(each, usual_s=used_s.get(each.counter_id, 0.0)) for each in desks_of(known)]
    usual = open_[hours.start : hours.stop]
    question = Question(of_weekday, times, desks, hours, usual, known.policy, target_min * 60.0)
    return cast("Answer", apart.done(SIMULATING, question))


def _learnt(connection: Connection, office_id: int, first: date, last: date) -> _Learnt:
    return _Learnt(facts.cases(connection, office_id, first, last), facts.desks(connection, office_id, first, last))


def desks_of(known: OfficeNow) -> list[DutyDesk]:
    """The counters that can be opened, with what they may call."""
    return [
        DutyDesk(each.id, {**dict.fromkeys(each.own_work, 1), **dict(each.helps)})
        for each in known.counters
        if each.is_active and (each.own_work or each.helps)
    ]
