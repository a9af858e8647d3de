"""Carrying over: who was not served goes on with a new number on the next working day. One transaction each."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queue_app.actions.office.closing import active_service
from queue_app.actions.queue import legs
from queue_app.actions.queue.tickets import Entered, enter
from queue_app.domain.log import events
from queue_app.domain.log.errors import NoWorkingDay
from queue_app.domain.office import hours
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow, office_at_work, office_now
from queue_app.store.queue import closing, counters, notes, tickets
from queue_app.store.queue.tickets import TicketLeg


def carry_over(desk: Desk, office_id: int, *, service_id: int, officer_id: int) -> list[Entered]:
    """Gives everyone who waits for the service today a number of the next working day; answers the new tickets.

    They keep their order among each other, their priority, their company, the counter or officer they were sent to
    and their way back, and come before whoever arrives on that day; their wait counts from its opening. Who is at a
    counter or sent away for a while stays. officer_id: who decided it.
    Raises NotFound, NoWorkingDay, SeriesFull.
    """
    with desk.transaction(office_id) as work:
        service = active_service(work, service_id)
        calendar = office_at_work(work).calendar
        day = hours.next_working_day(calendar, work.today)
        if day is None:
            raise NoWorkingDay
        opens_at = hours.doors_open_at(calendar, day, _local(work))
        waiting = closing.waiting(work.connection, office_id, service_id, work.today)
        return [_carry(work, found, service, day=day, arrives_at=opens_at, officer_id=officer_id) for found in waiting]


def carry_past_days_off(desk: Desk, office_id: int) -> int:
    """Tickets carried over to a day that has become a day off go on to the next one that is none; answers how many.

    Of today's only while nobody is at a counter: whoever is may still call them. The others of a day off, taken at
    the kiosk before it became one, are the supervisor's to carry over.
    """
    with desk.reading() as connection:
        if not _missed(connection, office_now(connection, office_id), now=desk.clock()):
            return 0  # the usual case, and no reason to lock the office
    with desk.transaction(office_id) as work:
        return sum(_carry_on(work, day) for day in _missed(work.connection, office_at_work(work), now=work.now))


def _missed(connection: Connection, office: OfficeNow, *, now: datetime) -> list[date]:
    """The days off that tickets carried over wait for."""
    calendar, today = office.calendar, business_date(now, office.time_zone)
    off = [day for day in closing.carried_days(connection, office.id) if not hours.day_plan(calendar, day).intervals]
    is_manned = today in off and bool(counters.held(connection, office.id))
    return sorted(day for day in off if not (is_manned and day == today))


def _carry_on(work: Work, missed: date) -> int:
    calendar = office_at_work(work).calendar
    day = hours.next_day_to_serve(calendar, missed, _local(work))
    if day is None:
        return 0
    opens_at = hours.doors_open_at(calendar, day, _local(work))
    waiting = closing.carried_waiting(work.connection, work.office.id, missed)
    for found in waiting:
        service = catalogue.service(work.connection, work.office.id, found.leg.service_id)
        _carry(work, found, service, day=day, arrives_at=opens_at, officer_id=None)
    return len(waiting)


def _carry(
    work: Work, found: TicketLeg, service: ServiceRow, *, day: date, arrives_at: datetime | None, officer_id: int | None
) -> Entered:
    """Ends the leg and gives its citizen a number of that day, which keeps company, way and notes."""
    ticket_id = found.leg.ticket_id
    legs.end(work, found, events.TicketExpired(ticket_id=ticket_id, leg_id=found.leg.leg_id, reason="carried_over"))
    entered = enter(
        work, service, day=day, is_priority=found.is_priority, carried=found.leg, arrives_at=arrives_at,
        party=tickets.party(work.connection, ticket_id),
    )  # fmt: skip
    notes.carry(work.connection, ticket_id, to_ticket_id=entered.ticket_id)
    work.record(
        events.TicketCarried(
            ticket_id=ticket_id, leg_id=found.leg.leg_id, next_ticket_id=entered.ticket_id,
            officer_id=officer_id, next_leg_id=entered.leg_id,
        )
    )  # fmt: skip
    return entered


def _local(work: Work) -> datetime:
    return work.now.astimezone(ZoneInfo(work.office.time_zone))
