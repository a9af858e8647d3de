"""Slips of kiosks that were cut off: their tickets, and what is kept of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from queue_app.domain.log.errors import NotFound
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import LENT, ORDER_STEP
from queue_app.store.hall.tables import Device
from queue_app.store.office.tables import Officer, Series
from queue_app.store.queue import lines
from queue_app.store.queue.lease.tables import WANTS_A_LOOK, OfflineSlip
from queue_app.store.queue.tables import Leg, Ticket
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A slip as it was taken in. other: the number under which its holder waits, where it is another one."""

    id: int
    device_id: int
    device: str  # its name, also where it is not paired any more
    shown: str
    taken_at: datetime
    handed_in_at: datetime
    fault: str | None
    letter: str | None
    number: int | None
    settled_at: datetime | None
    settled_by: str | None


_ROWS = (
    select(*columns(SlipRow, OfflineSlip, Ticket, Series, device=Device.name, settled_by=Officer.name))
    .join(Device, Device.id == OfflineSlip.device_id)
    .outerjoin(Ticket, Ticket.id == OfflineSlip.ticket_id)
    .outerjoin(Series, Series.id == Ticket.series_id)
    .outerjoin(Officer, Officer.id == OfflineSlip.settled_by_id)
    .where(OfflineSlip.office_id == bindparam("office"))
    .order_by(OfflineSlip.id)
)
_IS_MINE = (OfflineSlip.id == bindparam("slip"), OfflineSlip.office_id == bindparam("office"))


def is_known(connection: Connection, office_id: int, press_key: str) -> bool:
    """Whether the slip of this press was handed in already."""
    asked = select(OfflineSlip.id).where(OfflineSlip.office_id == office_id, OfflineSlip.press_key == press_key)
    return connection.execute(asked).scalar() is not None


def has_number(connection: Connection, series_id: int, day: date, number: int) -> bool:
    """Whether a ticket of the series has this number on that day."""
    asked = select(Ticket.id).where(
        Ticket.series_id == series_id, Ticket.business_date == day, Ticket.number == number
    )  # fmt: skip
    return connection.execute(asked).scalar() is not None


def has_token(connection: Connection, token: str) -> bool:
    """Whether some ticket has the address already."""
    return connection.execute(select(Ticket.id).where(Ticket.token == token)).scalar() is not None


def add_ticket(
    connection: Connection, *, ticket: Mapping[str, Any], leg: Mapping[str, Any], order_no: int | None
) -> tuple[int, int]:
    """Writes a ticket with the number that it brings, and its first leg, which waits; answers both ids.

    order_no: the leg's place; None: behind everyone whose ticket was taken in before.
    """
    ticket_id = connection.execute(insert(Ticket).values(**ticket).returning(Ticket.id)).scalar_one()
    place = ticket_id * ORDER_STEP if order_no is None else order_no
    row = {**leg, "ticket_id": ticket_id, "order_no": place, "position": 1, "state": State.WAITING}
    opened = insert(Leg).values(**row, held_s=0.0, call_count=0).returning(Leg.id)
    leg_id = connection.execute(opened).scalar_one()
    lines.step(connection, leg["service_id"], leg["business_date"], by=1)
    return ticket_id, leg_id


def keep(connection: Connection, **values: Any) -> None:
    """Columns of its row."""
    connection.execute(insert(OfflineSlip).values(**values))


def of_day(connection: Connection, office_id: int, day: date) -> list[SlipRow]:
    """Every slip of a business date that was handed in."""
    rows = connection.execute(_ROWS.where(OfflineSlip.business_date == day), {"office": office_id})
    return [SlipRow(*row) for row in rows]


def used_of_day(connection: Connection, office_id: int, day: date) -> list[tuple[int, int]]:
    """(series, number) of every lent number that has a ticket of that business date."""
    asked = select(Ticket.series_id, Ticket.number).where(
        Ticket.office_id == office_id, Ticket.business_date == day, Ticket.number >= LENT[0]
    )
    return [(series_id, number) for series_id, number in connection.execute(asked)]


def standing(connection: Connection, office_id: int) -> list[SlipRow]:
    """Those that were not as they should be, and that nobody has looked at."""
    return [SlipRow(*row) for row in connection.execute(_ROWS.where(WANTS_A_LOOK), {"office": office_id})]


def count_standing(connection: Connection, office_id: int) -> int:
    """How many of these there are."""
    asked = select(func.count()).select_from(OfflineSlip).where(OfflineSlip.office_id == office_id, WANTS_A_LOOK)
    return int(connection.execute(asked).scalar_one())


def fault_of(connection: Connection, office_id: int, slip_id: int) -> str | None:
    """Of a slip that nobody has looked at; None where somebody has. Raises NotFound."""
    keys = {"slip": slip_id, "office": office_id}
    row = connection.execute(select(OfflineSlip.fault, OfflineSlip.settled_at).where(*_IS_MINE), keys).one_or_none()
    if row is None:
        raise NotFound(what="number of a kiosk")
    return row.fault if row.settled_at is None else None


def settle(connection: Connection, slip_id: int, *, by: int, at: datetime) -> None:
    """Somebody has looked at it."""
    seen = {"settled_by_id": by, "settled_at": at}
    connection.execute(update(OfflineSlip).where(OfflineSlip.id == slip_id).values(seen))
