"""Pairing a screen with its office: a six-digit code on the screen, typed by the administrator, makes its token valid.

A device has exactly the rights of its kind in its own office. An office that pairs no devices lets everyone who stands
before a screen use it; what prints its tickets is paired in every office.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from queue_app.actions.office.accounts import token_hash
from queue_app.actions.paper import moves
from queue_app.actions.queue.lease import returning
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, NotPaired, TooManyScreens, UnknownCode
from queue_app.domain.log.rights import ALWAYS_PAIRED, DEVICE_RIGHTS, DeviceKind, Right
from queue_app.store.desk import Desk, OfficeKey, Work
from queue_app.store.hall import devices
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.office.now import office_at_work
from queue_app.store.paper import printers

CODE_LASTS = timedelta(minutes=15)
TOUCH_EVERY = timedelta(minutes=1)  # how stale "last seen" may be
MOST_WAITING = 40  # codes of one office at a time: so many of a million does one wrong guess, or slip, hit


@dataclass(frozen=True, slots=True)
class Asked:
    """What a screen that asked to be paired is told. token: to be kept, where it is a new one."""

    is_paired: bool
    code: str = ""
    left_s: int = 0
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """What a screen shows, says, prints and asks where it stands."""

    zone: str = ""
    printer_id: int | None = None
    is_low: bool = False
    is_silent: bool = False
    counter_id: int | None = None

    @classmethod
    def of(cls, device: DeviceRow) -> Placed:
        return cls(device.zone, device.printer_id, device.is_low, device.is_silent, device.counter_id)


# What of it is a device's, by kind.
PLACES: dict[DeviceKind, tuple[str, ...]] = {
    DeviceKind.KIOSK: ("printer_id", "is_low"),
    DeviceKind.DISPLAY: ("zone", "is_silent"),
    DeviceKind.SURVEY: ("counter_id",),
}


@dataclass(frozen=True, slots=True)
class Screens:
    """What the administrator sees."""

    paired: list[DeviceRow]
    waiting: list[DeviceRow]


def standing(desk: Desk, office: OfficeKey, kind: DeviceKind, *, token: str) -> Asked | None:
    """How the screen that holds the token stands; None when it needs a new code. Writes nothing."""
    if not (office.pairs_devices or DEVICE_RIGHTS[kind] & ALWAYS_PAIRED):
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
        if found.kind is DeviceKind.PRINTER:
            printers.add(work.connection, office_id, device_id=found.id, name=name)
        work.record(events.DevicePaired(device_id=found.id, device_kind=found.kind, officer_id=by))
    return found


def revoke(desk: Desk, office_id: int, device_id: int, *, by: int) -> None:
    """The screen is nobody's from now on; it shows so within a beat. Raises NotFound.

    What waited for its printer goes to the office's usual one, or to the only other one that prints. Numbers that were
    lent to it come back; those that it gave while it was cut off are still taken in, once it is paired anew.
    """
    with desk.transaction(office_id) as work:
        found = devices.device(work.connection, office_id, device_id)
        devices.revoke(work.connection, found.id, at=work.now)
        printer = printers.of_device(work.connection, found.id)
        if printer:
            printers.retire(work.connection, found.id)
            moves.hand_over(work, printer)
        returning.of_device(work, found.id)
        work.record(events.DeviceRevoked(device_id=found.id, officer_id=by))


def rename(desk: Desk, office_id: int, device_id: int, *, name: str, by: int) -> None:
    """Raises NotFound."""
    with desk.transaction(office_id) as work:
        found = devices.device(work.connection, office_id, device_id)
        if found.name == name:
            return
        devices.rename(work.connection, found.id, name=name)
        printers.rename(work.connection, found.id, name=name)
        work.record(
            events.SetupChanged(
                what="device", key=str(found.id), field_names="name", before=found.name, after=name, officer_id=by
            )
        )


def place(desk: Desk, office_id: int, device_id: int, placed: Placed, *, by: int) -> None:
    """What a screen shows, says, prints and asks from now on; it does so when it loads anew. Raises NotFound, BadInput.

    What is not of the device's kind stays as it is.
    """
    with desk.transaction(office_id) as work:
        found = devices.device(work.connection, office_id, device_id)
        before = Placed.of(found)
        after = replace(before, **{name: getattr(placed, name) for name in PLACES.get(found.kind, ())})
        if after == before:
            return
        _check_place(work, after)
        devices.place(work.connection, found.id, **asdict(after))
        changed = [name for name in PLACES[found.kind] if getattr(before, name) != getattr(after, name)]
        work.record(
            events.SetupChanged(
                what="device", key=str(found.id), field_names=" ".join(changed),
                before=_written(before, changed), after=_written(after, changed), officer_id=by,
            )
        )  # fmt: skip


def _check_place(work: Work, placed: Placed) -> None:
    office = office_at_work(work)
    zones = office.zones
    if placed.zone and placed.zone not in zones:
        raise BadInput(field="zone", expected=", ".join(zones) or "-")
    mine = [each.id for each in printers.of_office(work.connection, work.office.id)]
    if placed.printer_id is not None and placed.printer_id not in mine:
        raise BadInput(field="printer_id", expected=", ".join(map(str, mine)) or "-")
    if placed.counter_id is not None and placed.counter_id not in office.numbers:
        raise BadInput(field="counter_id", expected=", ".join(map(str, office.numbers)) or "-")


def _written(placed: Placed, names: list[str]) -> str:
    return json.dumps({name: getattr(placed, name) for name in names})


def screens(desk: Desk, office_id: int) -> Screens:
    """The paired devices of the office, and those that wait for their code to be typed in."""
    with desk.reading() as connection:
        since = desk.clock() - CODE_LASTS
        return Screens(devices.paired(connection, office_id), devices.waiting(connection, office_id, since=since))


def admit(desk: Desk, office: OfficeKey, right: Right, *, token: str) -> DeviceRow | None:
    """Lets a device in that has the right in this office, and notes that it was seen. Raises NotPaired.

    None: the office pairs no screens, and nobody asked which one this is.
    """
    # Asked anew: a socket's key of its office may be a day old.
    if right not in ALWAYS_PAIRED and not desk.office(office.id).pairs_devices:
        return None
    found = None
    if token:
        with desk.glance() as connection:
            found = devices.holder(connection, token_hash(token))
    if found is None or not _may(found, office, right):
        raise NotPaired
    now = desk.clock()
    if found.seen_at is None or now - found.seen_at > TOUCH_EVERY:
        device_id = found.id
        desk.aside(
            ("a device's use", device_id), office.id,
            lambda work: devices.touch(work.connection, device_id, at=work.now),
        )  # fmt: skip
    return found


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
