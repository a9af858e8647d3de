"""Closing a service by hand for a while. Everyone who waits stays in the queue: only new numbers stop.

Every function is one transaction.
"""

from __future__ import annotations

from datetime import UTC, datetime

from queue_app.domain.log import events
from queue_app.domain.log.errors import AlreadyPast, BadInput, NotFound
from queue_app.domain.office import hours
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.queue import closing


def close_service(
    desk: Desk, office_id: int, *, service_id: int, reason: str, reopens_at: datetime | None, officer_id: int
) -> None:
    """No more numbers of this service from now on; closing it again tells the new reason and end.

    reason: a key of hours.CLOSINGS. reopens_at: aware, still to come; None while nobody knows.
    Raises NotFound, BadInput, AlreadyPast.
    """
    if reason not in hours.CLOSINGS:
        raise BadInput(field="reason", expected=", ".join(hours.CLOSINGS))
    with desk.transaction(office_id) as work:
        if reopens_at is not None and reopens_at <= work.now:
            raise AlreadyPast
        service = active_service(work, service_id)
        closing.close(work.connection, service.id, reason=reason, reopens_at=reopens_at)
        until = reopens_at.astimezone(UTC).isoformat() if reopens_at else None
        work.record(
            events.ServiceClosedByHand(service_id=service.id, reason=reason, officer_id=officer_id, reopens_at=until)
        )


def reopen_service(desk: Desk, office_id: int, *, service_id: int, officer_id: int) -> None:
    """Numbers are given again, as the office's hours allow. Does nothing to a service that is open. Raises NotFound."""
    with desk.transaction(office_id) as work:
        service = active_service(work, service_id)
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


def active_service(work: Work, service_id: int) -> ServiceRow:
    """Raises NotFound when the office has no such service any more."""
    service = catalogue.service(work.connection, work.office.id, service_id)
    if not service.is_active:
        raise NotFound(what="service")
    return service


def _reopen(work: Work, service_id: int, officer_id: int | None) -> None:
    closing.reopen(work.connection, service_id)
    work.record(events.ServiceReopened(service_id=service_id, officer_id=officer_id))
