"""Kiosks, displays and tablets that were seen lately, each by the name that its browser keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, case, delete, func, insert, select, update

from queue_app.domain.log.rights import DeviceKind
from queue_app.store.hall.tables import Screen
from queue_app.store.rows import columns

SOUNDS: dict[str, str] = {  # how it stands with a screen's sound: code -> msgid
    "ok": "Speaks",
    "locked": "Locked: touch the screen once",
    "silent": "Set to silent",
    "missing": "Its clips cannot be played",
    "none": "No sound",
}


@dataclass(frozen=True, slots=True)
class ScreenRow:
    id: int
    key: str
    kind: DeviceKind
    device_id: int | None  # None: not paired
    zone: str
    version: str  # the build that its page runs
    sound: str  # one of presence.SOUNDS
    first_seen_at: datetime
    seen_at: datetime


_SCREENS = select(*columns(ScreenRow, Screen))
_ONE = _SCREENS.where(Screen.office_id == bindparam("office"), Screen.key == bindparam("key"))
_ALL = _SCREENS.where(Screen.office_id == bindparam("office")).order_by(Screen.id)
_SEEN = update(Screen).where(Screen.id == bindparam("screen"))
_SPEAKS = (
    select(Screen.id)
    .where(
        Screen.office_id == bindparam("office"),
        Screen.kind == DeviceKind.DISPLAY,
        Screen.sound.in_(("ok", "locked", "missing")),  # a silent one was never meant to speak
        Screen.seen_at > bindparam("since"),
    )
    .limit(1)
)


def screen(connection: Connection, office_id: int, key: str) -> ScreenRow | None:
    """The screen of the office that calls itself so."""
    row = connection.execute(_ONE, {"office": office_id, "key": key}).one_or_none()
    return ScreenRow(*row) if row else None


def of_office(connection: Connection, office_id: int) -> list[ScreenRow]:
    """Every screen of the office that is not forgotten, in the order in which they were first seen."""
    return [ScreenRow(*row) for row in connection.execute(_ALL, {"office": office_id})]


def speaks_since(connection: Connection, office_id: int, since: datetime) -> bool:
    """Whether a display that is meant to speak was seen after `since`."""
    return connection.execute(_SPEAKS, {"office": office_id, "since": since}).first() is not None


def add(connection: Connection, office_id: int, *, at: datetime, values: Mapping[str, object]) -> None:
    """A screen that was never seen before, or was forgotten. values: columns of Screen."""
    made = {"office_id": office_id, "first_seen_at": at, "seen_at": at, **values}
    connection.execute(insert(Screen), made)


def note(connection: Connection, screen_id: int, *, at: datetime, values: Mapping[str, object]) -> None:
    """The screen was there. values: columns of Screen."""
    connection.execute(_SEEN.values(seen_at=at, **values), {"screen": screen_id})


def make_room(connection: Connection, office_id: int, *, most: int, there_since: datetime) -> None:
    """Forgets screens of the office, so that one more makes `most`: first those seen longest ago, paired ones last.

    Where all were seen after `there_since`, the one that came last: a flood of made-up screens pushes out its own.
    """
    mine, is_there = Screen.office_id == office_id, Screen.seen_at > there_since
    count = connection.execute(select(func.count()).select_from(Screen).where(mine)).scalar_one()
    if count >= most:
        least_missed = (
            Screen.device_id.is_not(None), is_there, case((is_there, None), else_=Screen.seen_at),
            Screen.first_seen_at.desc(), Screen.id.desc(),
        )  # fmt: skip
        surplus = select(Screen.id).where(mine).order_by(*least_missed).limit(count - most + 1)
        connection.execute(delete(Screen).where(Screen.id.in_(surplus)))


def drop(connection: Connection, office_id: int, screen_id: int) -> bool:
    """Forgets one screen of the office; False when it has none such."""
    mine = and_(Screen.office_id == office_id, Screen.id == screen_id)
    return connection.execute(delete(Screen).where(mine)).rowcount == 1


def forget(connection: Connection, office_id: int, *, until: datetime) -> int:
    """Forgets the screens of the office that nobody has seen since; answers how many they were."""
    old = and_(Screen.office_id == office_id, Screen.seen_at <= until)
    return connection.execute(delete(Screen).where(old)).rowcount
