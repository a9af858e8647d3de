"""All that an office keeps, held against its log: each event against the chain, and then the rows of every wing."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from queue_app.store.citizen.booking import booking_check
from queue_app.store.citizen.survey import publications, seal_check
from queue_app.store.evidence import frozen, leave_check, locked_check, outages
from queue_app.store.log import row_check
from queue_app.store.log.row_check import Difference
from queue_app.store.log.whole import Progress

BESIDE = (locked_check, frozen, outages, leave_check, publications, seal_check, booking_check)


def differences(connection: Connection, office_id: int, tell: Progress = lambda _how_far: None) -> Iterator[Difference]:
    """Where the rows are not what the log tells. Raises BrokenLog, naming the first event that is not sound."""
    yield from row_check.differences(connection, office_id, tell)
    for each in BESIDE:
        yield from each.differences(connection, office_id)
