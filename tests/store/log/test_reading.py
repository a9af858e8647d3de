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
    "postgresql": ["SET LOCAL session_replication_role = replica"],
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
    """As somebody does who owns the database: without the triggers that hold everybody else.

    :F stands for the number of the last event of the office's founding.
    """
    with office.desk.database.writer.transaction() as connection:
        for each in (*UNLOCK[connection.dialect.name], *statements):
            connection.execute(text(each.replace(":F", str(office.founded))))


def read(office: Office, *, first: int = 1, last: int = 7) -> list[reading.Sequenced]:
    """Events of the office by their numbers behind those of its founding; from the first on these, too."""
    begin, end = (0 if first == 1 else office.founded + first - 1), office.founded + last
    with office.desk.reading() as connection:
        return list(
            reading.behind(connection, office.office_id, reading.place(connection, office.office_id, begin), last=end)
        )


def fault(office: Office, **part: int) -> tuple[object, object]:
    with pytest.raises(BrokenLog) as found:
        read(office, **part)
    return int(str(found.value.data["seq"])) - office.founded, found.value.data["fault"]


def test_it_tells_the_same_events_as_the_log_holds(busy_office: Office) -> None:
    found = read(busy_office)

    with busy_office.desk.reading() as connection:
        assert [recorded for _seq, recorded in found] == list(chain.recorded(connection, busy_office.office_id))
    assert [seq for seq, _recorded in found] == list(range(1, busy_office.founded + 8))


def test_a_part_of_the_log_begins_where_it_is_told_to(busy_office: Office) -> None:
    assert read(busy_office, first=3, last=5) == read(busy_office)[-5:-2]


def test_more_than_a_page_is_read_to_its_end(busy_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(busy_office)
    monkeypatch.setattr(reading, "_PAGE", reading.pages_of(2))

    assert read(busy_office) == whole


@pytest.mark.parametrize(
    "change",
    ["data = replace(data, '1', '2')", "kind = 'ticket.recalled'", "at = '2026-11-23 02:00:00'", "hash = 'ö'"],
)
def test_a_changed_event_is_named(busy_office: Office, change: str) -> None:
    forge(busy_office, f"UPDATE event SET {change} WHERE seq = :F + 4")

    assert (fault(busy_office), fault(busy_office, first=4)) == ((4, "changed"), (4, "changed"))


def test_a_missing_event_is_named_wherever_it_was(busy_office: Office) -> None:
    forge(busy_office, "DELETE FROM event WHERE seq IN (:F + 4, :F + 7)")

    assert [fault(busy_office), fault(busy_office, first=4), fault(busy_office, first=5, last=6)] == [
        (4, "missing"), (4, "missing"), (4, "missing"),
    ]  # fmt: skip
    assert fault(busy_office, first=6) == (7, "missing")


def test_two_events_that_changed_places_are_named(busy_office: Office) -> None:
    forge(
        busy_office,
        *(f"UPDATE event SET seq = :F + {to} WHERE seq = :F + {seq}" for seq, to in ((5, 99), (6, 5), (99, 6))),
    )

    assert fault(busy_office) == (5, "changed")


def test_a_log_that_does_not_end_with_its_head_is_told(busy_office: Office) -> None:
    forge(busy_office, f"UPDATE chain_head SET hash = '{ROOT}'")

    assert (fault(busy_office), len(read(busy_office, last=6)) - busy_office.founded) == ((7, "changed"), 6)


def test_a_kind_of_a_newer_program_is_left_out(busy_office: Office) -> None:
    seq, data, link = busy_office.founded + 8, "{}", hash_of_last(busy_office)
    at = "2026-11-23T02:00:00.000000+00:00"
    made = link_hash(link, busy_office.office_id, seq, at=at, kind="ticket.sung_to", data=data)
    with busy_office.desk.database.writer.transaction() as connection:
        connection.execute(
            insert(LoggedEvent),
            {"office_id": busy_office.office_id, "seq": seq, "at": datetime.fromisoformat(at), "kind": "ticket.sung_to",
             "data": data, "hash": made},
        )  # fmt: skip
        connection.execute(update(ChainHead).values(seq=seq, hash=made))

    assert read(busy_office, last=8) == read(busy_office)


def hash_of_last(office: Office) -> str:
    with office.desk.reading() as connection:
        return reading.head(connection, office.office_id).hash
