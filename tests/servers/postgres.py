"""A PostgreSQL cluster of the tests' own: made in a temporary folder, gone afterwards."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from tests.servers.ports import free_port
from tests.servers.program import Program, find_program, run_as

USER = "antrean"
# A cluster that lives for one run of tests may lose everything in a power cut, and is twice as fast for it.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """A running cluster. create_database() gives the address of a new database, copied from a template if named."""

    def __init__(self, *, program: Program, port: int) -> None:
        self.program = program
        self.port = port
        self._numbers = itertools.count(1)

    def url(self, name: str) -> str:
        """Address of a database for SQLAlchemy."""
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{name}"

    def create_database(self, *, template: str = "template1") -> str:
        """Make a database and answer its address. template: name or address of a database nobody is connected to."""
        name = f"antrean_{next(self._numbers)}"
        self.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(_name(template)))
        )
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Remove a database, and cut who is still connected."""
        self.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(_name(url))))

    def execute(self, statement: sql.Composed | LiteralString) -> None:
        with psycopg.connect(host="127.0.0.1", port=self.port, user=USER, dbname="postgres", autocommit=True) as link:
            link.execute(statement)

    def start(self) -> None:
        """Start again after stop() or kill(), on the same port with the same data."""
        self.program.start()
        self.program.wait_until(self._answers)

    def stop(self, sign: signal.Signals = signal.SIGINT) -> None:
        """Cut all connections and end in order; with SIGQUIT at once, to recover at the next start."""
        self.program.stop(sign)

    def kill(self) -> None:
        """End as a power cut would (of the program; what the system holds in its cache is not lost)."""
        self.program.kill()

    def _answers(self) -> bool:
        try:
            psycopg.connect(host="127.0.0.1", port=self.port, user=USER, dbname="postgres", connect_timeout=1).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def running_postgres(
    *, is_durable: bool = False, max_connections: int = 200, standby_of: Postgres | None = None
) -> Iterator[Postgres]:
    """A cluster on a free port until the block ends.

    is_durable: every commit reaches the disk. standby_of: it follows that one, until it is told to promote itself.
    """
    user = run_as(("postgres", "nobody"))
    folder = Path(tempfile.mkdtemp(prefix="antrean-postgres-"))
    if user:
        shutil.chown(folder, user)
    try:
        if standby_of:
            _copy(standby_of, folder / "data", user=user)
        else:
            _initialise(folder / "data", user=user)
        port = free_port()
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": "",
            "max_connections": str(max_connections),
            "shared_buffers": "64MB",
            **({} if is_durable else CARELESS),
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [_binary("postgres"), "-D", str(folder / "data"), *options]
        server = Postgres(
            program=Program(command, log=folder / "log", cwd=folder, user=user, orphan_signal="QUIT"), port=port
        )
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(data: Path, *, user: str | None) -> None:
    command = [_binary("initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(command, check=True, capture_output=True, user=user, cwd=data.parent)


def _copy(primary: Postgres, data: Path, *, user: str | None) -> None:
    command = [_binary("pg_basebackup"), "-D", str(data), "-h", "127.0.0.1", "-p", str(primary.port), "-U", USER]
    command += ["--write-recovery-conf", "--checkpoint=fast", "--no-sync"]
    subprocess.run(command, check=True, capture_output=True, user=user, cwd=data.parent)


def _binary(name: str) -> str:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    own = [str(folder / name) for folder in versions[::-1]]  # not Debian's wrapper, which asks for a cluster of its own
    return os.path.realpath(find_program(*own, name))


def _name(url_or_name: str) -> str:
    return url_or_name.rsplit("/", 1)[-1]
