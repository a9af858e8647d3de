"""The two databases of a move: where rows are read, all of one moment, and where they are written, all or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, make_url, text

from queue_app.domain.log.move_errors import MoveFailed
from queue_app.store.move import tables
from queue_app.store.move.sums import Values
from queue_app.store.statements import as_sqlalchemy

CHUNK = 5000  # rows in memory
BUSY_S = 30.0  # another program's lock on a SQLite file


class Target(Protocol):
    """What is different between the databases that are written to."""

    def begin(self, connection: Connection) -> None: ...
    def make_room(self, connection: Connection, table: Table, highest: int) -> None: ...
    def write(self, connection: Connection, table: Table, rows: Iterable[Values]) -> None: ...
    def check(self, connection: Connection) -> None: ...


class Receiver(NamedTuple):
    """Where rows are written. name: its address, as it may be told."""

    connection: Connection
    into: Target
    name: str


def shown(url: str) -> str:
    """The address as it may be told."""
    return make_url(url).render_as_string(hide_password=True)


def is_there(url: str) -> bool:
    """False for a SQLite file that is not there, which to open would make one, and for what is no database of ours."""
    address = make_url(url)
    is_file = address.get_backend_name() == "sqlite"
    return address.get_backend_name() in TARGETS and not (is_file and not Path(address.database or "").is_file())


@contextmanager
def source(url: str) -> Iterator[Connection]:
    """A connection that sees one moment of the database and cannot write."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA query_only=ON")
                connection.exec_driver_sql("BEGIN")
            else:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield connection
    finally:
        engine.dispose()


@contextmanager
def target(url: str) -> Iterator[Receiver]:
    """A connection in a transaction that is kept when the block ends without an error; nobody founds beside it."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            into = TARGETS[connection.dialect.name]
            into.begin(connection)
            yield Receiver(connection, into, shown(url))
            into.check(connection)
            connection.commit()
    finally:
        engine.dispose()


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() == "postgresql":
        return create_engine(url, hide_parameters=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_S})
    event.listen(engine, "connect", lambda driver, _record: setattr(driver, "isolation_level", None))
    return engine


class IntoSqlite:
    """One file; whoever writes holds it all."""

    def begin(self, connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")  # looked at as a whole, at the end
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def make_room(self, connection: Connection, table: Table, highest: int) -> None:
        """SQLite itself goes on behind the highest number."""

    def write(self, connection: Connection, table: Table, rows: Iterable[Values]) -> None:
        names = [str(column.name) for column in tables.columns(table)]
        waiting = iter(rows)
        while some := [dict(zip(names, map(_naive, row), strict=True)) for row in islice(waiting, CHUNK)]:
            connection.execute(insert(table), some)

    def check(self, connection: Connection) -> None:
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise MoveFailed(
                table=broken[0], reason=f"row {broken[1]} refers to a row of {broken[2]} that is not there"
            )


def _naive(value: Any) -> Any:
    return value.replace(tzinfo=None) if getattr(value, "tzinfo", None) else value


def sequence(connection: Connection, table: Table) -> str | None:
    """What numbers the table's rows on PostgreSQL; None where nothing does."""
    key = tables.numbered(table)
    if key is None:
        return None
    asked = text("SELECT pg_get_serial_sequence(:table, :column)")
    found: str | None = connection.execute(asked, {"table": table.name, "column": key.name}).scalar()
    return found


class IntoPostgresql:
    """Rows go in by COPY, one statement a table, which also looks at a table's references to itself at its end."""

    def begin(self, connection: Connection) -> None:
        connection.exec_driver_sql("LOCK TABLE office IN SHARE ROW EXCLUSIVE MODE")

    def make_room(self, connection: Connection, table: Table, highest: int) -> None:
        """Numbers go on behind the highest; before rows come, so that no server beside takes one of theirs."""
        if name := sequence(connection, table):
            asked = f"SELECT setval('{name}', greatest(:highest, (SELECT last_value FROM {name})))"  # noqa: S608
            connection.execute(text(asked), {"highest": highest})

    def write(self, connection: Connection, table: Table, rows: Iterable[Values]) -> None:
        names = ", ".join(f'"{column.name}"' for column in tables.columns(table))
        driver: Any = connection.connection.driver_connection
        failures = connection.dialect.loaded_dbapi.Error
        try:
            with driver.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        except failures as exc:
            raise as_sqlalchemy(exc, failures, f"COPY {table.name}") from exc

    def check(self, connection: Connection) -> None:
        """It has looked already."""


TARGETS: dict[str, Target] = {"sqlite": IntoSqlite(), "postgresql": IntoPostgresql()}
