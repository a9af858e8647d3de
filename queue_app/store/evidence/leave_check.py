"""Rows of leave held against the log, which tells of each request all but what it is for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.evidence.leave import State
from queue_app.domain.log.events import LeaveAsked, LeaveDecided, LeaveWithdrawn
from queue_app.store.evidence.leave_tables import Leave
from queue_app.store.log.row_check import MISSING, UNKNOWN, Difference
from queue_app.store.log.tables import LoggedEvent

FIELDS = ("officer_id", "first", "last", "from_min", "until_min", "state")
_TOLD = (
    select(LoggedEvent.kind, LoggedEvent.data)
    .where(
        LoggedEvent.office_id == bindparam("office"),
        LoggedEvent.kind.in_([LeaveAsked.kind, LeaveDecided.kind, LeaveWithdrawn.kind]),
    )
    .order_by(LoggedEvent.seq)
)
_KEPT = select(Leave.id, *(getattr(Leave, name) for name in FIELDS)).where(Leave.office_id == bindparam("office"))
Told = dict[int, dict[str, Any]]


def differences(connection: Connection, office_id: int) -> Iterator[Difference]:
    """Each request that is gone, that the log does not know, or that says otherwise when and whether it stands."""
    told = _told(connection, office_id)
    rows = connection.execute(_KEPT, {"office": office_id})
    kept: Told = {number: dict(zip(FIELDS, map(_plain, row), strict=True)) for number, *row in rows}
    for number in sorted(told.keys() ^ kept.keys()):
        yield Difference("leave", str(number), MISSING if number in told else UNKNOWN, None, None)
    for number in sorted(told.keys() & kept.keys()):
        for name in FIELDS:
            if told[number][name] != kept[number][name]:
                yield Difference("leave", str(number), name, told[number][name], kept[number][name])


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


def _told(connection: Connection, office_id: int) -> Told:
    found: Told = {}
    for kind, text in connection.execute(_TOLD, {"office": office_id}):
        data = json.loads(text)
        if kind == LeaveAsked.kind:
            asked = {name: data[name] for name in ("officer_id", "from_min", "until_min")}
            days = {"first": data["first_day"], "last": data["last_day"]}
            found[data["leave_id"]] = {**asked, **days, "state": State.ASKED.value}
        else:
            found[data["leave_id"]]["state"] = data.get("decision", State.WITHDRAWN.value)
    return found
