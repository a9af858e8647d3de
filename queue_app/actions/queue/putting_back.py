"""The database was put back, and people hold numbers of today that it does not know: they get their rows again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from queue_app.actions.queue import legs
from queue_app.domain.log import events
from queue_app.domain.queue import numbering, paper_list
from queue_app.domain.queue.numbering import LAST_NUMBER
from queue_app.domain.queue.outcomes import LOST
from queue_app.store.backup.given import Given
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue
from queue_app.store.queue import entering, numbers, tickets
from queue_app.store.queue.lease import slips

SOURCE = "manual"  # a key of numbering.SOURCES: each holds a paper, and has a place by when it came


class PutBack(NamedTuple):
    """How many wait again, and how many were over: their numbers are only not given twice."""

    waiting: int
    over: int


def put_back(desk: Desk, office_id: int, given: Sequence[Given], *, beyond: int = 0) -> PutBack:
    """Enters each number of today that has no ticket, in the order in which they were given, all or none.

    beyond: as many numbers of each series were perhaps given after these; where some are entered these are passed over,
    so that nobody else gets them.

    Who waited waits again since they came, in the place that this gives them, and their page is found again. Who was
    over ends at once (reason "hilang"): what became of it, and at whose counter, nobody knows any more. A number whose
    service is gone, or before which one is missing, is left out.
    """
    with desk.transaction(office_id) as work:
        services = {each.id for each in catalogue.all_services(work.connection, office_id)}
        lost = [each for each in given if _is_lost(work, each) and each.service_id in services]
        by_arrival = sorted(lost, key=lambda each: each.arrived_at)
        line = numbers.line_by_arrival(work.connection, office_id, work.today) if lost else []
        places = paper_list.places([each.arrived_at for each in by_arrival], line)
        place_of = {each.token: place for each, place in zip(by_arrival, places, strict=True)}
        entered = [each for each in lost if _enter(work, each, place_of[each.token])]
        if entered:
            _pass_over(work, given, beyond)
    over = sum(each.is_over for each in entered)
    return PutBack(len(entered) - over, over)


def _is_lost(work: Work, each: Given) -> bool:
    if not _is_of_today(work, each):
        return False
    has_number = slips.has_number(work.connection, each.series_id, each.business_date, each.number)
    return not has_number and not slips.has_token(work.connection, each.token)


def _is_of_today(work: Work, each: Given) -> bool:
    return (each.office_id, each.business_date) == (work.office.id, work.today)


def _pass_over(work: Work, given: Sequence[Given], count: int) -> None:
    last = {each.series_id: each for each in given if each.number <= LAST_NUMBER and _is_of_today(work, each)}
    for each in last.values():
        for _ in range(count):
            number = entering.ask_place(work.connection, service_id=each.service_id, day=work.today).answer.number
            token = numbering.token(work.today, secrets.token_urlsafe(13))
            passed = msgspec.structs.replace(
                each, number=number, token=token, press_key=None, is_priority=False, party=1, arrived_at=work.now,
                is_over=True,
            )  # fmt: skip
            _enter(work, passed, None)


def _enter(work: Work, each: Given, order_no: int | None) -> bool:
    shared = {"office_id": work.office.id, "business_date": work.today, "is_priority": each.is_priority}
    ticket = {
        **shared, "series_id": each.series_id, "token": each.token, "press_key": each.press_key,
        "arrived_at": each.arrived_at, "party": each.party, "source": SOURCE,
    }  # fmt: skip
    leg = {**shared, "service_id": each.service_id, "queued_at": each.arrived_at}
    if each.number > LAST_NUMBER:  # lent to a kiosk: no counter of a series counts these
        ticket_id, leg_id = slips.add_ticket(
            work.connection, order_no=order_no, ticket={**ticket, "number": each.number}, leg=leg
        )
    else:
        place = entering.ask_place(work.connection, service_id=each.service_id, day=work.today).answer
        if place.number != each.number:
            return False
        ticket_id, leg_id = place.ticket_id, place.leg_id
        entering.put(work.connection, place, series_id=each.series_id, ticket=ticket, leg=leg, order_no=order_no)
    work.record(
        events.TicketIssued(
            ticket_id=ticket_id, leg_id=leg_id, series_id=each.series_id, service_id=each.service_id,
            business_date=work.today.isoformat(), number=each.number, is_priority=each.is_priority,
            arrives_at=each.arrived_at.isoformat(), source=SOURCE, order_no=order_no,
        )
    )  # fmt: skip
    if each.is_over:
        found = tickets.ticket_leg(work.connection, work.office.id, leg_id)
        ended = events.TicketCancelled(ticket_id=ticket_id, leg_id=leg_id, officer_id=None, reason=LOST)
        legs.end(work, found, ended)
    return True
