"""An office that has seen days: mornings, answers, a complaint, a booking; and what two databases hold, to compare."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, func, select
from sqlalchemy.pool import NullPool

from queue_app import simulate
from queue_app.actions.citizen.booking import book
from queue_app.actions.office import setup
from queue_app.domain.citizen.booking.holder import Holder
from queue_app.domain.citizen.booking.rules import BookingRules
from queue_app.domain.office.plan import HoursPlan
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.databases import METADATA
from tests.factories import Clock
from tests.offices import make_office

ZONE = ZoneInfo("Asia/Jakarta")
Dump = dict[str, list[tuple[Any, ...]]]


def live(url: str) -> None:
    """The demo office, with two mornings, a month of answers, and somebody who booked."""
    schema.migrate(url)
    database = Database(url)
    setup.ensure_demo(Desk(database))
    office = make_office(database, 1)
    simulate.play_days(office.desk, days=4, seed=1, tickets=8, force=False)
    simulate.play_surveys(office.desk, months=1, seed=1, force=False)
    _book(office.desk, office.clock)
    database.close()


def _book(desk: Desk, clock: Clock) -> None:
    week = HoursPlan(**dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08.00-15.00"))

    def opened(plan: Any) -> Any:
        services = [replace(each, per_slot=2) for each in plan.services]
        return replace(plan, services=services, hours=[week], booking=BookingRules(takes_bookings=True))

    setup.change(desk, 1, by=1, edit=opened)
    tomorrow = datetime.combine(clock.now + timedelta(days=1), datetime.min.time(), ZONE) + timedelta(hours=9)
    book.book(desk, 1, service_id=1, slot_at=tomorrow, holder=Holder(device="phone"))


def dump(url: str) -> Dump:
    """Every row of every table, as the models read it."""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
        }


def count(url: str, table: str) -> int:
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return int(connection.execute(select(func.count()).select_from(METADATA.tables[table])).scalar_one())
