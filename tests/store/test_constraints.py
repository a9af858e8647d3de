"""What must never happen is refused by the database itself, whatever the code above does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Table, delete, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.queue.lifecycle import State
from queue_app.store.log import chain
from queue_app.store.log.tables import ChainHead, LoggedEvent
from tests.databases import METADATA
from tests.factories import MORNING
from tests.offices import Office

TABLES = METADATA.tables
TICKET = {
    "office_id": 1, "series_id": 1, "business_date": date(2026, 11, 23), "number": 1, "token": "t1", "press_key": "k1",
    "is_priority": False, "arrived_at": MORNING,
}  # fmt: skip
LEG = {
    "office_id": 1, "ticket_id": 1, "business_date": date(2026, 11, 23), "service_id": 1, "position": 1,
    "state": State.WAITING, "is_priority": False, "order_no": 1, "queued_at": MORNING, "held_s": 0.0, "call_count": 0,
}  # fmt: skip
DESK = {"office_id": 1, "counter_id": 1, "officer_id": 1, "opened_at": MORNING}
JOB = {
    "office_id": 1, "ticket_id": 1, "lang": "id", "ahead": 0, "url": "u", "state": "queued", "attempts": 0,
    "created_at": MORNING, "next_try_at": MORNING,
}  # fmt: skip
OFFICER = {
    "office_id": 1, "username": "new", "name": "New", "employment": "NON_ASN", "role": "officer",
    "password_hash": "x", "is_active": True,
}  # fmt: skip
SECOND = {**TICKET, "number": 2, "token": "t2", "press_key": "k2"}
TWO_TICKETS = [("ticket", TICKET), ("ticket", SECOND)]
CALLED = {**LEG, "state": State.CALLED, "counter_id": 1, "officer_id": 1}

Row = tuple[str, dict[str, Any]]
REFUSED: dict[str, tuple[list[Row], Row]] = {  # what stands there already, and the row that must not come beside it
    "a number twice in a series and a day": ([("ticket", TICKET)], ("ticket", {**SECOND, "number": 1})),
    "a press twice": ([("ticket", TICKET)], ("ticket", {**SECOND, "press_key": "k1"})),
    "a token twice": ([("ticket", TICKET)], ("ticket", {**SECOND, "token": "t1"})),
    "a number zero": ([], ("ticket", {**TICKET, "number": 0})),
    "two tickets called at one counter": (
        [*TWO_TICKETS, ("leg", CALLED)], ("leg", {**CALLED, "ticket_id": 2}),
    ),
    "one called and one served at one counter": (
        [*TWO_TICKETS, ("leg", CALLED)], ("leg", {**CALLED, "ticket_id": 2, "state": State.SERVING}),
    ),
    "two waiting legs of a ticket": ([("ticket", TICKET), ("leg", LEG)], ("leg", {**LEG, "position": 2})),
    "a waiting leg of a ticket on hold": (
        [("ticket", TICKET), ("leg", {**LEG, "state": State.HELD})], ("leg", {**LEG, "position": 2}),
    ),
    "two legs in one position": (
        [("ticket", TICKET), ("leg", {**LEG, "state": State.FINISHED})], ("leg", LEG),
    ),
    "a state that does not exist": ([("ticket", TICKET)], ("leg", {**LEG, "state": "asleep"})),
    "a leg without a ticket": ([], ("leg", LEG)),
    "two officers at one counter": ([("desk_session", DESK)], ("desk_session", {**DESK, "officer_id": 2})),
    "one officer at two counters": ([("desk_session", DESK)], ("desk_session", {**DESK, "counter_id": 2})),
    "two papers of one ticket": ([("ticket", TICKET), ("print_job", JOB)], ("print_job", JOB)),
    "a user name twice": ([], ("officer", {**OFFICER, "username": "wati"})),
    "an ASN without NIP": ([], ("officer", {**OFFICER, "employment": "PNS"})),
    "a role that does not exist": ([], ("officer", {**OFFICER, "role": "king"})),
    "a counter's number twice": ([], ("counter", {"office_id": 1, "number": 1, "regular_run": 0})),
    "a series letter twice": ([], ("series", {"office_id": 1, "letter": "A"})),
    "an office's address twice": (
        [], ("office", {"slug": "uji", "name": "x", "address": "x", "time_zone": "UTC", "is_demo": False}),
    ),
}  # fmt: skip
ALLOWED: dict[str, list[Row]] = {  # the same constraints, where they must let pass
    "the same number on another day": [
        ("ticket", TICKET),
        ("ticket", {**SECOND, "number": 1, "business_date": date(2026, 11, 24)}),
    ],
    "the same number in another series": [("ticket", TICKET), ("ticket", {**SECOND, "number": 1, "series_id": 2})],
    "tickets without a press": [("ticket", {**TICKET, "press_key": None}), ("ticket", {**SECOND, "press_key": None})],
    "a next leg after the first ended": [
        ("ticket", TICKET),
        ("leg", {**LEG, "state": State.TRANSFERRED}),
        ("leg", {**LEG, "position": 2}),
    ],
    "a held ticket beside a called one": [
        *TWO_TICKETS,
        ("leg", {**CALLED, "state": State.HELD}),
        ("leg", {**CALLED, "ticket_id": 2}),
    ],
    "a counter opened again": [("desk_session", {**DESK, "closed_at": MORNING}), ("desk_session", DESK)],
}


def write(office: Office, rows: list[Row]) -> None:
    """Past the types of the models, as a careless program would."""
    with office.desk.database.writer.transaction() as connection:
        for name, row in rows:
            table: Table = TABLES[name]
            known = {"state", "employment", "role"} & set(row)
            plain = {key: value for key, value in row.items() if key not in known}
            connection.execute(insert(table).values({**plain, **{key: text(f"'{row[key]}'") for key in known}}))


@pytest.mark.parametrize("case", REFUSED)
def test_the_database_itself_refuses(unchecked_office: Office, case: str) -> None:
    before, row = REFUSED[case]
    write(unchecked_office, before)

    with pytest.raises(IntegrityError):
        write(unchecked_office, [row])


@pytest.mark.parametrize("case", ALLOWED)
def test_the_database_lets_pass(unchecked_office: Office, case: str) -> None:
    write(unchecked_office, ALLOWED[case])


@pytest.mark.parametrize(
    "change",
    [
        update(LoggedEvent).where(LoggedEvent.seq == 1).values(kind="ticket.started"),
        update(LoggedEvent).values(hash="0" * 64),
        delete(LoggedEvent).where(LoggedEvent.seq == 1),
        delete(LoggedEvent),
    ],
    ids=["change one", "change all", "delete one", "delete all"],
)
def test_the_log_refuses_to_be_changed(office: Office, change: Any) -> None:
    office.issue()
    before = office.events()

    with pytest.raises(DBAPIError, match="the log is append-only"), office.desk.database.writer.transaction() as work:
        work.execute(change)

    assert office.events() == before


def test_the_log_refuses_to_be_emptied_at_once(office: Office, backend: str) -> None:
    office.issue()
    refusal = "the log is append-only" if backend == "postgresql" else "syntax error"  # SQLite knows no TRUNCATE

    with pytest.raises(DBAPIError, match=refusal), office.desk.database.writer.transaction() as work:
        work.execute(text("TRUNCATE event"))

    assert len(office.events()) == 1


def test_the_log_refuses_a_second_event_in_one_place(office: Office) -> None:
    office.issue()
    row = {"office_id": 1, "seq": 1, "at": MORNING, "kind": "ticket.issued", "data": "{}", "hash": "0" * 64}

    with pytest.raises(IntegrityError), office.desk.database.writer.transaction() as work:
        work.execute(insert(LoggedEvent), row)


def without_guard(office: Office, change: Any) -> None:
    """As someone with the rights of the database's owner could."""
    with office.desk.database.writer.transaction() as connection:
        if office.desk.database.is_sqlite:
            connection.execute(text("DROP TRIGGER event_no_update"))
            connection.execute(text("DROP TRIGGER event_no_delete"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(change)


@pytest.mark.parametrize(
    ("change", "seq", "fault"),
    [
        (update(LoggedEvent).where(LoggedEvent.seq == 2).values(data="{}"), 2, "changed"),
        (delete(LoggedEvent).where(LoggedEvent.seq == 2), 2, "missing"),
        (delete(LoggedEvent).where(LoggedEvent.seq == 5), 5, "missing"),
        (update(ChainHead).values(seq=2), 3, "missing"),
        (update(ChainHead).values(hash="0" * 64), 5, "changed"),
    ],
    ids=["changed", "missing", "cut off", "head set back", "head changed"],
)
def test_who_gets_past_the_guard_is_found_by_the_chain(
    unchecked_office: Office, change: Any, seq: int, fault: str
) -> None:
    for _ in range(3):
        unchecked_office.issue()
    without_guard(unchecked_office, change)

    with unchecked_office.desk.reading() as connection, pytest.raises(BrokenLog) as found:
        chain.verify(connection, 1)

    assert found.value.data == {"office": 1, "seq": seq, "fault": fault}


def test_a_time_without_a_zone_is_not_stored(unchecked_office: Office) -> None:
    naive = {**TICKET, "arrived_at": MORNING.replace(tzinfo=None)}

    with pytest.raises((OperationalError, DBAPIError, Exception), match="a time without a zone must not be stored"):
        write(unchecked_office, [("ticket", naive)])
