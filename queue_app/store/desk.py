"""The one door to change: read the clock once, lock the office, do the work, log it, commit, then publish.

Nothing else commits. Printing, sound and sockets belong to `publish`, which runs after the commit and whose failure
never undoes it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from queue_app.domain.log.clock import Jump
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.events import (
    ClockJumped,
    Event,
    PasswordSet,
    SecondFactorRemoved,
    SecondFactorSet,
    SetupChanged,
    SignedOut,
)
from queue_app.domain.queue.numbering import business_date
from queue_app.store import patience
from queue_app.store.away import Away, Unsure, told
from queue_app.store.engines import Database, Offload, run_here
from queue_app.store.log import chain, clocks
from queue_app.store.log.chain import Head
from queue_app.store.log.clocks import Reading, SteadyClock
from queue_app.store.office.accounts import SignedIn
from queue_app.store.office.tables import Office
from queue_app.store.rows import columns
from queue_app.store.sealing import Seal
from queue_app.store.statements import Asked, Statement

logger = logging.getLogger(__name__)

ENDS_SESSIONS = frozenset(
    each.kind for each in (SignedOut, PasswordSet, SecondFactorSet, SecondFactorRemoved, SetupChanged)
)
KEY_LASTS_S = 1.0  # how long what another worker changed of an office may go unseen here


def system_clock() -> datetime:
    """Now, aware UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """What every request must know of its office; an office never changes its slug or zone while the server runs."""

    id: int
    slug: str
    time_zone: str
    pairs_devices: bool = False


_KEYS = {
    column.key: Statement(select(*columns(OfficeKey, Office)).where(column == bindparam("value")))
    for column in (Office.id, Office.slug)
}


@dataclass(frozen=True, slots=True)
class Published:
    """What was committed: the office, the number of its last event, and the events."""

    office_id: int
    seq: int
    events: tuple[Event, ...]


@dataclass(slots=True)
class Work:
    """One transaction in one office: its connection, the one time it all happened, and what is to be logged."""

    connection: Connection
    office: OfficeKey
    head: Asked[Head]  # of the office's log, with the version of its set-up, when the transaction began
    clock: Callable[[], datetime]
    steady: SteadyClock | None = None
    happened: list[Event] = field(default_factory=list)
    _reading: Reading | None = None

    @property
    def reading(self) -> Reading:
        """The one look at the clocks, once the office is ours alone, so that the log is in order.

        That the clock was set is told before all else that happens here, also where nothing else does.
        """
        if self._reading is None:
            self._reading = clocks.read(self.head.answer.kept, self.clock, self.steady)
            if jump := self._reading.jump:
                self.happened.insert(0, ClockJumped(by_s=jump.by_s, how=jump.how))
        return self._reading

    @property
    def now(self) -> datetime:
        """The one time of all that happens here: what the clock on the wall says, also where it was set."""
        return self.reading.now

    @property
    def jump(self) -> Jump | None:
        """Whether the clock was set since the office's last event."""
        return self.reading.jump

    @property
    def today(self) -> date:
        """The office's business date."""
        return business_date(self.now, self.office.time_zone)

    @property
    def likely_today(self) -> date:
        """The same before the office is ours, for what is asked with the lock; `today` may turn out another."""
        return business_date(self.clock(), self.office.time_zone)

    def record(self, event: Event) -> None:
        self.happened.append(event)


