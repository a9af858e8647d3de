"""Connections: one writer with group commit on SQLite, a pipeline on PostgreSQL, and a reading engine on both.

SQLite waits for the disk at every commit (`synchronous=FULL`). Transactions that stand in line while one commit is
on its way to the disk are run together and share the next one; each has its own savepoint, so that one can fail
alone. The commit itself runs outside the event loop (`offload`), where waiting for the disk holds nobody up. The writer
never waits inside SQLite, which would stop every screen with it: it asks, sleeps, and asks again.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import StaticPool

from queue_app import metered
from queue_app.store.statements import RUN, as_sqlalchemy

Offload = Callable[[Callable[[], object]], object]
BUSY_S, BUSY_PAUSE_S = 5.0, 0.02  # how long, and how often, another process's lock is tried
LOOK_S = 0.5  # whoever has waited that long in line looks so often whether anybody gets the lock
READERS = 8  # connections that read, in one process
LOG_PAGES = 1000  # SQLite's own
CARRIED_FROM = 500 * 4096  # bytes of the log that are worth the while
# SQLite itself waits so long: while a file is opened, and where a reader comes upon one that is being mended.
OPENING_S, READING_S = 5.0, 0.25
BATCH = 64  # transactions in one commit at most, which bounds the wait of the first


def run_here(work: Callable[[], object]) -> object:
    """The offload of a program without an event loop: none."""
    return work()


class Writer(Protocol):
    """Hands out a connection inside a transaction which is on disk when the block was left without an error."""

    def transaction(self, office_id: int | None = None) -> AbstractContextManager[Connection]: ...

    def close(self) -> None: ...


class Reader(Protocol):
    """Hands out a connection that sees one state and cannot write."""

    engine: Engine

    def reading(self) -> AbstractContextManager[Connection]: ...

    def glance(self) -> AbstractContextManager[Connection]: ...


class SqliteReader:
    """Several connections beside the writer's, each of which sees the state in which its block began to look."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            connection.begin()
            yield connection

    def glance(self) -> AbstractContextManager[Connection]:
        return self.engine.connect()


class _Batch:
    def __init__(self) -> None:
        self.size = 0
        self.done = threading.Event()
        self.error: BaseException | None = None

    def wait(self) -> None:
        self.done.wait()
        if self.error is not None:
            raise self.error


class GroupWriter:
    """One connection, one transaction at a time on disk, several blocks in each when they stand in line."""

    def __init__(self, engine: Engine, *, offload: Offload, busy_s: float = BUSY_S) -> None:
        self._engine = engine
        self._offload = offload
        self._busy_s = busy_s
        self._connection = engine.connect()
        self._gate = threading.Lock()  # held by the block that is running, and during the commit
        self._line = threading.Lock()
        self._in_line = 0
        self._batch: _Batch | None = None
        self._kept_out: OperationalError | None = None  # what the last BEGIN said, while another process holds the lock

    @contextmanager
    def transaction(self, office_id: int | None = None) -> Iterator[Connection]:  # noqa: ARG002 - all share one line
        deadline = time.monotonic() + self._busy_s  # of this block: whoever stands behind it has waited already
        self._stand_in_line(deadline)
        batch = self._join_batch(deadline)
        try:
            self._run("SAVEPOINT block")
            yield self._connection
            self._run("RELEASE block")
        except BaseException:
            self._undo_block(batch)
            self._leave(batch)
            raise
        self._leave(batch)
        batch.wait()

    def close(self) -> None:
        with self._gate:
            self._connection.close()
            self._engine.dispose()

    def _stand_in_line(self, deadline: float) -> None:
        with self._line:
            self._in_line += 1
        try:
            self._pass_gate(deadline)
        except BaseException:
            # Kept out or killed while waiting: if the others relied on this one to commit, do it for them.
            with self._line:
                self._in_line -= 1
            if self._gate.acquire(blocking=False):
                self._commit_or_release()
            raise
        with self._line:
            self._in_line -= 1

    def _pass_gate(self, deadline: float) -> None:
        """Past its deadline a block stays in line behind a slow disk, but not behind a lock that nobody gets.

        No order is kept at the gate: behind some that come again and again it might never be asked for.
        """
        while not self._gate.acquire(timeout=max(deadline - time.monotonic(), LOOK_S)):
            if self._kept_out is not None and time.monotonic() > deadline:
                raise self._kept_out

    def _commit_or_release(self) -> None:
        if self._batch is not None:
            self._commit(self._batch)
        else:
            self._gate.release()

    def _join_batch(self, deadline: float) -> _Batch:
        if self._batch is None:
            try:
                self._begin(deadline)
            except BaseException:
                self._gate.release()
                raise
            self._batch = _Batch()
        self._batch.size += 1
        return self._batch

    def _begin(self, deadline: float) -> None:
        """Waits for another process to end its writing, without holding up the event loop meanwhile."""
        while True:
            try:
                self._run("BEGIN IMMEDIATE")
            except OperationalError as exc:
                if not _is_busy(exc):
                    raise
                self._kept_out = exc
                if time.monotonic() > deadline:
                    raise
            else:
                self._kept_out = None
                return
            time.sleep(BUSY_PAUSE_S)

    def _leave(self, batch: _Batch) -> None:
        if self._in_line and batch.size < BATCH and batch.error is None:
            self._gate.release()  # the next in line goes on in the same transaction
        else:
            self._commit(batch)

    def _commit(self, batch: _Batch) -> None:
        self._batch = None
        try:
            if batch.error is None:
                self._offload(lambda: self._run("COMMIT"))
                metered.BATCHES.took(batch.size)
        except BaseException as exc:  # noqa: BLE001 - every block of the batch must learn of it, whatever it is
            batch.error = exc
        finally:
            try:
                if self._driver().in_transaction:
                    self._run("ROLLBACK")
            finally:
                batch.done.set()
                self._gate.release()

    def _undo_block(self, batch: _Batch) -> None:
        try:
            self._run("ROLLBACK TO block")
            self._run("RELEASE block")
        except DBAPIError as exc:
            batch.error = exc  # SQLite gave the whole transaction up (disk full, I/O error)

    def _run(self, statement: str) -> None:
        """Past SQLAlchemy for speed, but failing as it fails: whoever waits for its errors hears of these too."""
        try:
            self._driver().execute(statement)
        except sqlite3.Error as exc:
            raise as_sqlalchemy(exc, sqlite3.Error, statement) from exc

    def _driver(self) -> sqlite3.Connection:
        driver = self._connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the engine is SQLite's
        return driver


