"""Blocks of numbers that are lent to kiosks' computers, the places of quotas that they hold, and their last contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from queue_app.domain.queue.lease.blocks import Block
from queue_app.domain.queue.numbering import LENT
from queue_app.store.hall.tables import Device
from queue_app.store.office.tables import Series
from queue_app.store.queue.lease.tables import IS_OPEN, KioskContact, LeasePlace, NumberLease
from queue_app.store.queue.tables import Ticket
from queue_app.store.queue.upsert import UPSERT
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class LeaseRow:
    """One block that was lent. letter: of its series. returned_at: None while its computer may give of it."""

    device_id: int
    series_id: int
    letter: str
    business_date: date
    first: int
    last: int
    granted_at: datetime
    returned_at: datetime | None

    @property
    def block(self) -> Block:
        return Block(self.series_id, self.business_date, self.first, self.last)


@dataclass(frozen=True, slots=True)
class Contact:
    """When a computer, with nothing to hand in, heard its server last, and how many slips it holds, as it says."""

    device_id: int
    contact_at: datetime
    unsent: int


_ROWS = (
    select(*columns(LeaseRow, NumberLease, Series))
    .join(Series, Series.id == NumberLease.series_id)
    .where(NumberLease.office_id == bindparam("office"))
    .order_by(NumberLease.id)
)
_CONTACTS = select(*columns(Contact, KioskContact))
_USED = (
    select(func.max(Ticket.number))
    .where(Ticket.series_id == bindparam("series"), Ticket.business_date == bindparam("day"), Ticket.number >= LENT[0])
)  # fmt: skip


def of_day(connection: Connection, office_id: int, day: date) -> list[LeaseRow]:
    """Every block of a business date, in the order in which they were lent."""
    rows = connection.execute(_ROWS.where(NumberLease.business_date == day), {"office": office_id})
    return [LeaseRow(*row) for row in rows]


def open_ones(connection: Connection, office_id: int, *, before: date | None = None) -> list[LeaseRow]:
    """The blocks that have not come back; before: of earlier business dates only."""
    asked = _ROWS.where(IS_OPEN) if before is None else _ROWS.where(IS_OPEN, NumberLease.business_date < before)
    return [LeaseRow(*row) for row in connection.execute(asked, {"office": office_id})]


def last_used(connection: Connection, series_id: int, day: date) -> int | None:
    """The highest lent number that has a ticket, whoever lent it."""
    return connection.execute(_USED, {"series": series_id, "day": day}).scalar()


def add(connection: Connection, office_id: int, device_id: int, block: Block, *, at: datetime) -> None:
    """The block is the computer's from now on."""
    row = {
        "office_id": office_id, "device_id": device_id, "series_id": block.series_id, "business_date": block.day,
        "first": block.first, "last": block.last, "granted_at": at,
    }  # fmt: skip
    connection.execute(insert(NumberLease), row)


def give_back(connection: Connection, row: LeaseRow, *, at: datetime) -> None:
    """Nothing of the block is given any more."""
    mine = and_(
        NumberLease.series_id == row.series_id, NumberLease.business_date == row.business_date,
        NumberLease.first == row.first,
    )  # fmt: skip
    connection.execute(update(NumberLease).where(mine).values(returned_at=at))


def places_of(connection: Connection, device_id: int, days: Sequence[date]) -> dict[tuple[int, date], int]:
    """(service, day) -> how many places of its quota the computer holds."""
    asked = select(LeasePlace.service_id, LeasePlace.business_date, LeasePlace.held).where(
        LeasePlace.device_id == device_id, LeasePlace.business_date.in_(days)
    )
    return {(service_id, day): held for service_id, day, held in connection.execute(asked)}


def hold_places(connection: Connection, device_id: int, service_id: int, day: date, *, held: int) -> None:
    """The computer holds so many places of the service on that day."""
    key = {"device_id": device_id, "service_id": service_id, "business_date": day}
    statement = (
        UPSERT[connection.dialect.name](LeasePlace)
        .values(**key, held=held)
        .on_conflict_do_update(
            index_elements=[LeasePlace.device_id, LeasePlace.service_id, LeasePlace.business_date], set_={"held": held}
        )
    )
    connection.execute(statement)


def free_places(connection: Connection, device_id: int, *, before: date | None = None) -> None:
    """The computer holds no places any more; before: of earlier business dates."""
    mine = LeasePlace.device_id == device_id
    asked = mine if before is None else and_(mine, LeasePlace.business_date < before)
    connection.execute(delete(LeasePlace).where(asked))


def contact_of(connection: Connection, device_id: int) -> Contact | None:
    """None of a computer that has not asked for numbers yet."""
    row = connection.execute(_CONTACTS.where(KioskContact.device_id == device_id)).one_or_none()
    return Contact(*row) if row else None


def contacts(connection: Connection, office_id: int) -> dict[int, Contact]:
    """By the device's id."""
    rows = connection.execute(_CONTACTS.where(KioskContact.office_id == office_id))
    return {each.device_id: each for each in (Contact(*row) for row in rows)}


def note_contact(connection: Connection, office_id: int, device_id: int, *, at: datetime, unsent: int) -> None:
    """The computer was heard of, and tells how many slips it holds. With some left the time of contact stays."""
    values = {"contact_at": at, "unsent": unsent}
    statement = (
        UPSERT[connection.dialect.name](KioskContact)
        .values(device_id=device_id, office_id=office_id, **values)
        .on_conflict_do_update(
            index_elements=[KioskContact.device_id], set_={"unsent": unsent} if unsent else values
        )
    )  # fmt: skip
    connection.execute(statement)


def secret_of(connection: Connection, device_id: int) -> tuple[str, datetime | None]:
    """The hash of a device's token, and when it was unpaired."""
    row = connection.execute(select(Device.token_hash, Device.revoked_at).where(Device.id == device_id)).one()
    return row.token_hash, row.revoked_at