class Desk:
    """Transactions and reads of one database, with the clock and the audience they need."""

    def __init__(
        self,
        database: Database,
        *,
        clock: Callable[[], datetime] = system_clock,
        steady: SteadyClock | None = None,
        publish: Callable[[Published], None] = lambda _published: None,
        offload: Offload = run_here,
        aside: Callable[[Callable[[], object]], object] = run_here,
        seal: Seal | None = None,
    ) -> None:
        self.database = database
        self.clock = clock
        self.steady = steady  # of the machine; None: that the clock was set is only known by the last event
        self.publish = publish
        self.offload = offload  # runs what is slow and pure (a password's hash) outside the event loop
        self.seal = seal or Seal.fresh()  # closes what citizens confide; a fresh one reads nothing of before
        self._run_aside = aside  # starts what nobody waits for, and does not wait either
        self._under_way: set[Hashable] = set()
        # Who held a session a moment ago, by its token's hash; forgotten with whatever may have ended one.
        self.sessions: dict[str, tuple[datetime, SignedIn]] = {}
        self._offices: dict[int | str, tuple[OfficeKey, float]] = {}  # with the moment when to look again

    @contextmanager
    def transaction(self, office_id: int) -> Iterator[Work]:
        """A block whose changes and events are on disk, all or none, when it is left without an error.

        Raises NotFound when there is no such office; whatever the block raises undoes the block.
        """
        office = self.office(office_id)
        with self._transaction(lambda _connection: office, office_id) as work:
            yield work

    @contextmanager
    def founding(self, found: Callable[[Connection], OfficeKey]) -> Iterator[Work]:
        """A transaction in an office that it begins with founding. Raises what `found` raises, and then nothing is."""
        with self._transaction(found) as work:
            yield work

    @contextmanager
    def _transaction(self, of: Callable[[Connection], OfficeKey], office_id: int | None = None) -> Iterator[Work]:
        seq, link = 0, ""
        try:
            with self.database.writer.transaction(office_id) as connection:
                office = of(connection)
                work = Work(connection, office, chain.lock_head(connection, office.id), self.clock, self.steady)
                yield work
                if work.happened:
                    head, kept = work.head.answer, work.reading.kept
                    seq, link = chain.append(connection, office.id, head=head, kept=kept, happened=work.happened)
        except Unsure as exc:
            if not (office_id and link):
                raise
            self._require_in_log(office_id, seq, link, exc)
        if work.happened:
            self._tell(Published(office.id, seq, tuple(work.happened)))

    def _require_in_log(self, office_id: int, seq: int, link: str, lost: Unsure) -> None:
        """That a block whose COMMIT was cut off is on disk after all. Raises Away where it is not.

        The log itself says so, also on another server than the one that was asked: no other event has this hash.
        Nobody else holds the head here, so a COMMIT that was still on its way is over.
        """
        with suppress(Unsure), self.database.writer.transaction(office_id) as connection:  # it writes nothing itself
            head = chain.lock_head(connection, office_id).answer
            if head.seq < seq or chain.hash_at(connection, office_id, seq) != link:
                raise told(lost, Away) from lost
        patience.wrote()

    def aside(self, name: Hashable, office_id: int, write: Callable[[Work], object]) -> None:
        """A small write on the way of a read, as "seen just now": nobody waits for it, and it may be missed.

        A page must be readable while another program holds the database. name: of what is written; while it is under
        way, another write of that name is left out.
        """
        if name in self._under_way:
            return
        self._under_way.add(name)
        self._run_aside(lambda: self._write_aside(name, office_id, write))

    def _write_aside(self, name: Hashable, office_id: int, write: Callable[[Work], object]) -> None:
        try:
            with patience.lasting(self.database.away_s), self.transaction(office_id) as work:  # not the request's own
                write(work)
        except Exception:  # the outer edge: what asked for it has gone on long ago
            logger.warning("%s of office %s could not be noted", name, office_id, exc_info=True)
        finally:
            self._under_way.discard(name)

    def beside(self) -> AbstractContextManager[Connection]:
        """A block of few writes that the log tells nothing of and that wait for no office, nor any office for them.

        Nobody has the office to themselves here: each write claims for itself, as an update that must find what was
        read. What it leaves is on disk, all or nothing, when the block is left without an error.
        """
        return self.database.writer.transaction()

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that cannot write and sees one consistent state."""
        return self.database.reading()

    def glance(self) -> AbstractContextManager[Connection]:
        """The same for one statement only."""
        return self.database.glance()

    def office(self, office_id: int) -> OfficeKey:
        """Raises NotFound when there is no such office."""
        return self._key(Office.id, office_id)

    def office_called(self, slug: str) -> OfficeKey:
        """Raises NotFound when there is no such office."""
        return self._key(Office.slug, slug)

    def _key(self, column: InstrumentedAttribute[Any], value: int | str) -> OfficeKey:
        key, until = self._offices.get(value, (None, 0.0))
        if key is None or time.monotonic() > until:
            key = self._read_key(column, value)
            self._offices[value] = (key, time.monotonic() + KEY_LASTS_S)
        return key

    def _read_key(self, column: InstrumentedAttribute[Any], value: int | str) -> OfficeKey:
        with self.database.glance() as connection:
            row = _KEYS[column.key].first(connection, value=value)
        if row is None:
            raise NotFound(what="office")
        return OfficeKey(*row)

    def _tell(self, published: Published) -> None:
        if any(event.kind == SetupChanged.kind for event in published.events):
            self._offices.clear()
        if not ENDS_SESSIONS.isdisjoint(event.kind for event in published.events):
            self.sessions.clear()
        try:
            self.publish(published)
        except Exception:  # the outer edge: what is committed stays committed, whoever failed to hear of it
            logger.exception("publishing event %s of office %s failed", published.seq, published.office_id)
