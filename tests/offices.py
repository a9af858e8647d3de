"""Offices in real databases: every test that asks for one runs on a SQLite file and on PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select, update

from queue_app.actions.queue import absences, calls, counter, desks, tickets, visits
from queue_app.actions.queue.tickets import Issued
from queue_app.domain.log import events
from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.office.standard_log import fold_standards
from queue_app.domain.office.standard_times import StandardHistory
from queue_app.domain.queue import timeline
from queue_app.domain.queue.marks import Marks
from queue_app.store.desk import Desk, Published
from queue_app.store.engines import Database
from queue_app.store.hall.tables import Announcement
from queue_app.store.log import chain, row_check
from queue_app.store.office import catalogue, standard_times
from queue_app.store.office.founding import found_office
from queue_app.store.office.now import office_now
from queue_app.store.office.tables import Officer
from queue_app.store.queue import lines, marks
from queue_app.store.queue.tables import IS_WAITING, Leg
from queue_app.store.queue.tickets import FOLDED, TicketLeg
from tests.factories import FOUNDED, Clock, cheap_hash

NEEDED: dict[Callable[..., TicketLeg], dict[str, str]] = {  # what a verb asks for, where a test says nothing of it
    counter.hold: {"reason": "melengkapi_berkas"},
    absences.cancel: {"reason": "pulang"},
}
_keys = itertools.count(1)


@dataclass(slots=True)
class Office:
    """One office with its names: services by code, counters by number, officers by user name."""

    desk: Desk
    office_id: int
    clock: Clock
    published: list[Published]
    services: dict[str, int] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)
    officers: dict[str, int] = field(default_factory=dict)
    founded: int = 0  # events that its founding left in its log

    def issue(
        self, service: str = "KTP", *, key: str | None = None, priority: str | None = None, **more: Any
    ) -> Issued:
        """Takes a number; a new press of the button unless `key` is given."""
        return tickets.issue(
            self.desk, self.office_id, service_id=self.services[service], press_key=key or new_key(),
            priority=priority, **more,
        )  # fmt: skip

    def open_counter(self, number: int = 1, *, by: str = "wati") -> int:
        """Answers the officer's id."""
        held = desks.open_desk(
            self.desk, self.office_id, counter_id=self.counters[number], officer_id=self.officers[by]
        )
        return held.officer_id

    def call_next(self, *, by: str = "wati") -> TicketLeg:
        return calls.call_next(self.desk, self.office_id, officer_id=self.officers[by])

    def do(self, verb: Callable[..., TicketLeg], leg: TicketLeg, *, by: str = "wati", **more: Any) -> TicketLeg:
        """`office.do(counter.start, leg)`."""
        if verb is counter.no_show:
            self.hear()  # nobody is absent before
        asked = {**NEEDED.get(verb, {}), **more}
        return verb(self.desk, self.office_id, leg_id=leg.leg.leg_id, officer_id=self.officers[by], **asked)

    def hear(self) -> None:
        """Every call up to now was spoken in the room."""
        with self.desk.transaction(self.office_id) as work:
            work.connection.execute(
                update(Announcement)
                .where(Announcement.office_id == self.office_id, Announcement.heard_at.is_(None))
                .values(heard_at=work.now, heard_by="tv", starts_at=work.now, ends_at=work.now)
            )

    def transfer(self, leg: TicketLeg, *, to: str = "AKTA", by: str = "wati", **more: Any) -> TicketLeg:
        return self.do(visits.transfer, leg, by=by, to=visits.Onward(self.services[to], **more))

    def served(self, *, by: str = "wati", minutes: float = 5) -> TicketLeg:
        """Calls the next, serves for `minutes`, finishes."""
        leg = self.do(counter.start, self.call_next(by=by), by=by)
        self.clock.tick(minutes=minutes)
        return self.do(counter.finish, leg, by=by)

    def legs(self) -> dict[int, timeline.Leg]:
        """Every row of the office's legs, as a leg of the timeline."""
        with self.desk.reading() as connection:
            rows = connection.execute(select(*FOLDED).where(Leg.office_id == self.office_id).order_by(Leg.id))
            return {row[0]: timeline.Leg(*row) for row in rows}

    def marks(self) -> Mapping[int, Marks]:
        """Every mark on a time of the office's legs, by leg id."""
        with self.desk.reading() as connection:
            return marks.of_legs(connection, list(self.legs()))

    def standards(self) -> dict[int, StandardHistory]:
        """The rows of every service's standards, by its id."""
        with self.desk.reading() as connection:
            return standard_times.of_office(connection, self.office_id)

    def folded_standards(self) -> dict[int, dict[date, int]]:
        """The same as the log tells them."""
        with self.desk.reading() as connection:
            zone = catalogue.office(connection, self.office_id).time_zone
            services = standard_times.in_plan(connection, self.office_id)
            return fold_standards(chain.recorded(connection, self.office_id), services=services, time_zone=zone)

    def events(self) -> list[events.Event]:
        """What happened since the office was founded."""
        with self.desk.reading() as connection:
            return [entry.event for entry in chain.recorded(connection, self.office_id)][self.founded :]

    def rows(self, column: Any, *where: Any) -> list[Any]:
        """One column's values in the order of the table's own key."""
        with self.desk.reading() as connection:
            table = column.class_.__table__
            return list(connection.execute(select(column).where(*where).order_by(*table.primary_key)).scalars())

    def check(self) -> None:
        """Every row equals the fold of its events, as `antrean verify-log` says too, and who waits is counted right."""
        assert self.standards() == self.folded_standards()
        with self.desk.reading() as connection:
            told = list(row_check.differences(connection, self.office_id))
        assert told == []
        self.check_legs()

    def check_legs(self) -> None:
        """What a verb moves: legs and marks equal the fold of their events, the chain is whole, the line is counted."""
        with self.desk.reading() as connection:
            folded = timeline.told(chain.recorded(connection, self.office_id))
            chain.verify(connection, self.office_id)
            counted = lines.of_office(connection, self.office_id)
            waiting = connection.execute(
                select(Leg.business_date, Leg.service_id, func.count())
                .where(Leg.office_id == self.office_id, IS_WAITING)
                .group_by(Leg.business_date, Leg.service_id)
            ).all()
        assert self.legs() == folded.legs
        assert self.marks() == folded.marks
        assert {(day, service): count for day, service, count in waiting} == {
            (day, service): count for day, services in counted.items() for service, count in services.items()
        }


