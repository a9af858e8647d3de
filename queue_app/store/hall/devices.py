"""Kiosks, displays and tablets: first a code that waits to be typed in, then a token, known by its hash only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, select, update

from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import DeviceKind
from queue_app.store.hall.tables import Device
from queue_app.store.rows import columns
from queue_app.store.statements import Statement


@dataclass(frozen=True, slots=True)
class DeviceRow:
    id: int
    office_id: int
    kind: DeviceKind
    name: str
    code: str | None  # while it waits
    created_at: datetime  # of the row and of its code
    paired_at: datetime | None
    seen_at: datetime | None
    revoked_at: datetime | None
    zone: str = ""  # of a display; "": every call
    printer_id: int | None = None  # of a kiosk; None: the office's only one, or the server's
    is_low: bool = False  # of a kiosk
    is_silent: bool = False  # of a display
    counter_id: int | None = None  # of a survey tablet; None: it stands at the exit

    @property
    def is_paired(self) -> bool:
        return self.paired_at is not None and self.revoked_at is None


_DEVICES = select(*columns(DeviceRow, Device))
_HOLDER = Statement(_DEVICES.where(Device.token_hash == bindparam("token_hash")))
_TOUCH = update(Device).where(Device.id == bindparam("device")).values(seen_at=bindparam("at"))


def holder(connection: Connection, token_hash: str) -> DeviceRow | None:
    """The device that holds the token, whatever became of it."""
    row = _HOLDER.first(connection, token_hash=token_hash)
    return DeviceRow(*row) if row else None


def paired(connection: Connection, office_id: int) -> list[DeviceRow]:
    """The devices of the office that hold a valid token, in the order of their pairing."""
    mine = and_(Device.office_id == office_id, Device.paired_at.is_not(None), Device.revoked_at.is_(None))
    return [DeviceRow(*row) for row in connection.execute(_DEVICES.where(mine).order_by(Device.paired_at, Device.id))]


def waiting(connection: Connection, office_id: int, *, since: datetime) -> list[DeviceRow]:
    """The devices of the office whose code was made after `since` and that nobody has typed in yet."""
    mine = and_(Device.office_id == office_id, _waits(), Device.created_at > since)
    return [DeviceRow(*row) for row in connection.execute(_DEVICES.where(mine).order_by(Device.id))]


def codes(connection: Connection) -> set[str]:
    """Every code that is taken, in any office."""
    return {str(code) for code in connection.execute(select(Device.code).where(_waits())).scalars()}


def forget_waiting(connection: Connection, office_id: int, *, until: datetime) -> None:
    """Codes of the office that were made by then are void, and their devices unknown again."""
    connection.execute(delete(Device).where(Device.office_id == office_id, _waits(), Device.created_at <= until))


def add(connection: Connection, office_id: int, *, kind: DeviceKind, token_hash: str, code: str, at: datetime) -> None:
    """A device that waits, known by its token's hash."""
    made = {"office_id": office_id, "kind": kind, "name": "", "token_hash": token_hash, "code": code, "created_at": at}
    connection.execute(insert(Device), made)


def claim(connection: Connection, office_id: int, code: str, *, since: datetime) -> DeviceRow | None:
    """The device of the office that waits with this code, made after `since`."""
    mine = and_(Device.office_id == office_id, Device.code == code, Device.created_at > since)
    row = connection.execute(_DEVICES.where(mine)).one_or_none()
    return DeviceRow(*row) if row else None


def pair(connection: Connection, device_id: int, *, name: str, at: datetime) -> None:
    """The device's token is valid from now on, and its code is nobody's."""
    values = {"code": None, "name": name, "paired_at": at, "seen_at": at}
    connection.execute(update(Device).where(Device.id == device_id).values(values))


def device(connection: Connection, office_id: int, device_id: int) -> DeviceRow:
    """Raises NotFound when the office has no such paired device."""
    mine = and_(Device.office_id == office_id, Device.id == device_id, Device.paired_at.is_not(None))
    row = connection.execute(_DEVICES.where(mine)).one_or_none()
    if row is None or row.revoked_at is not None:
        raise NotFound(what="device")
    return DeviceRow(*row)


def rename(connection: Connection, device_id: int, *, name: str) -> None:
    """What people call the device."""
    connection.execute(update(Device).where(Device.id == device_id).values(name=name))


def place(
    connection: Connection,
    device_id: int,
    *,
    zone: str,
    printer_id: int | None,
    is_low: bool,
    is_silent: bool,
    counter_id: int | None,
) -> None:
    """What a screen shows, says, prints and asks where it stands."""
    values = {
        "zone": zone, "printer_id": printer_id, "is_low": is_low, "is_silent": is_silent, "counter_id": counter_id,
    }  # fmt: skip
    connection.execute(update(Device).where(Device.id == device_id).values(values))


def revoke(connection: Connection, device_id: int, *, at: datetime) -> None:
    """The device's token is worth nothing from now on."""
    connection.execute(update(Device).where(Device.id == device_id).values(revoked_at=at))


def touch(connection: Connection, device_id: int, *, at: datetime) -> None:
    """The device was there."""
    connection.execute(_TOUCH, {"device": device_id, "at": at})


def _waits() -> ColumnElement[bool]:
    return Device.code.is_not(None)
