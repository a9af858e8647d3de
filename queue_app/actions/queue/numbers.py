"""Numbers without a kiosk: torn off a roll, or written on paper during a power cut and entered afterwards.

The number that staff hand out at the reception is `tickets.issue` with another origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from queue_app.actions.queue import legs
from queue_app.actions.queue.tickets import Entered, Origin, enter
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, FaultyList, NotFound, NumberGiven, TooManyNumbers
from queue_app.domain.queue import numbering, paper_list
from queue_app.domain.queue.paper_list import Entry, Series
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import office_at_work
from queue_app.store.queue import numbers, tickets
from queue_app.store.queue.counters import HeldCounter

MOST_AT_ONCE = 100  # torn off the roll; beyond that the number was mistyped


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
    rules = office_at_work(work).room
    service_id = numbers.own_service(work.connection, held.counter_id) if rules.numbering == "roll" else None
    if service_id is None:
        return None
    return _tear_off(work, catalogue.service(work.connection, work.office.id, service_id), held.officer_id)


def enter_list(desk: Desk, office_id: int, *, text: str, officer_id: int, day: date | None = None) -> list[Entered]:
    """Enters the numbers that were given on paper on `day` (None: today), all or none. text: as paper_list.read.

    Today each waits since the time beside it, in the place in the queue that this gives: before whoever took a number
    at the kiosk later, also when that one was entered earlier. Of a day that is over, each is recorded as served or
    not, as its line says: nobody waits, and no time of call, start or end, no counter and no officer is made up.
    Raises BadInput (day: neither today nor of past_days), FaultyList with every fault (`faults`: LineFault); nothing
    is changed then.
    """
    with desk.transaction(office_id) as work:
        day = _checked(work, day)
        services = {each.code: each for each in catalogue.services(work.connection, office_id)}
        known = _known(work, services.values(), day)
        entries, faults = paper_list.read(text, known, day=day, time_zone=work.office.time_zone, now=work.now)
        if faults:
            raise FaultyList(count=len(faults), faults=faults)
        if day != work.today:
            return [_record(work, services[entry.code], day, entry, officer_id) for entry in entries]
        return _let_wait(work, services, entries, officer_id)


def _checked(work: Work, day: date | None) -> date:
    """Raises BadInput."""
    if day is None or day == work.today:
        return work.today
    possible = paper_list.days(office_at_work(work).calendar, work.today)
    if day not in possible:
        raise BadInput(field="day", expected=", ".join(each.isoformat() for each in (work.today, *possible)))
    return day


def _let_wait(
    work: Work, services: Mapping[str, ServiceRow], entries: Sequence[Entry], officer_id: int
) -> list[Entered]:
    line = numbers.line_by_arrival(work.connection, work.office.id, work.today)
    places = paper_list.places([each.at for each in entries], line)
    return [
        enter(
            work, services[entry.code], day=work.today, is_priority=entry.is_priority, party=1,
            arrives_at=entry.at, origin=Origin("manual", officer_id, place),
        )
        for entry, place in zip(entries, places, strict=True)
    ]  # fmt: skip


def _record(work: Work, service: ServiceRow, day: date, entry: Entry, officer_id: int) -> Entered:
    """Issued and ended in one breath, so that nobody is ever seen to wait on a day that is over."""
    entered = enter(
        work, service, day=day, is_priority=entry.is_priority, party=1, arrives_at=entry.at,
        origin=Origin("manual", officer_id),
    )  # fmt: skip
    happened: type[events.ServedOnPaper | events.LeftOnPaper] = (
        events.ServedOnPaper if entry.was_served else events.LeftOnPaper
    )
    found = tickets.ticket_leg(work.connection, work.office.id, entered.leg_id)
    legs.end(
        work, found,
        happened(
            ticket_id=entered.ticket_id, leg_id=entered.leg_id, business_date=day.isoformat(), officer_id=officer_id
        ),
    )  # fmt: skip
    return entered


def _known(work: Work, services: Iterable[ServiceRow], day: date) -> dict[str, Series]:
    series = numbers.series_today(work.connection, work.office.id, day)
    codes: dict[str, list[str]] = defaultdict(list)
    for each in services:
        codes[each.letter].append(each.code)
    return {letter: Series(tuple(own), series[letter].last, series[letter].last_at) for letter, own in codes.items()}


def _tear_off(work: Work, service: ServiceRow, officer_id: int) -> Entered:
    return enter(work, service, day=work.today, is_priority=False, party=1, origin=Origin("roll", officer_id))


def _service(work: Work, service_id: int) -> ServiceRow:
    service = catalogue.service(work.connection, work.office.id, service_id)
    if not service.is_active:
        raise NotFound(what="service")
    return service
