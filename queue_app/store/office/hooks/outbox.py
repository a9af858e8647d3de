"""What a hook is to be told next, read from the log itself, and what the rows tell of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from queue_app.domain.citizen.survey import frozen
from queue_app.domain.log import events
from queue_app.domain.log.events import BookingCancelled, BookingMade, BookingMoved, Event, SurveyPublished
from queue_app.domain.office.hooks import kinds
from queue_app.domain.office.hooks.message import Booking, Facts, Survey, Ticket
from queue_app.domain.queue.numbering import shown
from queue_app.store.citizen.booking.tables import Booking as BookingTable
from queue_app.store.citizen.survey.publication_tables import IkmPublication
from queue_app.store.log.chain import head_seq
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.office.tables import Counter, Series, Service
from queue_app.store.queue.tables import Leg
from queue_app.store.queue.tables import Ticket as TicketTable

PAGE = 200  # events that are looked at together


class Logged(NamedTuple):
    """An event of the log with its number and its link in the chain."""

    seq: int
    at: datetime
    event: Event
    link: str


def behind(connection: Connection, office_id: int, after: int, wanted: str) -> tuple[list[Logged], int]:
    """The next events that a hook wants, a page at most, and up to which number of the log they were looked for.

    wanted: as Hook.kinds.
    """
    end = head_seq(connection, office_id)
    asked = (
        _LOGGED.where(LoggedEvent.office_id == office_id, LoggedEvent.seq > after, LoggedEvent.seq <= end)
        .where(LoggedEvent.kind.in_(kinds.in_log(wanted.split())))
        .order_by(LoggedEvent.seq)
        .limit(PAGE)
    )
    found = [_logged(*row) for row in connection.execute(asked)]
    return found, found[-1].seq if len(found) == PAGE else end


def at(connection: Connection, office_id: int, seq: int) -> Logged | None:
    """The event of that number."""
    row = connection.execute(_LOGGED.where(LoggedEvent.office_id == office_id, LoggedEvent.seq == seq)).one_or_none()
    return None if row is None else _logged(*row)


def facts(connection: Connection, event: Event) -> Facts | None:
    """What stands in the rows of the one whom an event is of; None where they are there no more."""
    return _FACTS.get(type(event), _ticket)(connection, event)


_LOGGED = select(LoggedEvent.seq, LoggedEvent.at, LoggedEvent.kind, LoggedEvent.data, LoggedEvent.hash)


def _logged(seq: int, at: datetime, kind: str, data: str, link: str) -> Logged:
    return Logged(seq, at, events.KINDS[kind](**json.loads(data)), link)


def _ticket(connection: Connection, event: Event) -> Facts | None:
    """Of the service that the event leads to, or that its leg is of; a leg that was undone is not there any more."""
    ticket_id: int = event.ticket_id  # type: ignore[attr-defined]
    service_id = getattr(event, "service_id", None) or _service_of(connection, event.leg_id, ticket_id)  # type: ignore[attr-defined]
    asked = (
        select(TicketTable.number, TicketTable.business_date, Series.letter, Service.code)
        .join(Series, Series.id == TicketTable.series_id)
        .join(Service, Service.id == service_id)
        .where(TicketTable.id == ticket_id)
    )
    row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    number, day, letter, code = row
    counter_id = None if hasattr(event, "next_leg_id") else getattr(event, "counter_id", None)
    return Ticket(
        id=ticket_id, number=shown(letter, number), series=letter, service=code, day=day.isoformat(),
        counter=_counter(connection, counter_id),
    )  # fmt: skip


def _service_of(connection: Connection, leg_id: int, ticket_id: int) -> int | None:
    of_ticket = select(Leg.service_id).where(Leg.ticket_id == ticket_id).order_by(Leg.position.desc()).limit(1)
    asked = select(Leg.service_id).where(Leg.id == leg_id)
    found: int | None = connection.execute(asked).scalar()
    return connection.execute(of_ticket).scalar() if found is None else found


def _counter(connection: Connection, counter_id: int | None) -> int | None:
    found: int | None = connection.execute(select(Counter.number).where(Counter.id == counter_id)).scalar()
    return found


def _booking(connection: Connection, event: Event) -> Facts | None:
    booking_id: int = event.booking_id  # type: ignore[attr-defined]
    asked = (
        select(BookingTable.business_date, BookingTable.slot_at, Service.code)
        .join(Service, Service.id == BookingTable.service_id)
        .where(BookingTable.id == booking_id)
    )
    row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    day, slot_at, code = row
    slot = slot_at.isoformat(timespec="seconds").replace("+00:00", "Z")
    return Booking(id=booking_id, service=code, day=day.isoformat(), slot_at=slot, state="")


def _survey(connection: Connection, event: Event) -> Facts:
    assert isinstance(event, SurveyPublished)  # noqa: S101 - as _FACTS has it
    text = connection.execute(select(IkmPublication.figures).where(IkmPublication.id == event.publication_id)).scalar()
    kept = frozen.read(text) if text else None
    index = frozen.recount(kept) if kept else None
    if kept is None or index is None:
        return Survey(period=event.period, version=event.version)
    return Survey(
        period=event.period, version=event.version, ikm=str(index.shown), grade=index.grade, respondents=index.n
    )  # fmt: skip


_FACTS: dict[type[Event], Callable[[Connection, Event], Facts | None]] = {
    BookingMade: _booking,
    BookingMoved: _booking,
    BookingCancelled: _booking,
    SurveyPublished: _survey,
}
