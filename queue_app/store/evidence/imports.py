"""What an office knows of visits that were imported, and of what would stand against more of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec
from sqlalchemy import Connection, bindparam, exists, select

from queue_app.domain.evidence.imported_names import KnownPerson, KnownService
from queue_app.domain.log.events import HistoryImported, HistoryVisit
from queue_app.store.log import days
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.office.tables import Officer, Series, Service
from queue_app.store.queue.tables import DeskSession, Ticket

_FILES = (
    select(LoggedEvent.data)
    .where(
        LoggedEvent.office_id == bindparam("office"), LoggedEvent.seq > bindparam("behind"),
        LoggedEvent.kind == HistoryImported.kind,
    )
    .order_by(LoggedEvent.seq)
)  # fmt: skip
_FILE = msgspec.json.Decoder(HistoryImported)


def files(connection: Connection, office_id: int, *, behind: int = 0) -> list[HistoryImported]:
    """Each file that was imported, as far as the log tells it behind that event."""
    found = connection.execute(_FILES, {"office": office_id, "behind": behind}).scalars()
    return [_FILE.decode(data) for data in found]


def visits(connection: Connection, office_id: int, first: date, last: date) -> Iterator[HistoryVisit]:
    """The imported visits of these business dates. Raises BrokenLog."""
    for recorded in days.recorded_of(connection, office_id, first, last):
        event = recorded.event
        if isinstance(event, HistoryVisit) and first <= date.fromisoformat(event.business_date) <= last:
            yield event


def live_days(connection: Connection, office_id: int, first: date, last: date) -> set[date]:
    """Of these business dates those on which the office gave numbers itself."""
    asked = select(Ticket.business_date).where(Ticket.office_id == office_id, Ticket.business_date.between(first, last))
    return set(connection.execute(asked.distinct()).scalars())


def has_open_counter(connection: Connection, office_id: int) -> bool:
    """Whether somebody serves there now."""
    asked = exists().where(DeskSession.office_id == office_id, DeskSession.closed_at.is_(None))
    return bool(connection.execute(select(asked)).scalar())


def services(connection: Connection, office_id: int) -> list[KnownService]:
    """Every service that the office ever had."""
    asked = (
        select(Service.id, Service.code, Service.name_id, Service.name_en, Series.letter, Service.standard_minutes)
        .join(Series, Series.id == Service.series_id)
        .where(Service.office_id == office_id)
        .order_by(Service.position, Service.id)
    )
    found = connection.execute(asked)
    return [KnownService(key, code, (one, other), letter, minutes) for key, code, one, other, letter, minutes in found]


def people(connection: Connection, office_id: int) -> list[KnownPerson]:
    """Everybody who ever worked at the office."""
    asked = select(Officer.id, Officer.username, Officer.name, Officer.nip).where(Officer.office_id == office_id)
    return [KnownPerson(*row) for row in connection.execute(asked.order_by(Officer.id))]


def usernames(connection: Connection) -> set[str]:
    """Of everybody in every office."""
    return set(connection.execute(select(Officer.username)).scalars())
