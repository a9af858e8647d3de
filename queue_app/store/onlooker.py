"""A connection for whoever only looks: it makes no file, changes nothing, and waits for nobody long."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.pool import NullPool

from queue_app.store.statements import RUN

WAIT_S = 3.0


@contextmanager
def looking(url: str) -> Iterator[Connection]:
    """One state of the database. Raises what the database raises, where it is not there or not to be read."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        with _at_sqlite(Path(parsed.database or "")) as connection:
            yield connection
        return
    from queue_app.store import postgresql  # noqa: PLC0415 - an office with SQLite need not carry its library

    patient = parsed.update_query_dict({"connect_timeout": f"{WAIT_S:.0f}"})
    reader = postgresql.Reader(postgresql.reading(patient.render_as_string(hide_password=False), 1), 1, 0.0)
    try:
        with reader.reading() as connection:
            yield connection
    finally:
        reader.engine.dispose()


def opened(path: Path) -> sqlite3.Connection:
    """The file, which must be there. Raises sqlite3.Error."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT_S, isolation_level=None)


@contextmanager
def _at_sqlite(path: Path) -> Iterator[Connection]:
    engine = create_engine("sqlite://", creator=lambda: opened(path), poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _connected(driver: sqlite3.Connection, record: object) -> None:
        record.info[RUN] = driver.execute  # type: ignore[attr-defined]
        driver.execute("PRAGMA query_only=ON")

    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection
    finally:
        engine.dispose()
