"""PostgreSQL's two doors. A transaction of the desk is a pipeline: what it only tells travels with what it asks next.

Every round trip under the office's lock is time in which no other worker can write for the office, and a server next
door is half a millisecond away. In a pipeline BEGIN goes out with the first statement, whatever nobody waits for with
the next one, and the last of it with COMMIT. Statements of SQLAlchemy's own way wait for their answers as ever.

PostgreSQL may be restarted, fail over to its standby or end connections at any time. A door waits for a connection as
long as whoever asks has patience (store.patience); what is lost later is told as `Away` or, from COMMIT on, `Unsure`.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InvalidatePoolError, InvalidRequestError, OperationalError

from queue_app.store import patience
from queue_app.store.away import REFUSED, Away, Unsure, is_away, state_of, told
from queue_app.store.patience import Patience
from queue_app.store.statements import RUN, as_sqlalchemy

_OVER = (psycopg.pq.TransactionStatus.IDLE, psycopg.pq.TransactionStatus.UNKNOWN)  # nothing to take back, or nobody
_LOST = (psycopg.OperationalError, psycopg.InterfaceError)
_OWN = (psycopg.errors.PipelineAborted,)  # follows from what was wrong before it
WRITERS = 4  # offices of one worker that write at the same moment
LINE_S = 30.0  # in line for a turn or a connection; nginx waits no longer, either
TRY_AGAIN_S = 0.05  # between two tries to connect
# Who is gone without a word (its power, its cable) is missed by the other side within seconds, not after TCP's two
# hours: a server by its programs, a worker, whose transaction holds its office's row, by PostgreSQL. Of the former an
# address in config.toml has the last word.
WATCHED: dict[str, Any] = {
    "connect_timeout": "2", "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3",
    "tcp_user_timeout": "8000",
}  # fmt: skip
WATCHING = "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3"


class Door:
    """Connections of one engine, handed out in the order in which they were asked for, also across an outage.

    The pool's own line is unfair to a crowd, and forgets whoever stands in it when a connection cannot be made.
    """

    def __init__(self, engine: Engine, size: int, away_s: float) -> None:
        self._engine = engine
        self._away_s = away_s
        self._places: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._failed_at = 0.0  # when nobody was there last
        for _ in range(size):
            self._places.put(None)

    @contextmanager
    def opened(self) -> Iterator[Connection]:
        """A connection. Raises Away where none can be had in time, or this one is lost in the block."""
        waiting = patience.current(self._away_s)
        try:
            self._places.get(timeout=LINE_S)
        except queue.Empty:
            raise _crowded() from None
        try:
            with self._connected(waiting) as connection, _plainly(connection):
                yield connection
        finally:
            self._places.put(None)

    def _connected(self, waiting: Patience) -> Connection:
        while True:
            if waiting.is_over and time.monotonic() - self._failed_at < TRY_AGAIN_S:
                raise _gone()  # whoever stood before has just tried, which takes seconds where nobody even refuses
            try:
                return self._engine.connect()
            except DBAPIError as exc:
                self._failed_at = time.monotonic()
                if not is_away(exc, lost=_LOST, own=_OWN):
                    raise
                if waiting.is_over:
                    raise told(exc, Away) from exc
            except InvalidRequestError as exc:  # the pool's words for two connections that were ended as they were made
                if waiting.is_over:
                    raise _gone() from exc
            time.sleep(TRY_AGAIN_S)


class PooledWriter:
    """One database transaction for each block; the database arbitrates between processes.

    Within a process the blocks of one office go one at a time, in the order they came: they would wait for its row
    anyway, and a crowd before it was served so unfairly that some waited for seconds. Offices do not wait for each
    other, unless as many as there are connections are held up by another program at once.
    """

    def __init__(self, engine: Engine, away_s: float) -> None:
        self._engine = engine
        self._door = Door(engine, WRITERS, away_s)
        self._turns: defaultdict[int, threading.Lock] = defaultdict(threading.Lock)  # of offices

    @contextmanager
    def transaction(self, office_id: int | None = None) -> Iterator[Connection]:
        """office_id: whose turn it takes; None: nobody's, as what it writes is no office's alone."""
        is_ending = False
        try:
            with self._turn(office_id), self._door.opened() as connection, _pipeline(connection):
                connection.info[RUN]("BEGIN", ())
                yield connection
                is_ending = True
                connection.info[RUN]("COMMIT", ())
        except Away as exc:
            if is_ending and state_of(exc) not in REFUSED:
                raise told(exc, Unsure) from exc
            raise
        patience.wrote()

    @contextmanager
    def _turn(self, office_id: int | None) -> Iterator[None]:
        if office_id is None:
            yield
            return
        turn = self._turns[office_id]
        if not turn.acquire(timeout=LINE_S):
            raise _crowded()
        try:
            yield
        finally:
            turn.release()

    def close(self) -> None:
        self._engine.dispose()


class Reader:
    """Connections that see one state each and cannot write."""

    def __init__(self, engine: Engine, size: int, away_s: float) -> None:
        self.engine = engine
        self._door = Door(engine, size, away_s)
        self.glance = self._door.opened

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._door.opened() as connection, _pipeline(connection) as driver:
            connection.info[RUN]("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", ())
            yield connection
            if driver.pgconn.pipeline_status != psycopg.pq.PipelineStatus.ABORTED:
                connection.info[RUN]("ROLLBACK", ())


@contextmanager
def _plainly(connection: Connection) -> Iterator[None]:
    """What is lost in the block is told as Away, and its connection is used no more."""
    driver: Any = connection.connection.driver_connection
    try:
        yield
    except DBAPIError as exc:
        if not is_away(exc, lost=_LOST, own=_OWN):
            raise
        connection.invalidate()
        raise told(exc, Away) from exc
    finally:
        if driver.closed and not connection.invalidated:  # else the pool rolls back what nobody has any more
            connection.invalidate()


def _crowded() -> OperationalError:
    return Away(None, None, psycopg.OperationalError(f"no connection was free for {LINE_S:.0f} s"))


def _gone() -> OperationalError:
    return Away(None, None, psycopg.OperationalError("the database is away"))


def _cause(error: BaseException) -> BaseException:
    """What aborted a pipeline, where psycopg tells last that it was aborted."""
    before = error.__context__
    return _cause(before) if isinstance(error, _OWN) and isinstance(before, psycopg.Error) else error


@contextmanager
def _pipeline(connection: Connection) -> Iterator[psycopg.Connection[Any]]:
    """What is last told in the block is waited for at its end. Whatever fails leaves no transaction open."""
    driver: Any = connection.connection.driver_connection
    try:
        with driver.pipeline():
            yield driver
    except psycopg.Error as exc:
        raise as_sqlalchemy(_cause(exc), psycopg.Error, "a pipeline") from exc
    finally:
        if driver.pgconn.transaction_status not in _OVER:
            _take_back(driver)


def _take_back(driver: psycopg.Connection[Any]) -> None:
    """What cannot be taken back goes with its connection: nobody is told of it beside what went wrong before."""
    try:
        driver.rollback()
    except psycopg.Error:
        driver.close()


def writing(url: str, busy_s: float) -> Engine:
    """busy_s: how long a statement waits for a row that another program holds."""
    return _engine(url, WRITERS, f"{WATCHING}; SET lock_timeout = {busy_s * 1000:.0f}")


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
    engine = create_engine(
        url, pool_size=size, max_overflow=0, isolation_level="AUTOCOMMIT", hide_parameters=True,
        connect_args={name: value for name, value in WATCHED.items() if name not in make_url(url).query},
    )  # fmt: skip

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
