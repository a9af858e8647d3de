"""Pairing a screen with its office: a six-digit code on the screen, typed by the administrator, makes its token valid.

A device has exactly the rights of its kind in its own office. An office that pairs no devices lets everyone who stands
before a screen use it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_app.actions.accounts import token_hash
from queue_app.domain import events
from queue_app.domain.errors import NotPaired, TooManyScreens, UnknownCode
from queue_app.domain.rights import DEVICE_RIGHTS, DeviceKind, Right
from queue_app.store import devices
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.devices import DeviceRow

CODE_LASTS = timedelta(minutes=15)
TOUCH_EVERY = timedelta(minutes=1)  # how stale "last seen" may be
MOST_WAITING = 20  # codes of one office at a time: the more there are, the likelier a slip of the finger hits one


@dataclass(frozen=True, slots=True)
class Asked:
    """What a screen that asked to be paired is told. token: to be kept, where it is a new one."""

    is_paired: bool
    code: str = ""
    left_s: int = 0
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Screens:
    """What the administrator sees."""

    paired: list[DeviceRow]
    waiting: list[DeviceRow]


def standing(desk: Desk, office: OfficeKey, kind: DeviceKind, *, token: str) -> Asked | None:
    """How the screen that holds the token stands; None when it needs a new code. Writes nothing."""
    if not office.pairs_devices:
        return Asked(is_paired=True)
    with desk.reading() as connection:
        found = devices.holder(connection, token_hash(token))
    if found is None or found.office_id != office.id or found.kind is not kind:
        return None
    left = found.created_at + CODE_LASTS - desk.clock()
    if found.code and left > timedelta(0):
        return Asked(is_paired=False, code=found.code, left_s=int(left.total_seconds()))
    return Asked(is_paired=True) if found.is_paired else None


def begin(desk: Desk, office: OfficeKey, kind: DeviceKind) -> Asked:
    """A new code for a screen, and the token that becomes valid with it. Raises TooManyScreens."""
    token = secrets.token_urlsafe(32)
    with desk.transaction(office.id) as work:
        since = work.now - CODE_LASTS
        devices.forget_waiting(work.connection, office.id, until=since)
        if len(devices.waiting(work.connection, office.id, since=since)) >= MOST_WAITING:
            raise TooManyScreens
        code = _new_code(devices.codes(work.connection))
        devices.add(work.connection, office.id, kind=kind, token_hash=token_hash(token), code=code, at=work.now)
    return Asked(is_paired=False, code=code, left_s=int(CODE_LASTS.total_seconds()), token=token)


def pair(desk: Desk, office_id: int, *, code: str, name: str, by: int) -> DeviceRow:
    """The screen that shows the code is the office's from now on. by: the administrator. Raises UnknownCode."""
    with desk.transaction(office_id) as work:
        found = devices.claim(work.connection, office_id, code, since=work.now - CODE_LASTS)
        if found is None:
            raise UnknownCode
        devices.pair(work.connection, found.id, name=name, at=work.now)
        work.record(events.DevicePaired(device_id=found.id, device_kind=found.kind, officer_id=by))
    return found


def revoke(desk: Desk, office_id: int, device_id: int, *, by: int) -> None:
    """The screen is nobody's from now on; it shows so within a beat. Raises NotFound."""
    with desk.transaction(office_id) as work:
        found = devices.device(work.connection, office_id, device_id)
        devices.revoke(work.connection, found.id, at=work.now)
        work.record(events.DeviceRevoked(device_id=found.id, officer_id=by))


def rename(desk: Desk, office_id: int, device_id: int, *, name: str, by: int) -> None:
    """Raises NotFound."""
    with desk.transaction(office_id) as work:
        found = devices.device(work.connection, office_id, device_id)
        if found.name == name:
            return
        devices.rename(work.connection, found.id, name=name)
        work.record(
            events.SetupChanged(
                what="device", key=str(found.id), field_names="name", before=found.name, after=name, officer_id=by
            )
        )


def screens(desk: Desk, office_id: int) -> Screens:
    """The paired devices of the office, and those that wait for their code to be typed in."""
    with desk.reading() as connection:
        since = desk.clock() - CODE_LASTS
        return Screens(devices.paired(connection, office_id), devices.waiting(connection, office_id, since=since))


def admit(desk: Desk, office: OfficeKey, right: Right, *, token: str) -> None:
    """Lets a device in that has the right in this office, and notes that it was seen. Raises NotPaired."""
    if not desk.office(office.id).pairs_devices:  # asked anew: a socket's key of its office may be a day old
        return
    found = None
    if token:
        with desk.reading() as connection:
            found = devices.holder(connection, token_hash(token))
    if found is None or not _may(found, office, right):
        raise NotPaired
    now = desk.clock()
    if found.seen_at is None or now - found.seen_at > TOUCH_EVERY:
        with desk.transaction(office.id) as work:
            devices.touch(work.connection, found.id, at=work.now)


def unpaired_at(desk: Desk, token: str) -> datetime | None:
    """When the device that holds the token was unpaired, where anybody knows."""
    with desk.reading() as connection:
        found = devices.holder(connection, token_hash(token))
    return found.revoked_at if found else None


def _may(device: DeviceRow, office: OfficeKey, right: Right) -> bool:
    return device.is_paired and device.office_id == office.id and right in DEVICE_RIGHTS[device.kind]


def _new_code(taken: set[str]) -> str:
    while (code := f"{secrets.randbelow(1_000_000):06d}") in taken:
        pass
    return code
