"""A kiosk's computer asks what it may give while it is cut off: blocks of numbers, and places of quotas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.actions.queue.lease.returning import give_back
from queue_app.domain.log.events import LeaseGranted
from queue_app.domain.office import hours
from queue_app.domain.office.hours import Calendar
from queue_app.domain.queue.lease import blocks, slips
from queue_app.domain.queue.lease.blocks import Block, Held
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue
from queue_app.store.office.now import OfficeNow, office_at_work, office_now
from queue_app.store.queue import quota
from queue_app.store.queue.lease import leases
from queue_app.store.queue.lease.leases import LeaseRow

NOTED_EVERY = timedelta(seconds=30)  # how stale the last contact may be
Place = tuple[int, date]  # a service and a business date


@dataclass(frozen=True, slots=True)
class Told:
    """What the computer says that it has. unsent: slips that it could not hand in. places: (service, day) -> held.

    heard_at: of the last answer that it got, by the server's clock; None: it got none yet.
    """

    unsent: int = 0
    held: Sequence[Held] = ()
    places: Mapping[Place, int] = field(default_factory=dict)
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lent:
    """What it may give from now on, and nothing else."""

    blocks: Sequence[Block]
    places: Mapping[Place, int]


class _Due(NamedTuple):
    """What has to be written, and what is answered then."""

    gone: list[LeaseRow]
    new: list[Block]
    held: dict[Place, int]  # places as they have to stand in the row
    lent: Lent

    @property
    def is_any(self) -> bool:
        return bool(self.gone or self.new or self.held)


def lend(desk: Desk, office_id: int, device_id: int, told: Told, *, size: int) -> Lent:
    """What the computer may give from now on: blocks of `size` numbers of each series, for today and the next day.

    A block that is half used up is followed by another one; size 0: all come back. Where nothing changes nothing is
    written but the contact, now and then, and the office is not locked. Asked twice, nothing is lent twice.
    """
    with desk.reading() as connection:
        now = desk.clock()
        due = _due(connection, office_now(connection, office_id), device_id, told, size=size, now=now)
        contact = leases.contact_of(connection, device_id)
    if due.is_any:
        with desk.transaction(office_id) as work:
            due = _due(work.connection, office_at_work(work), device_id, told, size=size, now=work.now)
            _write(work, device_id, due, why="switched_off" if size == 0 else "day_ended")
    at = slips.contact(contact.contact_at if contact else None, heard_at=told.heard_at, now=now)
    if contact is None or contact.unsent != told.unsent or at - contact.contact_at > NOTED_EVERY:
        with desk.beside() as connection:
            leases.note_contact(connection, office_id, device_id, at=at, unsent=told.unsent)
    return due.lent


def _write(work: Work, device_id: int, due: _Due, *, why: str) -> None:
    give_back(work, due.gone, why=why)
    for block in due.new:
        leases.add(work.connection, work.office.id, device_id, block, at=work.now)
        work.record(
            LeaseGranted(
                device_id=device_id, series_id=block.series_id, business_date=block.day.isoformat(),
                first=block.first, last=block.last,
            )
        )  # fmt: skip
    for (service_id, day), held in due.held.items():
        leases.hold_places(work.connection, device_id, service_id, day, held=held)


def _due(
    connection: Connection, office: OfficeNow, device_id: int, told: Told, *, size: int, now: datetime
) -> _Due:  # fmt: skip
    days = _days(office, now) if size else []
    mine = [each for each in leases.open_ones(connection, office.id) if each.device_id == device_id]
    gone = [each for each in mine if each.business_date not in days]
    kept = [each.block for each in mine if each.business_date in days]
    new = [block for day in days for block in _new_blocks(connection, office, day, kept, told, size=size)]
    held, lent_places = _places(connection, office, device_id, days, told, size=size, now=now)
    return _Due(gone, new, held, Lent([*kept, *new], lent_places))


def _days(office: OfficeNow, now: datetime) -> list[date]:
    """Today and the next working day: a server that is away in the morning was there the evening before."""
    if office.room.numbering == "roll":
        return []
    today = business_date(now, office.time_zone)
    found = [today, hours.next_working_day(office.calendar, today)]
    return [day for day in found if day is not None and _works(office.calendar, day)]


def _works(calendar: Calendar, day: date) -> bool:
    return bool(hours.day_plan(calendar, day).intervals)


def _new_blocks(
    connection: Connection, office: OfficeNow, day: date, kept: Sequence[Block], told: Told, *, size: int
) -> Iterator[Block]:
    known = defaultdict(list)
    for row in leases.of_day(connection, office.id, day):
        known[row.series_id].append(row.block)
    for series_id in {each.series_id: None for each in catalogue.services(connection, office.id)}:
        own = [each for each in kept if (each.series_id, each.day) == (series_id, day)]
        said = {each.block: each for each in told.held if (each.block.series_id, each.block.day) == (series_id, day)}
        used = leases.last_used(connection, series_id, day) or 0
        yield from _of_series(series_id, day, own=own, known=known[series_id], said=said, used=used, size=size)


def _of_series(
    series_id: int, day: date, *, own: list[Block], known: list[Block], said: Mapping[Block, Held], used: int, size: int
) -> Iterator[Block]:
    """What the computer tells and nobody knows is adopted; then it gets a block where it has too little left."""
    for block in said:
        if block not in own and len(own) < blocks.MOST_BLOCKS and blocks.may_adopt(block, known, size=size):
            own, known = [*own, block], [*known, block]
            yield block
    stands = [said.get(each, Held(each, each.first)) for each in own]
    if not blocks.wants_more(stands, size=size):
        return
    found = blocks.next_block(series_id, day, size=size, last_lent=max([used, *(each.last for each in known)]))
    if found:
        yield found


def _places(
    connection: Connection, office: OfficeNow, device_id: int, days: Sequence[date], told: Told, *, size: int,
    now: datetime,
) -> tuple[dict[Place, int], dict[Place, int]]:  # fmt: skip
    """Places as the rows have to hold them where they do not, and as the computer is told.

    What is taken back from it stays in the row until it tells that it has less: it may be cut off in this moment.
    """
    limited = [each for each in catalogue.services(connection, office.id) if each.daily_quota is not None]
    rows = leases.places_of(connection, device_id, days) if days and limited else {}
    written, answered = {}, {}
    for day in days if limited else ():
        quotas = quota.of_services(connection, limited, day, office_id=office.id, now=now)
        for service in limited:
            place, before = (service.id, day), rows.get((service.id, day), 0)
            still = min(before, told.places.get(place, 0))
            freed = before - still
            wanted = blocks.places(left=(quotas[service.id].left or 0) + freed, held=still, size=size)
            answered[place] = wanted
            if max(wanted, still) != before:
                written[place] = max(wanted, still)
    return written, answered
