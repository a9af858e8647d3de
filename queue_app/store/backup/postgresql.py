"""PostgreSQL's own copy of a database that others write to meanwhile, by its programs pg_dump and pg_restore."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, inspect, make_url
from sqlalchemy.exc import DBAPIError

from queue_app.domain.log.kept_errors import BackupFailed, NoRehearsal, NotEmpty, RestoreFailed
from queue_app.store.backup import contents
from queue_app.store.backup.contents import Contents

MEMBER = "database/antrean.dump"
IS_DENSE = True
ASIS = ("--no-owner", "--no-privileges")  # whoever puts it back owns it


class _Failed(Exception):
    """What the program said, or that it is not there."""


@contextmanager
def copied(url: str, folder: Path) -> Iterator[tuple[Contents, Path]]:
    """One moment of the database as a dump in the folder. Raises BackupFailed."""
    target = folder / "antrean.dump"
    engine = create_engine(url, isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        moment = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar()
        found = contents.read(connection)
        try:
            _run(url, "pg_dump", "--format=custom", *ASIS, f"--snapshot={moment}", f"--file={target}")
        except _Failed as exc:
            raise BackupFailed(reason=exc) from exc
    engine.dispose()
    yield found, target


def size(url: str) -> int:
    """Bytes of a dump at most."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar()
    engine.dispose()
    return int(found or 0)


@contextmanager
def throwaway(url: str, _folder: Path) -> Iterator[str]:
    """The address of an empty database beside the own one, which is dropped again. Raises NoRehearsal."""
    name = f"antrean_rehearsal_{secrets.token_hex(4)}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    except DBAPIError as exc:
        engine.dispose()
        raise NoRehearsal(reason=f"this user may make no database beside its own ({exc.orig})".strip()) from exc
    try:
        yield make_url(url).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        engine.dispose()


def check_empty(url: str) -> None:
    """Raises NotEmpty."""
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
    engine.dispose()
    if tables:
        raise NotEmpty(database=make_url(url).render_as_string(hide_password=True))


def place_for(_url: str) -> Path | None:
    """The database's disk is the server's; the dump lies wherever there is room."""
    return None


def put_back(url: str, source: Path) -> None:
    """All of the dump, or nothing of it. Raises RestoreFailed."""
    try:
        _run(url, "pg_restore", "--single-transaction", "--exit-on-error", *ASIS, str(source))
    except _Failed as exc:
        raise RestoreFailed(reason=exc) from exc


def _run(url: str, program: str, *arguments: str) -> None:
    address = make_url(url).set(drivername="postgresql")
    env = {**os.environ, "PGPASSWORD": str(address.password or os.environ.get("PGPASSWORD", ""))}
    shown = address.set(password=None).render_as_string()  # every user of the machine may read a command line
    try:
        done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, and the address of config.toml
            [program, f"--dbname={shown}", *arguments],
            env=env,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError as exc:
        raise _Failed(f"the program {program} is not installed here (Debian: postgresql-client)") from exc
    if done.returncode:
        raise _Failed(" ".join(done.stderr.split()) or f"{program} ended with {done.returncode}")
