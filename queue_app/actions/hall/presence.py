"""Which screens are there: each tells of itself once a minute, and at once when its sound changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.log.rights import DeviceKind
from queue_app.store.desk import Desk, Work
from queue_app.store.hall import presence
from queue_app.store.hall.presence import SOUNDS

NOTE_EVERY = timedelta(seconds=50)  # a screen tells once a minute; a shorter one would let each of them be written
THERE = timedelta(minutes=3)  # a screen that has told of itself within these is there
MOST = 200  # screens of one office; browsers that keep no name would be new ones each time


def seen(
    desk: Desk,
    office_id: int,
    *,
    key: str,
    kind: DeviceKind,
    version: str,
    sound: str,
    zone: str,
    device_id: int | None,
) -> None:
    """A screen of the office is there. key: the name that its browser keeps. Raises BadInput for an unknown sound.

    Written at most once a minute, unless something of it is new, and aside: the screen's line must not wait for it.
    """
    if sound not in SOUNDS:
        raise BadInput(field="sound", expected=", ".join(SOUNDS))
    values = {"kind": kind, "version": version, "sound": sound, "zone": zone, "device_id": device_id}
    with desk.reading() as connection:
        known = presence.screen(connection, office_id, key)
    if known and desk.clock() - known.seen_at < NOTE_EVERY and all(getattr(known, k) == v for k, v in values.items()):
        return
    desk.aside(("a screen's presence", key), office_id, lambda work: _note(work, key, values))


def _note(work: Work, key: str, values: Mapping[str, object]) -> None:
    known = presence.screen(work.connection, work.office.id, key)
    if known:
        presence.note(work.connection, known.id, at=work.now, values=values)
        return
    presence.make_room(work.connection, work.office.id, most=MOST, there_since=work.now - THERE)
    presence.add(work.connection, work.office.id, at=work.now, values={"key": key, **values})


def is_known(desk: Desk, office_id: int, key: str) -> bool:
    """Whether the screen of that name stands in the list that staff see."""
    with desk.reading() as connection:
        return presence.screen(connection, office_id, key) is not None


def left(desk: Desk, office_id: int, *, key: str) -> None:
    """The page of a screen was closed by hand: it is not missed. A paired one is: it belongs where it was."""
    with desk.reading() as connection:
        known = presence.screen(connection, office_id, key)
    if known is not None and known.device_id is None:
        desk.aside(
            ("a screen's farewell", key), office_id, lambda work: presence.drop(work.connection, office_id, known.id)
        )


def drop(desk: Desk, office_id: int, screen_id: int) -> None:
    """The screen is gone for good; should it come again, it is a new one. Raises NotFound."""
    with desk.transaction(office_id) as work:
        if not presence.drop(work.connection, office_id, screen_id):
            raise NotFound(what="screen")
