"""What can still be booked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from queue_app.domain.citizen.booking.slots import FreeSlot
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow


def free(
    connection: Connection, office: OfficeNow, service: ServiceRow, days: Sequence[date], *, now: object
) -> dict[date, list[FreeSlot]]:
    """The times of each of these days that can be booked."""
    raise NotImplementedError
