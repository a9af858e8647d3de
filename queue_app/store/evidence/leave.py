"""Rows of leave, and the hours for which an officer is expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.orm import aliased

from queue_app.domain.evidence import leave
from queue_app.domain.evidence.leave import STANDS, Kind, Span, State
from queue_app.domain.log.rights import Role
from queue_app.domain.office.hours import Calendar
from queue_app.store.evidence import starts
from queue_app.store.evidence.leave_tables import Leave
from queue_app.store.office import calendar, catalogue
from queue_app.store.office.tables import Officer


@dataclass(frozen=True, slots=True)
class Request:
    """One request. decided_by: a name; None while nobody has decided."""

    id: int
    officer_id: int
    officer: str
    role: Role
    span: Span
    kind: Kind
    words: str
    state: State
    asked_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    reason: str


_DECIDER = aliased(Officer)
_REQUESTS = (
    select(
        Leave.id, Leave.officer_id, Officer.name, Officer.role, Leave.first, Leave.last, Leave.from_min,
        Leave.until_min, Leave.kind, Leave.words, Leave.state, Leave.asked_at, _DECIDER.name, Leave.decided_at,
        Leave.reason,
    )
    .join(Officer, Officer.id == Leave.officer_id)
    .outerjoin(_DECIDER, _DECIDER.id == Leave.decided_by)
    .where(Leave.office_id == bindparam("office"))
    .order_by(Leave.first, Leave.from_min, Leave.id)
)  # fmt: skip
_BETWEEN = _REQUESTS.where(Leave.first <= bindparam("last"), Leave.last >= bindparam("first"))
_WAITING = _REQUESTS.where(Leave.state == State.ASKED)
_OF_OFFICER = _REQUESTS.where(Leave.officer_id == bindparam("officer"))
_ONE = _REQUESTS.where(Leave.id == bindparam("leave"))
_TEAM = (
    select(Officer.id, Officer.name, Officer.role)
    .where(
        Officer.office_id == bindparam("office"), Officer.is_active, Officer.role.in_([Role.OFFICER, Role.SUPERVISOR])
    )
    .order_by(Officer.name, Officer.id)
)
_ROLE = select(Officer.role).where(Officer.office_id == bindparam("office"), Officer.id == bindparam("officer"))


def between(connection: Connection, office_id: int, first: date, last: date) -> list[Request]:
    """All that touch these days."""
    return _read(connection, _BETWEEN, office=office_id, first=first, last=last)


def waiting(connection: Connection, office_id: int) -> list[Request]:
    """All that nobody has decided, whatever their days."""
    return _read(connection, _WAITING, office=office_id)


def of_officer(connection: Connection, office_id: int, officer_id: int) -> list[Request]:
    """All that one officer ever asked for."""
    return _read(connection, _OF_OFFICER, office=office_id, officer=officer_id)


def one(connection: Connection, office_id: int, leave_id: int) -> Request | None:
    """None where the office has no such request."""
    return next(iter(_read(connection, _ONE, office=office_id, leave=leave_id)), None)


def team(connection: Connection, office_id: int) -> dict[int, tuple[str, Role]]:
    """Who serves there now, by name."""
    return {row[0]: (row[1], row[2]) for row in connection.execute(_TEAM, {"office": office_id})}


def role(connection: Connection, office_id: int, officer_id: int) -> Role:
    """Of somebody of the office."""
    found: Role = connection.execute(_ROLE, {"office": office_id, "officer": officer_id}).scalar_one()
    return found


@dataclass(frozen=True, slots=True)
class Duty:
    """When the office was open between two days, and who was approved to be away then, by officer.

    since: the first day at a counter, by officer: nobody is expected before.
    """

    first: date
    last: date
    hours: Calendar
    away: Mapping[int, Sequence[Span]]
    since: Mapping[int, date]

    def expected_s(self, officer_id: int, *, today: date | None = None) -> float | None:
        """Seconds for which the officer was expected, until today where that lies within.

        None where the office says no weekly hours.
        """
        first, last = max(self.first, self.since.get(officer_id, self.first)), min(self.last, today or self.last)
        return leave.expected_s(first, last, self.hours, self.away.get(officer_id, ()))


def duty(connection: Connection, office_id: int, first: date, last: date) -> Duty:
    """Of all officers."""
    away: dict[int, list[Span]] = {}
    for each in between(connection, office_id, first, last):
        if each.state == State.APPROVED:
            away.setdefault(each.officer_id, []).append(each.span)
    since = starts.first_days(connection, office_id, catalogue.office(connection, office_id).time_zone)
    return Duty(first, last, calendar.opening(connection, office_id).calendar, away, since)


def expected_s(connection: Connection, office_id: int, officer_id: int, first: date, last: date) -> float | None:
    """Seconds for which the officer was expected: the office's hours of these days, less approved leave.

    None where the office says no weekly hours.
    """
    return duty(connection, office_id, first, last).expected_s(officer_id)


def add(
    connection: Connection, office_id: int, officer_id: int, span: Span, *, kind: str, words: str, at: datetime
) -> int:
    """Answers the number of the request."""
    row = {
        "office_id": office_id, "officer_id": officer_id, "first": span.first, "last": span.last,
        "from_min": span.from_min, "until_min": span.until_min, "kind": kind, "words": words, "state": State.ASKED,
        "asked_at": at,
    }  # fmt: skip
    return connection.execute(insert(Leave).returning(Leave.id), row).scalar_one()


def decide(connection: Connection, leave_id: int, decision: str, *, reason: str, by: int, at: datetime) -> None:
    """Of one that waits."""
    values = {"state": decision, "reason": reason, "decided_by": by, "decided_at": at}
    connection.execute(update(Leave).where(Leave.id == leave_id, Leave.state == State.ASKED).values(values))


def withdraw(connection: Connection, office_id: int, officer_id: int, leave_id: int, *, at: datetime) -> bool:
    """Whether the officer had such a request that stood."""
    mine = (
        Leave.id == leave_id, Leave.office_id == office_id, Leave.officer_id == officer_id, Leave.state.in_(STANDS),
    )  # fmt: skip
    changed = update(Leave).where(*mine).values(state=State.WITHDRAWN, withdrawn_at=at)
    return connection.execute(changed).rowcount == 1


def _read(connection: Connection, asked: Any, **keys: Any) -> list[Request]:
    return [_request(row) for row in connection.execute(asked, keys)]


def _request(row: Any) -> Request:
    number, officer_id, name, of_role, first, last, from_min, until_min, *more = row
    return Request(number, officer_id, name, of_role, Span(first, last, from_min, until_min), *more)
