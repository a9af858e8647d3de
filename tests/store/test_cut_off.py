"""PostgreSQL ends its connections (a restart, a failover, an administrator): the next request opens another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, text

from queue_app.store.away import Away
from queue_app.store.engines import Database
from tests.databases import Databases

CUT_EVERYBODY = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    founded = databases.founded("postgresql", tmp_path)
    yield founded
    databases.give_back(founded)


@pytest.fixture
def postgresql(databases: Databases, url: str) -> Iterator[Database]:
    opened = databases.opened(url)
    yield opened
    opened.close()


def other_program(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", ""))


def name_read(database: Database) -> object:
    with database.reading() as connection:
        return connection.execute(text("SELECT name FROM office")).scalar()


def rename(database: Database, name: str) -> None:
    with database.writer.transaction() as connection:
        connection.execute(text("UPDATE office SET name = :name"), {"name": name})


def test_the_first_read_and_the_first_write_after_it_succeed(postgresql: Database, url: str) -> None:
    rename(postgresql, "Dulu")
    assert name_read(postgresql) == "Dulu"

    with other_program(url) as other:
        other.execute(CUT_EVERYBODY)

    assert name_read(postgresql) == "Dulu"
    rename(postgresql, "Kini")
    assert name_read(postgresql) == "Kini"


def test_every_connection_of_the_pool_is_replaced(postgresql: Database, url: str) -> None:
    with postgresql.reading() as one, postgresql.reading() as two:
        assert [each.execute(text("SELECT 1")).scalar() for each in (one, two)] == [1, 1]

    with other_program(url) as other:
        other.execute(CUT_EVERYBODY)

    with postgresql.reading() as one, postgresql.reading() as two:
        assert [each.execute(text("SELECT 1")).scalar() for each in (one, two)] == [1, 1]


def test_a_block_gives_up_what_another_program_holds_for_too_long(url: str) -> None:
    hasty = Database(url, busy_s=0.05)
    with other_program(url) as other:
        other.execute("SELECT id FROM office FOR UPDATE")
        with pytest.raises(Away):  # nothing was done: who has time left may ask again
            rename(hasty, "Kini")

    rename(hasty, "Kini")
    assert name_read(hasty) == "Kini"
    hasty.close()


def refuse(opened: Callable[[], AbstractContextManager[Connection]], other: psycopg.Connection) -> None:
    with opened() as connection:
        connection.execute(text("SELECT name FROM office"))
        other.execute(CUT_EVERYBODY)
        raise LookupError


def test_a_refusal_that_finds_its_connection_gone_is_told_all_the_same_and_the_next_one_works(
    postgresql: Database, url: str
) -> None:
    """What is refused is taken back, which meets the server too."""
    for opened in (postgresql.writer.transaction, postgresql.reading):
        with other_program(url) as other, pytest.raises(LookupError):
            refuse(opened, other)

    rename(postgresql, "Dulu")
    assert name_read(postgresql) == "Dulu"
