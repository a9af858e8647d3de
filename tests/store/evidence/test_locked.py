"""What is published or locked stays as it is: the database refuses, and what got past it is found by verify-log."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from queue_app.store.evidence import locked_check
from queue_app.store.log.row_check import Difference
from tests.evidence import Unit

CHANGES = [
    "UPDATE locked_letter SET content = '{}'",
    "UPDATE locked_letter SET sha256 = sha256",
    "DELETE FROM locked_letter",
    "UPDATE evaluation_draft SET content = '{}'",
    "DELETE FROM evaluation_draft",
    "UPDATE evaluation SET is_locked = false",
    "UPDATE evaluation SET note = 'x'",
    "DELETE FROM evaluation",
]
ON_SQLITE = [  # a row put in the place of another takes that one out without a DELETE
    "INSERT OR REPLACE INTO locked_letter SELECT evaluation_id, '{}', sha256 FROM locked_letter",
    (
        "INSERT OR REPLACE INTO evaluation_draft"
        " SELECT evaluation_id, version, '{}', sha256, published_at, published_by FROM evaluation_draft"
    ),
    "INSERT OR REPLACE INTO evaluation (id, office_id, officer_id, period) SELECT id, 1, 1, 'x' FROM evaluation",
    (
        "INSERT OR REPLACE INTO evaluation (office_id, officer_id, period)"
        " SELECT office_id, officer_id, period FROM evaluation"
    ),
]
ON_POSTGRESQL = ["TRUNCATE locked_letter", "TRUNCATE evaluation_draft", "TRUNCATE evaluation CASCADE"]
UNBOLTED = {
    "sqlite": ["DROP TRIGGER locked_letter_no_update", "DROP TRIGGER locked_letter_no_delete",
               "DROP TRIGGER evaluation_no_update", "DROP TRIGGER evaluation_draft_no_update"],
    "postgresql": ["SET LOCAL session_replication_role = replica"],  # who runs no triggers
}  # fmt: skip


@pytest.fixture
def locked(unchecked_unit: Unit) -> Unit:
    unchecked_unit.publish()
    unchecked_unit.both_discuss()
    unchecked_unit.lock()
    return unchecked_unit


def run(unit: Unit, *statements: str) -> None:
    with unit.office.desk.database.writer.transaction() as connection:
        for statement in statements:
            connection.execute(text(statement))


def differences(unit: Unit) -> list[Difference]:
    with unit.office.desk.reading() as connection:
        return list(locked_check.differences(connection, unit.office.office_id))


def forge(unit: Unit, statement: str) -> list[tuple[str, str]]:
    """As somebody does who owns the database: (table, field) of each difference that is found."""
    run(unit, *UNBOLTED["sqlite" if unit.office.desk.database.is_sqlite else "postgresql"], statement)
    return [(each.table, each.field) for each in differences(unit)]


def test_no_statement_changes_a_published_or_locked_report(locked: Unit, backend: str) -> None:
    content, seen = locked.locked(), locked.seen()

    for statement in [*CHANGES, *(ON_SQLITE if backend == "sqlite" else ON_POSTGRESQL)]:
        with pytest.raises(DBAPIError, match="stays as it is"):
            run(locked, statement)

    assert (locked.locked(), locked.seen(), differences(locked)) == (content, seen, [])


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE locked_letter SET content = content || ' '", [("locked_letter", "content")]),
        ("UPDATE locked_letter SET sha256 = 'x'", [("locked_letter", "sha256")]),
        ("DELETE FROM locked_letter", [("locked_letter", "(missing)")]),
        ("UPDATE evaluation SET is_locked = false", [("evaluation", "is_locked")]),
        ("UPDATE evaluation_draft SET content = replace(content, '3', '4')", [("evaluation_draft", "content")]),
    ],
)
def test_what_got_past_the_database_is_found(locked: Unit, statement: str, found: list[tuple[str, str]]) -> None:
    assert forge(locked, statement) == found


def test_a_letter_of_which_the_log_knows_nothing_is_found(unchecked_unit: Unit) -> None:
    unchecked_unit.publish()
    run(unchecked_unit, "INSERT INTO locked_letter SELECT id, '{}', 'x' FROM evaluation")

    assert [(each.table, each.field) for each in differences(unchecked_unit)] == [("locked_letter", "(unknown)")]
