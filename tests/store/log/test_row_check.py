"""Rows against the log: whatever is changed past the program is told, table by table and column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Table, delete, insert, select, text, update

from queue_app.actions.office import setup
from queue_app.actions.queue import carrying, counter, days, desks, remarks
from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.queue.lifecycle import State
from queue_app.store.base import UtcDateTime
from queue_app.store.log import row_check
from queue_app.store.log.row_check import Difference
from queue_app.store.queue.tables import DeskStatus
from tests.databases import METADATA
from tests.factories import MORNING, make_plan
from tests.offices import Office
from tests.store.log.test_reading import forge

VERIFIED = (
    "ticket", "leg", "leg_mark", "desk_session", "number_counter", "waiting_line", "standard_time", "log_day",
    "log_days_read",
)  # fmt: skip
UNTOLD = {  # the log says nothing of them
    ("ticket", "token"), ("ticket", "press_key"), ("ticket", "party"), ("leg", "undo"),
}  # fmt: skip
UNBOUND = {  # rows that point nowhere are what is looked for
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgresql": "SET LOCAL session_replication_role = replica",
}
OTHER: dict[type, Callable[[Any], object]] = {
    State: lambda was: State.EXPIRED if was != State.EXPIRED else State.CANCELLED,
    DeskStatus: lambda _was: DeskStatus.BACK_OFFICE,
    bool: lambda was: not was,
    int: lambda was: was + 1000,
    float: lambda was: was + 0.001,
    str: lambda was: f"{was}."[-10:],
    datetime: lambda was: was + timedelta(microseconds=1),
    date: lambda was: was + timedelta(days=100),
}
FIRST: dict[type, object] = {int: 1, str: "x"}


@pytest.fixture
def lived_in(unchecked_office: Office) -> Office:
    """Something in every verified column that a morning fills: a hold, a pause, one carried over, one who waits."""
    office = unchecked_office
    office.open_counter()
    for service in ("KTP", "AKTA", "AKTA"):
        office.issue(service)
    remarks.mark_time(
        office.desk, office.office_id, leg_id=office.served().leg.leg_id, officer_id=office.officers["tini"],
        is_supervisor=True,
    )  # fmt: skip
    desks.pause(
        office.desk, office.office_id, officer_id=office.officers["wati"], status=DeskStatus.BREAK, reason="salat"
    )
    desks.close_desk(office.desk, office.office_id, officer_id=office.officers["wati"])
    office.open_counter(2, by="joko")
    office.do(counter.hold, office.do(counter.start, office.call_next(by="joko"), by="joko"), by="joko")
    carrying.carry_over(
        office.desk, office.office_id, service_id=office.services["AKTA"], officer_id=office.officers["tini"]
    )
    days.note_days(office.desk, office.office_id)
    return office


def found(office: Office) -> list[Difference]:
    with office.desk.reading() as connection:
        return list(row_check.differences(connection, office.office_id))


def after(office: Office, change: Callable[[Connection], object]) -> list[Difference]:
    """What is told once that was done to the rows, which is undone again."""
    told: list[Difference] = []
    with suppress(InterruptedError), office.desk.database.writer.transaction() as connection:
        connection.execute(text(UNBOUND[connection.dialect.name]))
        change(connection)
        told += row_check.differences(connection, office.office_id)
        raise InterruptedError
    return told


def last_row(connection: Connection, table: Table) -> Any:
    return connection.execute(select(table).order_by(*(key.desc() for key in table.primary_key)).limit(1)).one()


def its_own(table: Table, row: Any) -> list[Any]:
    return [key == row._mapping[key.name] for key in table.primary_key]


def other_value(column: Column[Any], was: Any) -> object:
    if was is not None:
        return OTHER[type(was)](was)
    return MORNING if isinstance(column.type, UtcDateTime) else FIRST[column.type.python_type]


def changed(column: Column[Any]) -> Callable[[Connection], object]:
    """Another value in the column of the table's last row."""

    def change(connection: Connection) -> None:
        row = last_row(connection, column.table)
        value = other_value(column, row._mapping[column.name])
        connection.execute(update(column.table).where(*its_own(column.table, row)).values({column.name: value}))

    return change


