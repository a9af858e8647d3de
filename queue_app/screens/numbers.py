"""How the day's numbers stand, for staff who give them by hand or enter those that were given on paper. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from queue_app.domain.queue import numbering, paper_list
from queue_app.store.desk import OfficeKey
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue import numbers
from queue_app.store.queue.numbers import SeriesToday


@dataclass(frozen=True, slots=True)
class Given:
    """The numbers of one letter today."""

    letter: str
    services: tuple[ServiceRow, ...]
    last: str  # "" before the first one
    last_at: datetime | None


def given_today(connection: Connection, office: OfficeKey, *, now: datetime) -> list[Given]:
    """How the numbers of each letter stand today, of letters with a service in use."""
    known = numbers.series_today(connection, office.id, numbering.business_date(now, office.time_zone))
    services = catalogue.services(connection, office.id)
    return [
        Given(
            letter,
            tuple(each for each in services if each.letter == letter),
            numbering.shown(letter, series.last) if series.last else "",
            series.last_at,
        )
        for letter, series in known.items()
        if any(each.letter == letter for each in services)
    ]


@dataclass(frozen=True, slots=True)
class PastDay:
    """A day whose list can still be entered, and the last number of each letter then ("A045"), of those with any."""

    day: date
    last: tuple[str, ...]


def past_days(connection: Connection, office: OfficeNow, *, now: datetime) -> list[PastDay]:
    """The days before today whose lists can still be entered, the latest first."""
    today = numbering.business_date(now, office.time_zone)
    return [
        PastDay(day, _last_numbers(numbers.series_today(connection, office.id, day)))
        for day in paper_list.days(office.calendar, today)
    ]


def _last_numbers(known: Mapping[str, SeriesToday]) -> tuple[str, ...]:
    return tuple(numbering.shown(letter, series.last) for letter, series in known.items() if series.last)
