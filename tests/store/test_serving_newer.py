"""Which database a program may write to: its own schema, or a newer one that says that it may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from queue_app.domain.log.schema_errors import NewerSchema
from queue_app.store import schema


def write(url: str, *statements: str) -> None:
    with create_engine(url, poolclass=NullPool).begin() as connection:
        for each in statements:
            connection.execute(text(each))


@pytest.fixture
def newer(database_url: str) -> Iterator[str]:
    """As a program of the future leaves it."""
    write(database_url, "UPDATE alembic_version SET version_num = '9999'")
    yield database_url
    write(database_url, f"UPDATE alembic_version SET version_num = '{schema.newest()}'")


def test_a_newer_schema_that_is_wide_enough_is_served_and_left_alone(newer: str) -> None:
    schema.migrate(newer)

    assert (schema.is_current(newer), schema.may_serve(newer)) == (False, True)


def test_a_newer_schema_that_asks_for_a_newer_program_is_refused(newer: str) -> None:
    write(newer, "UPDATE oldest_program SET schema = '9998'")

    with pytest.raises(NewerSchema, match="9999"):
        schema.migrate(newer)
    assert not schema.may_serve(newer)


def test_a_newer_schema_that_says_nothing_is_refused(newer: str) -> None:
    write(newer, "DELETE FROM oldest_program")

    assert not schema.may_serve(newer)


def test_an_older_schema_and_none_are_refused(tmp_path: Path) -> None:
    empty = f"sqlite:///{tmp_path / 'empty.db'}"
    was_empty = schema.may_serve(empty)
    schema.migrate(empty, to="0002")

    assert (was_empty, schema.may_serve(empty)) == (False, False)
