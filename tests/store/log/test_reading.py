"""The log as objects, each event held against the one before it."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import insert, text, update

from queue_app.domain.log.chain import ROOT, link_hash
from queue_app.domain.log.errors import BrokenLog
from queue_app.store.log import chain, reading
from queue_app.store.log.tables import ChainHead, LoggedEvent
from tests.offices import Office

UNLOCK = {
    "sqlite": ["DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete"],
    "postgresql": ["ALTER TABLE event DISABLE TRIGGER USER"],
}


@pytest.fixture
def busy_office(unchecked_office: Office) -> Office:
    """Seven events: a desk opened, two numbers, a call, start and finish, and one more call."""
    unchecked_office.open_counter()
    for _ in range(2):
        unchecked_office.issue()
    unchecked_office.served()
    unchecked_office.call_next()
    return unchecked_office


def forge(office: Office, *statements: str) -> None:
    """As somebody does who owns the database: without the triggers that hold everybody else."""
    with office.desk.database.writer.transaction() as connection:
        for each in (*UNLOCK[connection.dialect.name], *statements):
            connection.execute(text(each))


def read(office: Office, *, first: int = 1, last: int = 7) -> list[reading.Sequenced]:
    with office.desk.reading() as connection:
        before = reading.place(connection, office.office_id, first - 1)
        return list(reading.behind(connection, office.office_id, before, last=last))


def fault(office: Office, **part: int) -> tuple[object, object]:
    with pytest.raises(BrokenLog) as found:
        read(office, **part)
    return found.value.data["seq"], found.value.data["fault"]


def test_it_tells_the_same_events_as_the_log_holds(busy_office: Office) -> None:
    found = read(busy_office)

    with busy_office.desk.reading() as connection:
        assert [each.recorded for each in found] == list(chain.recorded(connection, busy_office.office_id))
    assert [each.seq for each in found] == [1, 2, 3, 4, 5, 6, 7]


def test_a_part_of_the_log_begins_where_it_is_told_to(busy_office: Office) -> None:
    assert read(busy_office, first=3, last=5) == read(busy_office)[2:5]


def test_more_than_a_page_is_read_to_its_end(busy_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(busy_office)
    monkeypatch.setattr(reading, "_PAGE", reading.pages_of(2))

    assert read(busy_office) == whole


@pytest.mark.parametrize(
    "change",
    ["data = replace(data, '1', '2')", "kind = 'ticket.recalled'", "at = '2026-11-23 02:00:00'", "hash = 'ö'"],
)
def test_a_changed_event_is_named(busy_office: Office, change: str) -> None:
    forge(busy_office, f"UPDATE event SET {change} WHERE seq = 4")

    assert (fault(busy_office), fault(busy_office, first=4)) == ((4, "changed"), (4, "changed"))


def test_a_missing_event_is_named_wherever_it_was(busy_office: Office) -> None:
    forge(busy_office, "DELETE FROM event WHERE seq IN (4, 7)")

    assert [fault(busy_office), fault(busy_office, first=4), fault(busy_office, first=5, last=6)] == [
        (4, "missing"), (4, "missing"), (4, "missing"),
    ]  # fmt: skip
    assert fault(busy_office, first=6) == (7, "missing")


def test_two_events_that_changed_places_are_named(busy_office: Office) -> None:
    forge(busy_office, *(f"UPDATE event SET seq = {to} WHERE seq = {seq}" for seq, to in ((5, 99), (6, 5), (99, 6))))

    assert fault(busy_office) == (5, "changed")


def test_a_log_that_does_not_end_with_its_head_is_told(busy_office: Office) -> None:
    forge(busy_office, f"UPDATE chain_head SET hash = '{ROOT}'")

    assert (fault(busy_office), read(busy_office, last=6)[-1].seq) == ((7, "changed"), 6)


def test_a_kind_of_a_newer_program_is_left_out(busy_office: Office) -> None:
    data, link = "{}", read_place(busy_office, 7)
    at = "2026-11-23T02:00:00.000000+00:00"
    made = link_hash(link, busy_office.office_id, 8, at=at, kind="ticket.sung_to", data=data)
    with busy_office.desk.database.writer.transaction() as connection:
        connection.execute(
            insert(LoggedEvent),
            {"office_id": busy_office.office_id, "seq": 8, "at": datetime.fromisoformat(at), "kind": "ticket.sung_to",
             "data": data, "hash": made},
        )  # fmt: skip
        connection.execute(update(ChainHead).values(seq=8, hash=made))

    assert read(busy_office, last=8) == read(busy_office)


def read_place(office: Office, seq: int) -> str:
    with office.desk.reading() as connection:
        return reading.place(connection, office.office_id, seq).hash
