"""The line of an office: everybody who waits, is called or served, by number, for all phones at once. Reads only.

It says the same to every reader, in no language, so it is written once after a change and handed to thousands
(web.frame.line_shim): each phone finds its own number in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from queue_app.domain.citizen.promise import OfficeWaits
from queue_app.domain.queue.lifecycle import AT_COUNTER, State
from queue_app.screens.expected import Expected, expected, is_unsure, promised, unsure_why
from queue_app.screens.state import ByLanguage, Lean, Moment, Shown, moment, stamp
from queue_app.store.desk import OfficeKey
from queue_app.store.office import availability, catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.queue import standing
from queue_app.store.queue.standing import Standing
from queue_app.texts import LANGUAGES


class Place(Lean, frozen=True):
    """Of one number, the same as TicketState tells of it; of who is called it says where, and no more."""

    state: State
    service_id: int
    ahead: int | None = None
    expected: Expected | None = None
    is_unsure: bool = False
    unsure_why: str | None = None
    counter: int | None = None


class ClosedNow(Shown, frozen=True):
    """A service that is closed by hand: why, by language, and until when where that is known."""

    why: ByLanguage
    until: Moment | None


class OfficeLine(Shown, frozen=True):
    """date: the business date of all of it. line: by number as tickets show it. closed: by service id.

    Who is not in the line has gone, or comes on another day.
    """

    seq: int
    date: str
    line: dict[str, Place]
    closed: dict[int, ClosedNow]


def office_line(connection: Connection, office: OfficeKey, *, now: datetime) -> OfficeLine:
    """All numbers of the business date whose visit goes on."""
    seq, day, known = stamp(connection, office, now)
    services = {each.id: each for each in catalogue.all_services(connection, office.id)}
    found = standing.standing(connection, office.id, day)
    closed = _closed(services, found, office, now)
    waits = promised(connection, office.id, seq=seq, now=now)
    behind = standing.ahead(found, {each.id: each.series_id for each in services.values()}, now=now)
    places = {
        each.shown: _waiting(each, waits, behind, is_closed=each.service_id in closed, now=now)
        if each.state == State.WAITING
        else _called(each, known.numbers)
        for each in found
    }
    return OfficeLine(seq, day.isoformat(), places, closed)


def version(connection: Connection, office: OfficeKey, *, now: datetime) -> tuple[object, ...]:
    """Another one whenever the line may be another, but for what the clock alone brings."""
    seq, day, _known = stamp(connection, office, now)
    waits = promised(connection, office.id, seq=seq, now=now)
    return seq, day, waits and waits.at


def _waiting(
    each: Standing, waits: OfficeWaits | None, came_before: Mapping[int, int], *, is_closed: bool, now: datetime
) -> Place:
    ahead = waits.ahead.get(each.leg_id) if waits else None
    return Place(
        each.state,
        each.service_id,
        ahead=came_before[each.leg_id] if ahead is None else ahead,
        expected=None if is_closed else expected(waits, each.leg_id, now=now),
        is_unsure=not is_closed and is_unsure(waits, each.leg_id),
        unsure_why=None if is_closed else unsure_why(waits, each.leg_id),
    )


def _called(each: Standing, numbers: Mapping[int, int]) -> Place:
    counter = numbers.get(each.counter_id or 0) if each.state in AT_COUNTER else None
    return Place(each.state, each.service_id, counter=counter)


def _closed(
    services: Mapping[int, ServiceRow], found: Iterable[Standing], office: OfficeKey, now: datetime
) -> dict[int, ClosedNow]:
    """Of the services that somebody waits for."""
    wanted = sorted({each.service_id for each in found if each.state == State.WAITING})
    closings = {each: availability.by_hand(services[each], now=now) for each in wanted}
    return {
        service_id: ClosedNow(
            {lang: availability.words(closed, office, now=now, lang=lang) for lang in LANGUAGES},
            moment(closed.opens_at),
        )
        for service_id, closed in closings.items()
        if closed is not None
    }
