"""What the log tells of an office's officers on certain business dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.evidence.figures import Figures, figures
from queue_app.domain.queue.stretches import Stretches
from queue_app.store.evidence.standards import standard_s
from queue_app.store.log import whole
from queue_app.store.log.reading import Place
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.tables import Employment, Officer
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """Who somebody is. nip: 18 digits; None for who is not ASN."""

    id: int
    name: str
    nip: str | None
    employment: Employment


@dataclass(frozen=True, slots=True)
class Evidence:
    """The figures, with whom and what they speak of. end: the last event of the log to which it was checked."""

    figures: Figures
    officers: Mapping[int, OfficerRow]
    services: Mapping[int, ServiceRow]
    end: Place


_OFFICERS = select(*columns(OfficerRow, Officer)).where(Officer.office_id == bindparam("office"))


def read(connection: Connection, office_id: int, *, zone: str, first: date, last: date) -> Evidence:
    """Of the tickets of business dates `first` to `last`, both included, and of the desk sessions opened on them.

    zone: the office's. Raises BrokenLog naming an event that is missing or was changed, wherever in the log: one that
    was made unreadable no longer says which day it told.
    """
    log = whole.read(connection, office_id, zone)
    told = Stretches().read(whole.of_days(connection, office_id, log, first, last))
    return Evidence(
        figures(told, first, last, standard_s=standard_s(log.standards), zone=zone),
        officers(connection, office_id),
        services(connection, office_id),
        log.end,
    )


def officers(connection: Connection, office_id: int) -> dict[int, OfficerRow]:
    """Everybody who ever worked there, by id."""
    return {row[0]: OfficerRow(*row) for row in connection.execute(_OFFICERS, {"office": office_id})}


def services(connection: Connection, office_id: int) -> dict[int, ServiceRow]:
    """Every service that was ever offered, by id."""
    return {each.id: each for each in catalogue.all_services(connection, office_id)}
