"""PostgreSQL's two doors. A transaction of the desk is a pipeline: what it only tells travels with what it asks next.

Every round trip under the office's lock is time in which no other worker can write for the office, and a server next
door is half a millisecond away. In a pipeline BEGIN goes out with the first statement, whatever nobody waits for with
the next one, and the last of it with COMMIT. Statements of SQLAlchemy's own way wait for their answers as ever.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import InvalidatePoolError

from queue_app.store.statements import RUN, as_sqlalchemy

_OVER = (psycopg.pq.TransactionStatus.IDLE, psycopg.pq.TransactionStatus.UNKNOWN)  # nothing to take back, or nobody


class PooledWriter:
    """One database transaction for each block; the database arbitrates between processes.

    Within a process blocks go one at a time, in the order they came: those of one office would wait for its row anyway,
    and a crowd before the pool was served so unfairly that some waited for seconds. Where one office's row is held by
    another program, this process's other offices wait with it, for as long as `lock_timeout` allows.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with self._turn, self._engine.connect() as connection, _pipeline(connection):
            connection.info[RUN]("BEGIN", ())
            yield connection
            connection.info[RUN]("COMMIT", ())

    def close(self) -> None:
        self._engine.dispose()


class Reader:
    """Connections that see one state each and cannot write."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.connect() as connection, _pipeline(connection) as driver:
            connection.info[RUN]("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", ())
            yield connection
            if driver.pgconn.pipeline_status != psycopg.pq.PipelineStatus.ABORTED:
                connection.info[RUN]("ROLLBACK", ())


@contextmanager
def _pipeline(connection: Connection) -> Iterator[psycopg.Connection[Any]]:
    """What is last told in the block is waited for at its end. Whatever fails leaves no transaction open."""
    driver: Any = connection.connection.driver_connection
    try:
        with driver.pipeline():
            yield driver
    except psycopg.Error as exc:
        raise as_sqlalchemy(exc, psycopg.Error, "a pipeline") from exc
    finally:
        if driver.pgconn.transaction_status not in _OVER:
            driver.rollback()


def writing(url: str, busy_s: float) -> Engine:
    """One connection. busy_s: how long a statement waits for a row that another program holds."""
    return _engine(url, 1, f"SET lock_timeout = {busy_s * 1000:.0f}")


def reading(url: str, pool_size: int) -> Engine:
    """As many connections as may be asked at the same time."""
    return _engine(url, pool_size, "SET default_transaction_read_only = on")


class _Answered(psycopg.Cursor[Any]):
    """SQLAlchemy's cursor: in a pipeline, too, it has its answer when it was executed."""

    def execute(self, *asked: Any, **how: Any) -> Self:
        super().execute(*asked, **how)
        self._fetch_pipeline()
        return self


class _Numbered(psycopg.RawCursor[Any]):
    """The cursor of a Statement, whose parameters are $1, $2: nothing to look for in its text."""

    def run(self, text: str, values: tuple[Any, ...]) -> Self:
        """In a pipeline nothing is waited for, not even the line: what is asked goes out when an answer is needed.

        psycopg would look at the line after each statement, which under gevent costs as much as the statement itself.
        """
        if self._conn._pipeline is None:  # noqa: SLF001
            return self.execute(text.encode(), values)
        asking = self._execute_gen(text.encode(), values)
        next(asking)  # up to where it would look
        asking.close()
        return self

    def fill(self) -> None:
        """Waits for the answer, where it is still on its way."""
        pipeline = self._conn._pipeline  # noqa: SLF001
        if pipeline is not None and not self.pgresult:
            pipeline.command_queue.append(self._pgconn.send_flush_request)
            self._conn.wait(pipeline._communicate_gen())  # noqa: SLF001
            if not self.pgresult:
                self._conn.wait(pipeline._fetch_gen(flush=False))  # noqa: SLF001


def _engine(url: str, size: int, setting: str) -> Engine:
    # psycopg's own transactions wait for BEGIN and for COMMIT; those here are begun and ended in words.
    engine = create_engine(url, pool_size=size, max_overflow=0, isolation_level="AUTOCOMMIT", hide_parameters=True)

    def on_connect(driver: psycopg.Connection[Any], record: Any) -> None:
        driver.execute(setting.encode())
        driver.commit()
        driver.cursor_factory = _Answered
        record.info[RUN] = lambda text, values: _Numbered(driver).run(text, values)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "checkout", _refuse_ended)
    return engine


def _refuse_ended(driver: Any, _record: object, _proxy: object) -> None:
    """A connection that PostgreSQL has ended meanwhile is not handed out; the pool opens another one.

    What was ended has something to read, so this asks no server: the ping of a pool costs each request a round trip.
    """
    try:
        driver.pgconn.consume_input()  # what the server said before it hung up
        driver.pgconn.consume_input()  # that it hung up
    except psycopg.OperationalError as exc:
        raise InvalidatePoolError from exc
