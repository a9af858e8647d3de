"""The tables whose rows are held against the log, one business date at a time: what is kept, and what it must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from queue_app.domain.queue import told_rows
from queue_app.domain.queue.marks import Mark
from queue_app.domain.queue.numbering import business_date, day_start
from queue_app.domain.queue.timeline import Leg as FoldedLeg
from queue_app.store.office.tables import Series, Service
from queue_app.store.queue.tables import SOMEBODY_WAITS, DeskSession, Leg, LegMark, NumberCounter, Ticket, WaitingLine
from queue_app.store.queue.tickets import FOLDED
from queue_app.store.rows import columns, field_names

Row = tuple[Any, ...]
Rows = Mapping[Any, Row]  # what names a row -> its fields


class OfDay(NamedTuple):
    """Whose rows: the office's, of one business date."""

    office_id: int
    day: date
    time_zone: str


class Table(NamedTuple):
    """One table: the fields of its rows that the log tells, the name of a row first; how they are asked for."""

    name: str
    fields: tuple[str, ...]
    asked: Callable[[OfDay], Any]  # a select
    told: Callable[[told_rows.Day], Rows]
    named: int = 1  # so many fields make the name of a row

    def kept(self, connection: Connection, of: OfDay) -> Rows:
        """The rows as they stand."""
        rows = connection.execute(self.asked(of))
        if self.named == 1:
            return {row[0]: tuple(row) for row in rows}
        return {tuple(row[: self.named]): tuple(row) for row in rows}


_TICKET = field_names(told_rows.Ticket)
_LEG = field_names(FoldedLeg)
_SESSION = field_names(told_rows.Session)
_TICKETS = select(*columns(told_rows.Ticket, Ticket, ticket_id=Ticket.id))
_LEGS = select(*FOLDED, Leg.is_priority)
_SESSIONS = select(*columns(told_rows.Session, DeskSession, session_id=DeskSession.id))
_MARK = field_names(Mark)
_MARKS = select(LegMark.leg_id, *columns(Mark, LegMark)).join(Leg, Leg.id == LegMark.leg_id)
_of_ticket, _of_leg, _of_session = attrgetter(*_TICKET), attrgetter(*_LEG), attrgetter(*_SESSION)
_of_mark = attrgetter(*_MARK)


def _tickets(of: OfDay) -> Any:
    return _TICKETS.where(Ticket.office_id == of.office_id, Ticket.business_date == of.day)


def _legs(of: OfDay) -> Any:
    return _LEGS.where(Leg.office_id == of.office_id, Leg.business_date == of.day)


def _marks(of: OfDay) -> Any:
    return _MARKS.where(Leg.office_id == of.office_id, Leg.business_date == of.day)


def _sessions(of: OfDay) -> Any:
    begin, end = day_start(of.day, of.time_zone), day_start(of.day + timedelta(days=1), of.time_zone)
    own = (DeskSession.office_id == of.office_id, DeskSession.opened_at >= begin, DeskSession.opened_at < end)
    return _SESSIONS.where(*own)


def _last_numbers(of: OfDay) -> Any:
    own = (Series.office_id == of.office_id, NumberCounter.business_date == of.day)
    return (
        select(NumberCounter.series_id, NumberCounter.last)
        .join(Series, Series.id == NumberCounter.series_id)
        .where(*own)
    )


def _waiting(of: OfDay) -> Any:
    own = (Service.office_id == of.office_id, WaitingLine.business_date == of.day, SOMEBODY_WAITS)
    return (
        select(WaitingLine.service_id, WaitingLine.waiting)
        .join(Service, Service.id == WaitingLine.service_id)
        .where(*own)
    )


def _told_legs(day: told_rows.Day) -> Rows:
    tickets = day.tickets
    return {leg_id: (*_of_leg(leg), tickets[leg.ticket_id].is_priority) for leg_id, leg in day.legs.items()}


def _told_tickets(day: told_rows.Day) -> Rows:
    return {key: _of_ticket(each) for key, each in day.tickets.items()}


def _told_marks(day: told_rows.Day) -> Rows:
    return {
        (leg_id, why): (leg_id, *_of_mark(mark)) for leg_id, marks in day.marks.items() for why, mark in marks.items()
    }


def _told_sessions(day: told_rows.Day) -> Rows:
    return {key: _of_session(each) for key, each in day.sessions.items()}


def _counts(found: Mapping[int, int]) -> Rows:
    return {key: (key, count) for key, count in found.items()}


TABLES = (
    Table("ticket", _TICKET, _tickets, _told_tickets),
    Table("leg", (*_LEG, "is_priority"), _legs, _told_legs),
    Table("leg_mark", ("leg_id", *_MARK), _marks, _told_marks, named=2),
    Table("desk_session", _SESSION, _sessions, _told_sessions),
    Table("number_counter", ("series_id", "last"), _last_numbers, lambda day: _counts(day.last_numbers)),
    Table("waiting_line", ("service_id", "waiting"), _waiting, lambda day: _counts(day.waiting)),
)


def days_of_rows(connection: Connection, office_id: int, time_zone: str) -> set[date]:
    """Every business date that a row of these tables claims."""
    asked = (
        select(Ticket.business_date).where(Ticket.office_id == office_id),
        select(Leg.business_date).where(Leg.office_id == office_id),
        select(NumberCounter.business_date).join(Series).where(Series.office_id == office_id),
        select(WaitingLine.business_date).join(Service).where(Service.office_id == office_id, SOMEBODY_WAITS),
    )
    found = {day for each in asked for day in connection.execute(each.distinct()).scalars()}
    opened = select(DeskSession.opened_at).where(DeskSession.office_id == office_id)
    return found | {business_date(at, time_zone) for at in connection.execute(opened).scalars()}
