"""Databases for tests, on both engines: a SQLite file and a real PostgreSQL.

Migrating is slow, so each kind is migrated once. SQLite's file is copied for each test; PostgreSQL's database is
emptied and founded anew, which is ten times as fast as copying it. Compiling statements is slow, too: what one
test's engines have compiled serves the next one's.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from queue_app.store import schema
from queue_app.store.base import Base
from queue_app.store.engines import Database
from queue_app.store.office.founding import found_office
from tests.factories import FOUNDED, cheap_hash, make_plan
from tests.servers.postgres import Postgres

BACKENDS = ("sqlite", "postgresql")
STATEMENTS = 5000  # more than all tests together ask
WINGS = ("log", "office", "queue", "hall", "paper", "evidence", "citizen")
for wing in WINGS:
    import_module(f"queue_app.store.{wing}.tables")
import_module("queue_app.store.schema_tables")
import_module("queue_app.store.queue.lease.tables")
import_module("queue_app.store.office.second_factor_tables")
import_module("queue_app.store.evidence.note_tables")
import_module("queue_app.store.evidence.cycle_tables")
import_module("queue_app.store.evidence.course_tables")
import_module("queue_app.store.evidence.frozen_tables")
import_module("queue_app.store.evidence.token_tables")
import_module("queue_app.store.evidence.outage_tables")
import_module("queue_app.store.evidence.leave_tables")
import_module("queue_app.store.citizen.score_tables")
import_module("queue_app.store.citizen.push_tables")
import_module("queue_app.store.citizen.survey.publication_tables")
import_module("queue_app.store.citizen.survey.tables")
import_module("queue_app.store.citizen.complaints.tables")
import_module("queue_app.store.citizen.booking.tables")
import_module("queue_app.store.citizen.forum.tables")
import_module("queue_app.store.citizen.privacy.tables")
import_module("queue_app.store.office.hooks.tables")
METADATA = Base.metadata  # with the tables of every wing
_TABLES = METADATA.sorted_tables
_KEEP = ["CREATE SCHEMA kept", *(f"CREATE TABLE kept.{table} AS TABLE {table}" for table in _TABLES)]
_CUT_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_RESTORE = [
    _CUT_OTHERS,
    # The role of a replica runs no triggers: it may empty the log, which refuses that to everyone else.
    "SET LOCAL session_replication_role = replica",
    *(f"DELETE FROM {table}" for table in _TABLES),
    *(f"INSERT INTO {table} SELECT * FROM kept.{table}" for table in _TABLES),
    *(
        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), count(id) + 1, false) FROM {table}"
        for table in _TABLES
        if "id" in table.columns
    ),
]


class Databases:
    """Gives databases with one office in them, or empty. PostgreSQL starts when it is first asked for."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self._request = request
        self._template: Path | None = None
        self._migrated: list[str] = []  # PostgreSQL databases that no test uses now
        self._postgres: Postgres | None = None
        self._first: dict[tuple[str, str], Engine] = {}  # of each kind, which later ones compile with

    def opened(self, url: str) -> Database:
        """Both doors to the database, with whatever statements earlier tests have compiled."""
        database = Database(url)
        self._compile_once("writer", database.writer._engine)  # type: ignore[attr-defined]
        self._compile_once("reader", database._reader.engine)
        return database

    def _compile_once(self, door: str, engine: Engine) -> None:
        first = self._first.setdefault((engine.dialect.name, door), engine)
        if first is engine:
            engine.connect().close()  # with the first connection its dialect learns whom it speaks to
            engine._compiled_cache.capacity = STATEMENTS  # type: ignore[union-attr]
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache

    def founded(self, backend: str, folder: Path) -> str:
        """Address of a migrated database in which make_plan() was founded."""
        if backend == "postgresql":
            return self._founded_postgresql()
        return f"sqlite:///{shutil.copy(self._sqlite_template(), folder / 'antrean.db')}"

    def give_back(self, url: str) -> None:
        """What founded() gave is not used any more."""
        if url.startswith("postgresql"):
            self._migrated.append(url)

    def empty(self, backend: str, folder: Path) -> str:
        """Address of a database without a single table."""
        return self._server().create_database() if backend == "postgresql" else f"sqlite:///{folder / 'empty.db'}"

    def drop(self, url: str) -> None:
        """What empty() gave is not used any more."""
        if url.startswith("postgresql"):
            self._server().drop_database(url)

    def _server(self) -> Postgres:
        if self._postgres is None:
            self._postgres = self._request.getfixturevalue("postgres")
        return self._postgres

    def _founded_postgresql(self) -> str:
        if self._migrated:
            url = self._migrated.pop()
            _run(url, _RESTORE)  # cuts whoever a test left connected
            return url
        url = self._server().create_database()
        schema.migrate(url)
        _found(url)
        _run(url, _KEEP)
        return url

    def _sqlite_template(self) -> Path:
        if self._template is None:
            folder: Path = self._request.getfixturevalue("tmp_path_factory").mktemp("template")
            url = f"sqlite:///{folder / 'made.db'}"
            schema.migrate(url)
            _found(url)
            self._template = _in_one_file(folder / "made.db", folder / "template.db")
        return self._template


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Databases:
    return Databases(request)


@pytest.fixture
def database_url(backend: str, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A migrated database with one office in it."""
    url = databases.founded(backend, tmp_path)
    yield url
    databases.give_back(url)


@pytest.fixture
def empty_url(backend: str, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database without a single table."""
    url = databases.empty(backend, tmp_path)
    yield url
    databases.drop(url)


@pytest.fixture
def database(database_url: str, databases: Databases) -> Iterator[Database]:
    opened = databases.opened(database_url)
    yield opened
    opened.close()


def _found(url: str) -> None:
    database = Database(url)
    found_office(database, make_plan(), at=FOUNDED, hash_password=cheap_hash)
    database.close()


def _run(url: str, statements: Sequence[str]) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(";".join(["BEGIN", *statements, "COMMIT"]))


def _in_one_file(source: Path, target: Path) -> Path:
    """A copy without a write-ahead log beside it."""
    connection = sqlite3.connect(source)
    connection.execute("VACUUM INTO ?", [str(target)])
    connection.close()
    return target