def verified_columns() -> Iterator[Column[Any]]:
    for name in VERIFIED:
        yield from (each for each in METADATA.tables[name].columns if (name, each.name) not in UNTOLD)


def test_what_was_done_by_the_program_alone_is_what_the_log_tells(lived_in: Office) -> None:
    assert found(lived_in) == []


def test_a_change_of_any_column_is_told(lived_in: Office) -> None:
    silent = [str(each) for each in verified_columns() if not after(lived_in, changed(each))]

    assert silent == []


def test_a_column_of_which_the_log_tells_nothing_is_no_difference(lived_in: Office) -> None:
    columns = [METADATA.tables[table].columns[name] for table, name in sorted(UNTOLD)]

    assert [after(lived_in, changed(each)) for each in columns] == [[]] * len(UNTOLD)


def test_times_changed_by_sql_are_told_leg_by_leg_and_field_by_field(lived_in: Office) -> None:
    served, held, carried = (lived_in.legs()[leg_id] for leg_id in (1, 2, 3))
    forge(lived_in, "UPDATE leg SET started_at = ended_at")

    assert found(lived_in) == [
        Difference("leg", "1", "started_at", served.started_at, served.ended_at),
        Difference("leg", "2", "started_at", held.started_at, None),
        Difference("leg", "3", "started_at", None, carried.ended_at),
    ]


@pytest.mark.parametrize("name", VERIFIED)
def test_a_row_that_is_gone_is_told(lived_in: Office, name: str) -> None:
    table = METADATA.tables[name]

    def remove(connection: Connection) -> None:
        connection.execute(delete(table).where(*its_own(table, last_row(connection, table))))

    told = after(lived_in, remove)

    # Without the row that says how far they go, log_day's own rows are too many.
    expected = ("log_day", row_check.UNKNOWN) if name == "log_days_read" else (name, row_check.MISSING)
    assert (told[0].table, told[0].field) == expected


def test_a_row_of_which_the_log_tells_nothing_is_told(lived_in: Office) -> None:
    def forge_ticket(connection: Connection) -> None:
        row = dict(last_row(connection, METADATA.tables["ticket"])._mapping)
        more = {"id": 77, "number": 99, "token": "forged", "press_key": None}
        connection.execute(insert(METADATA.tables["ticket"]), {**row, **more})

    (told,) = after(lived_in, forge_ticket)

    assert (told.table, told.row, told.field) == ("ticket", "77", row_check.UNKNOWN)


def test_a_head_that_says_other_times_than_its_events_is_told(lived_in: Office) -> None:
    lived_in.clock.tick(hours=-1)
    lived_in.issue()
    forge(lived_in, "UPDATE chain_head SET at = NULL, jumped_until = NULL")

    assert found(lived_in) == [
        Difference("chain_head", "1", "at", lived_in.clock.now, None),
        Difference("chain_head", "1", "jumped_until", lived_in.clock.now + timedelta(hours=1), None),
    ]


def test_an_event_behind_the_head_breaks_the_log(lived_in: Office) -> None:
    forge(lived_in, "UPDATE event SET seq = 99 WHERE seq = :F + 4")

    with pytest.raises(BrokenLog):
        found(lived_in)


def test_the_rows_of_another_office_are_its_own(lived_in: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="lain", tag="2"), tag="2")
    other.issue()
    forge(lived_in, "UPDATE ticket SET number = 50 WHERE number = 1")

    assert [len(found(each)) for each in (lived_in, other)] == [3, 1]


def test_a_standard_in_the_set_up_that_was_never_set_is_told(lived_in: Office) -> None:
    lived_in.clock.tick(days=1)
    shorten(lived_in)
    forge(lived_in, "UPDATE service SET standard_minutes = 99 WHERE code = 'KTP'")

    assert found(lived_in) == [Difference("service", "1", "standard_minutes", 4, 99)]


def shorten(office: Office) -> None:
    """Another standard of KTP, by the program."""

    def edit(plan: OfficePlan) -> OfficePlan:
        services = [replace(each, standard_minutes=4) if each.code == "KTP" else each for each in plan.services]
        return replace(plan, services=services)

    setup.change(office.desk, office.office_id, by=office.officers["tini"], edit=edit)
