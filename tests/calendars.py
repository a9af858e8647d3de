"""What an office says of its hours, written as its rows; every change counts the set-up's version up, as it must."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, update

from queue_app.domain.office import intervals
from queue_app.store.office.tables import Holiday, OpeningHours, QueuePolicy, Season, Service, SpecialDay
from queue_app.store.office.tables import Office as OfficeRow
from tests.offices import Office

WORKDAYS = range(5)


def say_hours(office: Office, text: str, *, days: range = WORKDAYS, template: str = "normal") -> None:
    """The same hours on each of these weekdays: "08.00-12.00 13.00-16.00"."""
    for weekday in days:
        for each in intervals.parse(text):
            times = {"opens_min": each.opens_min, "closes_min": each.closes_min}
            _say(office, OpeningHours, {"template": template, "weekday": weekday, **times})


def say_season(office: Office, template: str, first: date, last: date) -> None:
    _say(office, Season, {"template": template, "first": first, "last": last})


def say_holiday(office: Office, day: date, name: str, *, is_active: bool = True) -> None:
    _say(office, Holiday, {"day": day, "name": name, "kind": "national", "source": "uji", "is_active": is_active})


def say_special_day(office: Office, day: date, name: str, hours: str = "") -> None:
    _say(office, SpecialDay, {"day": day, "name": name, "hours": hours})


def say_last_ticket(office: Office, minutes: int) -> None:
    """The last number is given so long before the day's last closing."""
    with office.desk.transaction(office.office_id) as work:
        own = QueuePolicy.office_id == office.office_id
        work.connection.execute(update(QueuePolicy).where(own).values(last_ticket_min=minutes))
        _count_up(work.connection, office.office_id)


def set_service(office: Office, code: str, **values: Any) -> None:
    """Other values in a service's row: set_service(office, "KTP", daily_quota=2)."""
    with office.desk.transaction(office.office_id) as work:
        chosen = Service.id == office.services[code]
        work.connection.execute(update(Service).where(chosen).values(**values))
        _count_up(work.connection, office.office_id)


def _say(office: Office, table: type, row: Mapping[str, object]) -> None:
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(insert(table), {"office_id": office.office_id, **row})
        _count_up(work.connection, office.office_id)


def _count_up(connection: Connection, office_id: int) -> None:
    counted = update(OfficeRow).where(OfficeRow.id == office_id)
    connection.execute(counted.values(setup_version=OfficeRow.setup_version + 1))
