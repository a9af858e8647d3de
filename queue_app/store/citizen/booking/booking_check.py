"""Bookings held against the log: nobody adds, moves or frees a place past the program unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.citizen.booking.told import ToldBooking, fold
from queue_app.domain.log.events import KINDS, BookingMade, Event
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.log.row_check import Difference, compared
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.rows import columns, field_names

_FAMILY = BookingMade.kind.partition(".")[0]
_OWN = [kind for kind in KINDS if kind.startswith(f"{_FAMILY}.")]
_TOLD = (
    select(LoggedEvent.kind, LoggedEvent.data)
    .where(LoggedEvent.office_id == bindparam("office"), LoggedEvent.kind.in_(_OWN))
    .order_by(LoggedEvent.seq)
)
_KEPT = select(*columns(ToldBooking, Booking)).where(Booking.office_id == bindparam("office"))


def differences(connection: Connection, office_id: int) -> Iterator[Difference]:
    """Each field of a booking that is not what the log tells, and each booking that is missing or unknown."""
    asked = {"office": office_id}
    told = fold(_event(*row) for row in connection.execute(_TOLD, asked))
    kept = {row.id: tuple(row) for row in connection.execute(_KEPT, asked)}
    yield from compared(
        Booking.__tablename__, field_names(ToldBooking), {key: astuple(each) for key, each in told.items()}, kept
    )


def _event(kind: str, data: str) -> Event:
    return KINDS[kind](**json.loads(data))
