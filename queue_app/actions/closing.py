"""Closing a service by hand for a while, and carrying those who wait over to the next working day.

Every function is one transaction. Closing keeps everyone who waits in the queue: only new numbers stop.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from queue_app.actions import availability
from queue_app.actions.tickets import Entered, enter
from queue_app.domain import events, hours
from queue_app.domain.errors import BadInput, NotFound, NoWorkingDay
from queue_app.domain.lifecycle import Action
from queue_app.domain.timeline import moved
from queue_app.store import catalogue, closing, tickets
from queue_app.store.catalogue import ServiceRow
from queue_app.store.desk import Desk, Work
from queue_app.store.tickets import TicketLeg


def close_service(
    desk: Desk, office_id: int, *, service_id: int, reason: str, reopens_at: datetime | None, officer_id: int
) -> None:
    """No more numbers of this service from now on; closing it again tells the new reason and end.

    reason: a key of hours.CLOSINGS. reopens_at: aware, still to come; None while nobody knows.
    Raises NotFound, BadInput.
    """
    if reason not in hours.CLOSINGS:
        raise BadInput(field="reason", expected=", ".join(hours.CLOSINGS))
    with desk.transaction(office_id) as work:
        if reopens_at is not None and reopens_at <= work.now:
            raise BadInput(field="reopens_at", expected="a time to come")
        service = _service(work, service_id)
        closing.close(work.connection, service.id, reason=reason, reopens_at=reopens_at)
        until = reopens_at.astimezone(UTC).isoformat() if reopens_at else None
        work.record(
            events.ServiceClosedByHand(service_id=service.id, reason=reason, officer_id=officer_id, reopens_at=until)
        )


def reopen_service(desk: Desk, office_id: int, *, service_id: int, officer_id: int) -> None:
    """Numbers are given again, as the office's hours allow. Does nothing to a service that is open. Raises NotFound."""
    with desk.transaction(office_id) as work:
        service = _service(work, service_id)
        if not service.is_open:
            _reopen(work, service.id, officer_id)


def reopen_ended(desk: Desk, office_id: int) -> int:
    """Takes the mark off the services whose told end has come; answers how many. They gave numbers already."""
    with desk.reading() as connection:
        if not closing.ended(connection, office_id, desk.clock()):
            return 0  # the usual case, and no reason to lock the office
    with desk.transaction(office_id) as work:
        ended = closing.ended(work.connection, office_id, work.now)
        for service_id in ended:
            _reopen(work, service_id, None)
    return len(ended)


def carry_over(desk: Desk, office_id: int, *, service_id: int, officer_id: int) -> list[Entered]:
    """Gives everyone who waits for the service today a number of the next working day; answers the new tickets.

    They keep their order among each other, their priority and their company, and come before whoever arrives on that
    day; their wait counts from its opening. Who is at a counter or sent away for a while stays. officer_id: who
    decided it.
    Raises NotFound, NoWorkingDay, SeriesFull.
    """
    with desk.transaction(office_id) as work:
        service = _service(work, service_id)
        calendar = availability.calendar_of(work.connection, work.office)
        day = hours.next_working_day(calendar, work.today)
        if day is None:
            raise NoWorkingDay
        opens_at = hours.doors_open_at(calendar, day, work.now.astimezone(ZoneInfo(work.office.zone)))
        waiting = closing.waiting(work.connection, office_id, service_id, work.today)
        carried = []
        for found in waiting:
            _expire(work, found)
            entered = enter(
                work, service, day=day, is_priority=found.is_priority, carried_from_id=found.leg.ticket_id,
                arrives_at=opens_at,
                party=tickets.party(work.connection, found.leg.ticket_id),
            )  # fmt: skip
            work.record(
                events.TicketCarried(
                    ticket_id=found.leg.ticket_id,
                    leg_id=found.leg.leg_id,
                    next_ticket_id=entered.ticket_id,
                    officer_id=officer_id,
                )
            )
            carried.append(entered)
    return carried


def _service(work: Work, service_id: int) -> ServiceRow:
    service = catalogue.service(work.connection, work.office.id, service_id)
    if not service.is_active:
        raise NotFound(what="service")
    return service


def _reopen(work: Work, service_id: int, officer_id: int | None) -> None:
    closing.reopen(work.connection, service_id)
    work.record(events.ServiceReopened(service_id=service_id, officer_id=officer_id))


def _expire(work: Work, found: TicketLeg) -> None:
    event = events.TicketExpired(ticket_id=found.leg.ticket_id, leg_id=found.leg.leg_id, reason="carried_over")
    tickets.move(work.connection, found, moved(found.leg, Action.EXPIRE, at=work.now, event=event))
    work.record(event)