def new_key() -> str:
    """The name of a new press of a button."""
    return f"press-{next(_keys):08d}"


def make_office(database: Database, office_id: int, *, tag: str = "") -> Office:
    """A handle on an office that make_plan() founded in the database."""
    clock = Clock()
    published: list[Published] = []
    desk = Desk(database, clock=clock, steady=clock.steady, publish=published.append)
    with database.reading() as connection:
        services = {each.code: each.id for each in catalogue.services(connection, office_id)}
        numbers = {number: each for each, number in office_now(connection, office_id).numbers.items()}
        rows = connection.execute(select(Officer.username, Officer.id).where(Officer.office_id == office_id))
        officers = {row.username.removesuffix(tag): row.id for row in rows}
        founded = chain.head_seq(connection, office_id)
    return Office(desk, office_id, clock, published, services, numbers, officers, founded)


def found(database: Database, plan: OfficePlan, *, tag: str = "") -> Office:
    """One more office in the database."""
    return make_office(database, found_office(database, plan, at=FOUNDED, hash_password=cheap_hash), tag=tag)


@pytest.fixture
def unchecked_office(database: Database) -> Office:
    """An office whose rows the test may spoil."""
    return make_office(database, 1)


@pytest.fixture
def office(unchecked_office: Office) -> Iterator[Office]:
    """An office. When the test has ended, its rows must equal the fold of its events and its chain must hold."""
    yield unchecked_office
    unchecked_office.check()


@pytest.fixture
def found_another(database: Database) -> Callable[..., Office]:
    """Founds one more office in the test's database: found_another(make_plan(slug=..., tag=...), tag=...)."""
    return partial(found, database)
