"""Numbers without a kiosk: torn off a roll, or written on paper during a power cut and entered afterwards.

The number that staff hand out at the reception is `tickets.issue` with another origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from queue_app.actions.tickets import Entered, Origin, enter
from queue_app.domain import numbering, paper_list
from queue_app.domain.errors import FaultyList, NotFound, NumberGiven, TooManyNumbers
from queue_app.domain.paper_list import Series
from queue_app.store import catalogue, numbers, room
from queue_app.store.catalogue import ServiceRow
from queue_app.store.counters import HeldCounter
from queue_app.store.desk import Desk, OfficeKey, Work

MOST_AT_ONCE = 100  # torn off the roll; beyond that the number was mistyped


@dataclass(frozen=True, slots=True)
class Given:
    """The numbers of one letter today."""

    letter: str
    services: tuple[ServiceRow, ...]
    last: str  # "" before the first one
    last_at: datetime | None


def given_today(connection: Connection, office: OfficeKey, *, now: datetime) -> list[Given]:
    """How the numbers of each letter stand today, of letters with a service in use."""
    known = numbers.series_today(connection, office.id, numbering.business_date(now, office.zone))
    services = catalogue.services(connection, office.id)
    return [
        Given(
            letter,
            tuple(each for each in services if each.letter == letter),
            numbering.shown(letter, series.last) if series.last else "",
            series.last_at,
        )
        for letter, series in known.items()
        if any(each.letter == letter for each in services)
    ]


def torn_off(desk: Desk, office_id: int, *, service_id: int, number: int, officer_id: int) -> list[Entered]:
    """The roll shows that every number of the service's letter up to `number` was taken: they all wait from now on.

    When each of them really came nobody knows, so no wait is counted for them (source "roll").
    Raises NotFound, NumberGiven (that one has a ticket), TooManyNumbers (more than MOST_AT_ONCE), SeriesFull.
    """
    with desk.transaction(office_id) as work:
        service = _service(work, service_id)
        last = numbers.series_today(work.connection, office_id, work.today)[service.letter].last
        if number <= last:
            shown, given = (numbering.shown(service.letter, each) for each in (number, last))
            raise NumberGiven(number=shown, last=given)
        if number - last > MOST_AT_ONCE:
            first, most = (numbering.shown(service.letter, last + each) for each in (1, MOST_AT_ONCE))
            raise TooManyNumbers(most=MOST_AT_ONCE, first=first, last=most)
        return [_tear_off(work, service, officer_id) for _ in range(number - last)]


def next_of_roll(work: Work, held: HeldCounter) -> Entered | None:
    """Where the office tears numbers off a roll: the next one of the counter's first own service, just before its call.

    Nobody records who waits there, so calling the next person is calling the next number. None in any other office,
    and at a counter without work of its own. Raises SeriesFull.
    """
    rules = room.rules_of(work.connection, work.office.id, held.setup_version)
    service_id = numbers.own_service(work.connection, held.counter_id) if rules.numbering == "roll" else None
    if service_id is None:
        return None
    return _tear_off(work, catalogue.service(work.connection, work.office.id, service_id), held.officer_id)


def enter_list(desk: Desk, office_id: int, *, text: str, officer_id: int) -> list[Entered]:
    """Enters the numbers that were given on paper today, all or none; each waits since the time beside it.

    text: as paper_list.read. Everyone gets the place in the queue that their arrival gives them: before whoever took
    a number at the kiosk later, also when that one was entered earlier.
    Raises FaultyList with every fault (`faults`: LineFault); nothing is changed then.
    """
    with desk.transaction(office_id) as work:
        services = {each.code: each for each in catalogue.services(work.connection, office_id)}
        known = _known(work, services.values())
        entries, faults = paper_list.read(text, known, day=work.today, zone=work.office.zone, now=work.now)
        if faults:
            raise FaultyList(count=len(faults), faults=faults)
        line = numbers.line_by_arrival(work.connection, office_id, work.today)
        places = paper_list.places([each.at for each in entries], line)
        return [
            enter(
                work, services[entry.code], day=work.today, is_priority=entry.is_priority, party=1,
                arrives_at=entry.at, origin=Origin("manual", officer_id, place),
            )
            for entry, place in zip(entries, places, strict=True)
        ]  # fmt: skip


def _known(work: Work, services: Iterable[ServiceRow]) -> dict[str, Series]:
    today = numbers.series_today(work.connection, work.office.id, work.today)
    codes: dict[str, list[str]] = defaultdict(list)
    for each in services:
        codes[each.letter].append(each.code)
    return {letter: Series(tuple(own), today[letter].last, today[letter].last_at) for letter, own in codes.items()}


def _tear_off(work: Work, service: ServiceRow, officer_id: int) -> Entered:
    return enter(work, service, day=work.today, is_priority=False, party=1, origin=Origin("roll", officer_id))


def _service(work: Work, service_id: int) -> ServiceRow:
    service = catalogue.service(work.connection, work.office.id, service_id)
    if not service.is_active:
        raise NotFound(what="service")
    return service
