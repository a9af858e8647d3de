"""Bringing a database to the newest schema by Alembic's numbered migrations, also while a server works on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import OperationalError

from queue_app.domain.log.schema_errors import NewerSchema
from queue_app.places import find

if TYPE_CHECKING:
    from alembic.config import Config


VERSION = "SELECT version_num FROM alembic_version"
OLDEST_PROGRAM = "SELECT schema FROM oldest_program"
# On PostgreSQL a change of a table waits for whoever uses it, and everybody else for it: it waits shortly, and often.
LOCK_S, TRIES, PAUSE_S = 2.0, 30, 1.0
_IN_THE_WAY = {"55P03", "40P01"}  # lock_not_available, deadlock_detected
_ONE_AT_A_TIME = 8_246_119  # PostgreSQL's lock of our own, so that two programs that migrate do so in turn


def migrate(url: str, *, to: str = "head") -> None:
    """Creates the database file's folder if needed and runs every migration up to `to` ("base": all down).

    Of a newer version's database that still lets this program write, nothing is changed. Raises NewerSchema.
    """
    from alembic import command  # noqa: PLC0415 - 8 MB that only a migration needs

    path = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)

    def run(connection: Connection) -> None:
        found = _version(connection)
        if to == "head" and found > newest():
            if not _lets_write(connection, newest()):
                raise NewerSchema(found=found, known=newest())
            return
        (command.downgrade if to == "base" else command.upgrade)(config_on(connection), to)

    change(url, run)


def change(url: str, run: Callable[[Connection], None]) -> None:
    """Runs it in one transaction, and again where it met somebody's lock. Raises what it raises."""
    with _engine(url) as engine:
        for left in reversed(range(TRIES)):
            try:
                with engine.begin() as connection:
                    _hold(connection)
                    run(connection)
            except OperationalError as exc:
                if not left or getattr(exc.orig, "sqlstate", None) not in _IN_THE_WAY:
                    raise
                time.sleep(PAUSE_S)
            else:
                return


def _hold(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {LOCK_S * 1000:.0f}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")


def prepare(url: str) -> None:
    """Migrates a database in which nothing stands yet; one that holds something stays at its migration."""
    path = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and path and not Path(path).exists():
        migrate(url)
        return
    with _engine(url) as engine, engine.connect() as connection:
        is_empty = not inspect(connection).get_table_names()
    if is_empty:
        migrate(url)


def is_current(url: str) -> bool:
    """Whether the database stands at the newest migration."""
    with _engine(url) as engine, engine.connect() as connection:
        return _version(connection) == newest()


def may_serve(url: str) -> bool:
    """Whether this program may write to the database: it is of this schema, or of a newer one that allows it."""
    with _engine(url) as engine, engine.connect() as connection:
        found = _version(connection)
        return found == newest() or (found > newest() and _lets_write(connection, newest()))


def _version(connection: Connection) -> str:
    """The database's last migration; empty where it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text(VERSION)).scalar() or "")


def _lets_write(connection: Connection, schema: str) -> bool:
    if not inspect(connection).has_table("oldest_program"):
        return False
    oldest = connection.execute(text(OLDEST_PROGRAM)).scalar()
    return oldest is not None and str(oldest) <= schema


def newest() -> str:
    """The number of the newest migration, from its file's name: a server need not load Alembic to start."""
    return max(path.name.partition("_")[0] for path in (find("migrations") / "versions").glob("[0-9]*.py"))


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        # The driver's own transactions end at each CREATE TABLE; ours holds the whole migration, or nothing of it.
        event.listen(engine, "connect", lambda driver, _record: setattr(driver, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        yield engine
    finally:
        engine.dispose()


def config_on(connection: Connection) -> Config:
    """What Alembic's commands take: where the migrations are, and the connection they run on."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(find("migrations")))
    config.attributes["connection"] = connection
    return config
