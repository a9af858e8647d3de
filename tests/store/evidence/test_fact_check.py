"""Rows of facts and sums against the log: whatever is changed past the program is told, with its day and its cell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Update, select, update

from queue_app.actions.evidence.facts import renew_facts
from queue_app.domain.evidence.facts import CaseFact
from queue_app.domain.evidence.rollups import Measure, pack
from queue_app.store.evidence import packing
from queue_app.store.evidence.tables import CaseFacts, Rollup
from queue_app.store.log import row_check
from queue_app.store.log.row_check import MISSING, UNKNOWN, Difference
from tests.offices import Office
from tests.store.log.test_reading import forge

MONDAY = date(2026, 11, 23)


@pytest.fixture
def kept(unchecked_office: Office) -> Office:
    """Two cases of November, and December has begun."""
    office = unchecked_office
    office.clock.set_local("2026-11-23 08:00:00")
    office.open_counter()
    for service in ("KTP", "AKTA"):
        office.issue(service)
    office.served(minutes=4)
    office.served(minutes=5)
    office.clock.set_local("2026-12-01 08:00:00")
    renew_facts(office.desk, office.office_id)
    return office


def found(office: Office) -> list[Difference]:
    with office.desk.reading() as connection:
        alone = list(row_check.fact_differences(connection, office.office_id))
        assert [each for each in row_check.differences(connection, office.office_id) if each in alone] == alone
    return alone


def told(office: Office) -> list[tuple[str, str, str]]:
    return [(each.table, each.row, each.field) for each in found(office)]


def write(office: Office, change: Update) -> None:
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(change)


def repacked(office: Office, **change: Any) -> None:
    """The first case of Monday says something else."""
    with office.desk.transaction(office.office_id) as work:
        (row,) = work.connection.execute(select(CaseFacts.officer_id, CaseFacts.packed)).all()
        (first, *others) = packing.cases([row.packed])
        packed = packing.packed([first._replace(**change), *others])
        work.connection.execute(update(CaseFacts).values(packed=packed[row.officer_id]))


def test_what_the_program_wrote_is_what_the_log_tells(kept: Office) -> None:
    kept.check()
    assert found(kept) == []


def test_a_case_made_faster_is_told_with_what_the_log_says(kept: Office) -> None:
    repacked(kept, service_s=20.0)

    assert found(kept) == [Difference("case_fact", "2026-11-23 1 0", "service_s", 240.0, 20.0)]


def test_a_fraction_that_another_python_adds_otherwise_is_no_difference(kept: Office) -> None:
    repacked(kept, service_s=240.00000000000003)

    assert found(kept) == []


def test_a_case_moved_to_a_colleague_is_told_of_both(kept: Office) -> None:
    forge(kept, "UPDATE case_fact SET officer_id = 2")

    assert [(row, field) for _, row, field in told(kept)] == [
        ("2026-11-23 1 0", MISSING), ("2026-11-23 1 1", MISSING), ("2026-11-23 2 0", UNKNOWN),
        ("2026-11-23 2 1", UNKNOWN),
    ]  # fmt: skip


def test_a_count_that_was_changed_is_told_with_day_cell_and_measure(kept: Office) -> None:
    one_cell = Rollup.hour == 8, Rollup.service_id == 2, Rollup.counter_id == 1
    write(kept, update(Rollup).where(*one_cell).values(counts=pack({0: 1})))

    days = [each for each in told(kept) if each[1].startswith("2026-11-23 ")]
    assert ("rollup", "2026-11-23 service_id 2 hour 8 counter_id 1", Measure.ARRIVED) in days
    assert {row for _, row, _ in told(kept)} == {
        f"{of} service_id 2 hour 8 counter_id 1" for of in ("2026-11-23", "2026-11")
    }


@pytest.mark.parametrize("table", ["case_fact", "desk_fact", "rollup"])
def test_rows_that_are_gone_are_told(kept: Office, table: str) -> None:
    forge(kept, f"DELETE FROM {table}")

    assert {(each[0], each[2]) for each in told(kept)} == {(table, MISSING)}


def test_rows_of_a_day_that_never_was_are_told(kept: Office) -> None:
    columns = {"case_fact": "officer_id, packed", "facts_read": "seq, version, is_summed"}
    forge(
        kept,
        *(
            f"INSERT INTO {table} SELECT office_id, '2026-11-22', {others} FROM {table}"
            for table, others in columns.items()
        ),
    )

    assert told(kept) == [
        ("facts_read", "2026-11-22", UNKNOWN), ("case_fact", "2026-11-22 1 0", UNKNOWN),
        ("case_fact", "2026-11-22 1 1", UNKNOWN),
    ]  # fmt: skip


def test_a_row_that_is_nothing_at_all_is_a_missing_one(kept: Office) -> None:
    write(kept, update(CaseFacts).values(packed=b"nothing"))

    assert told(kept) == [("case_fact", f"2026-11-23 1 {place}", MISSING) for place in (0, 1)]


def test_a_stand_beyond_the_end_of_the_log_would_keep_a_day_from_being_renewed_and_is_told(kept: Office) -> None:
    forge(kept, "UPDATE facts_read SET seq = 999999")

    assert told(kept) == [("facts_read", "2026-11-23", "seq")]


def test_facts_have_a_place_for_each_of_their_fields(kept: Office) -> None:
    with kept.desk.reading() as connection:
        (row,) = connection.execute(select(CaseFacts.packed)).all()

    assert [type(each) for each in packing.cases([row.packed])] == [CaseFact, CaseFact]