def _is_busy(error: OperationalError) -> bool:
    """Whether another process holds the lock. SQLite tells in the higher bits what it holds it for."""
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


class Database:
    """Both doors to one database: `writer` for desk transactions, `reading()` for everything else."""

    def __init__(
        self, url: str, *, offload: Offload = run_here, pool_size: int = READERS, busy_s: float = BUSY_S,
        log_pages: int = LOG_PAGES, away_s: float = 0.0,
    ) -> None:  # fmt: skip
        """busy_s: how long a block waits while another process holds what it must write.

        away_s: how long it waits for a PostgreSQL that is away, where nobody has said how patient they are.

        log_pages: so many pages SQLite's log may hold before a commit itself carries them over into the file, which
        takes as long as ten commits; more is for a program that calls `carry_over` beside.
        """
        self.url = url
        self.away_s = away_s
        self._carried = 0  # when the log that was carried over last had been written, in nanoseconds
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.writer: Writer
        self._reader: Reader
        if self.is_sqlite:
            self.writer = GroupWriter(_sqlite_writer(url, log_pages), offload=offload, busy_s=busy_s)
            self._reader = SqliteReader(_sqlite_reader(url))
        else:
            # Not before it is needed: an office with SQLite need not carry PostgreSQL's library in memory.
            from queue_app.store import postgresql  # noqa: PLC0415

            self.writer = postgresql.PooledWriter(postgresql.writing(url, busy_s), away_s)
            self._reader = postgresql.Reader(postgresql.reading(url, pool_size), pool_size, away_s)

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one consistent state and cannot write. Close it soon: it holds a snapshot."""
        return self._reader.reading()

    def glance(self) -> AbstractContextManager[Connection]:
        """The same for one statement, which sees one state by itself: on PostgreSQL a third of the round trips."""
        return self._reader.glance()

    def carry_over(self) -> bool:
        """Writes what SQLite's log holds into its file, if that is much and new; whether it was. A thread's work.

        Of PostgreSQL nothing: it has a process of its own for that.
        """
        path = Path(make_url(self.url).database or "")
        log = path.with_name(path.name + "-wal")
        if not self.is_sqlite or not log.exists() or log.stat().st_size < CARRIED_FROM:
            return False
        written = log.stat().st_mtime_ns
        if written == self._carried:
            return False
        with closing(sqlite3.connect(path, isolation_level=None)) as own:
            own.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self._carried = written
        return True

    def close(self) -> None:
        self.writer.close()
        self._reader.engine.dispose()


def _sqlite_writer(url: str, log_pages: int) -> Engine:
    Path(make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )
    event.listen(
        engine,
        "connect",
        _pragmas(OPENING_S, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON",
                 "secure_delete=ON", f"wal_autocheckpoint={log_pages}", "busy_timeout=0"),
    )  # fmt: skip
    return engine


def _sqlite_reader(url: str) -> Engine:
    engine = create_engine(
        url, pool_size=4, max_overflow=16, hide_parameters=True, connect_args={"check_same_thread": False}
    )
    event.listen(engine, "connect", _pragmas(OPENING_S, "query_only=ON", f"busy_timeout={READING_S * 1000:.0f}"))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _pragmas(busy_s: float, *names: str) -> Callable[[Any, Any], None]:
    def on_connect(driver: sqlite3.Connection, record: Any) -> None:
        driver.isolation_level = None  # the driver itself begins nothing
        record.info[RUN] = driver.execute
        for name in (f"busy_timeout={busy_s * 1000:.0f}", *names):
            driver.execute(f"PRAGMA {name}")

    return on_connect
