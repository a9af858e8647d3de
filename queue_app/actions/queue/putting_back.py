"""The database was put back, and people hold numbers of today that it does not know: they get their rows again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from queue_app.actions.queue import legs
from queue_app.actions.queue.tickets import Origin, enter, enter_lent
from queue_app.domain.log import events
from queue_app.domain.log.errors import SeriesFull
from queue_app.domain.queue import paper_list
from queue_app.domain.queue.numbering import LAST_NUMBER
from queue_app.domain.queue.outcomes import LOST
from queue_app.store.backup import given
from queue_app.store.backup.given import Given
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.queue import entering, numbers, tickets

SOURCE = "manual"  # a key of numbering.SOURCES: each holds a paper, and has a place by when it came
Services = Mapping[int, ServiceRow]


class PutBack(NamedTuple):
    """How many wait again, and how many were over: their numbers are only not given twice."""

    waiting: int
    over: int


def put_back(desk: Desk, office_id: int, held: Sequence[Given], *, beyond: int = 0) -> PutBack:
    """Enters each number of today that has no ticket, in the order in which they were given, all or none.

    beyond: as many numbers of each series were perhaps given after these; where some are entered these are passed over,
    so that nobody else gets them.

    Who waited waits again since they came, in the place that this gives them, and their page is found again. Who was
    over ends at once (reason "hilang"): what became of it, and at whose counter, nobody knows any more. A number whose
    service is gone, or before which one is missing, is left out.
    """
    with desk.transaction(office_id) as work:
        services = {each.id: each for each in catalogue.all_services(work.connection, office_id)}
        ours = [
            each for each in held
            if (each.office_id, each.business_date) == (office_id, work.today) and each.service_id in services
        ]  # fmt: skip
        lost = _lost(work, ours)
        by_arrival = sorted(lost, key=lambda each: each.arrived_at)
        line = numbers.line_by_arrival(work.connection, office_id, work.today) if lost else []
        places = paper_list.places([each.arrived_at for each in by_arrival], line)
        place_of = {each.token: place for each, place in zip(by_arrival, places, strict=True)}
        entered = [each for each in lost if _enter(work, services, each, place_of[each.token])]
        if entered:
            _pass_over(work, services, ours, beyond)
    over = sum(each.is_over for each in entered)
    return PutBack(len(entered) - over, over)


def _lost(work: Work, ours: Sequence[Given]) -> list[Given]:
    there = given.read(work.connection, now=work.now)
    numbers_there = {(each.series_id, each.business_date, each.number) for each in there}
    tokens_there = {each.token for each in there}
    return [
        each for each in ours
        if (each.series_id, each.business_date, each.number) not in numbers_there and each.token not in tokens_there
    ]  # fmt: skip


def _enter(work: Work, services: Services, each: Given, order_no: int | None) -> bool:
    service, origin = services[each.service_id], Origin(SOURCE, None, order_no)
    if each.number > LAST_NUMBER:
        ticket_id, leg_id = enter_lent(
            work, service, series_id=each.series_id, number=each.number, day=each.business_date,
            is_priority=each.is_priority, party=each.party, press_key=each.press_key, arrives_at=each.arrived_at,
            origin=origin, token=each.token,
        )  # fmt: skip
    elif entering.ask_place(work.connection, service_id=service.id, day=work.today).answer.number != each.number:
        return False
    else:
        entered = enter(
            work, service, day=each.business_date, is_priority=each.is_priority, party=each.party,
            press_key=each.press_key, arrives_at=each.arrived_at, origin=origin, token=each.token,
        )  # fmt: skip
        ticket_id, leg_id = entered.ticket_id, entered.leg_id
    if each.is_over:
        _end(work, ticket_id, leg_id)
    return True


def _pass_over(work: Work, services: Services, ours: Sequence[Given], count: int) -> None:
    in_use = {each.series_id: each.service_id for each in ours}
    for service_id in in_use.values():
        with suppress(SeriesFull):
            for _ in range(count):
                passed = enter(
                    work, services[service_id], day=work.today, is_priority=False, party=1, origin=Origin(SOURCE)
                )  # fmt: skip
                _end(work, passed.ticket_id, passed.leg_id)


def _end(work: Work, ticket_id: int, leg_id: int) -> None:
    found = tickets.ticket_leg(work.connection, work.office.id, leg_id)
    legs.end(work, found, events.TicketCancelled(ticket_id=ticket_id, leg_id=leg_id, officer_id=None, reason=LOST))
