"""A migration on PostgreSQL never stands long before a table that others use, and everybody else behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from queue_app.store import schema
from tests.databases import Databases

TO = "0003"


@pytest.fixture
def url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    made = databases.empty("postgresql", tmp_path)
    schema.migrate(made, to="0002")
    yield made
    databases.drop(made)


@pytest.fixture
def held(url: str) -> Iterator[Connection]:
    """Somebody who is at work on a table that the migration needs."""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        connection.execute(text("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE"))
        yield connection


def test_it_gives_way_and_comes_back_once_the_table_is_free(
    url: str, held: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused: list[float] = []

    def somebody_is_done(seconds: float) -> None:
        paused.append(seconds)
        held.rollback()

    monkeypatch.setattr(schema, "LOCK_S", 0.05)
    monkeypatch.setattr(schema, "time", SimpleNamespace(sleep=somebody_is_done))
    schema.migrate(url, to=TO)

    assert paused == [schema.PAUSE_S]
    assert held.execute(text(schema.VERSION)).scalar() == TO


def test_where_nobody_ever_gives_way_it_says_so_and_nothing_is_changed(
    url: str, held: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "LOCK_S", 0.05)
    monkeypatch.setattr(schema, "TRIES", 2)
    monkeypatch.setattr(schema, "time", SimpleNamespace(sleep=lambda _seconds: None))

    with pytest.raises(OperationalError, match="lock timeout"):
        schema.migrate(url, to=TO)

    assert held.execute(text(schema.VERSION)).scalar() == "0002"
