"""PostgreSQL's own copy of a database that others write to meanwhile, by its programs pg_dump and pg_restore."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, inspect, make_url

from queue_app.domain.log.kept_errors import BackupFailed, NotEmpty, RestoreFailed
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
