"""A worker's turn at a hook, and up to where the hook was told: each write claims, as an update that must hit one row.

Nothing here waits for an office: it is written beside its transactions.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, exists, insert, or_, select, update

from queue_app.domain.office.hooks.pacing import LATEST, LEASE, LONGEST_S, MOST_HELD
from queue_app.store.log.tables import ChainHead
from queue_app.store.office.hooks.tables import Delivery, HeldMessage, Hook

_HELD_DUE = exists().where(HeldMessage.hook_id == Hook.id, HeldMessage.next_at <= bindparam("now"))
# A claim of a time that a clock showed before it was set back is none.
_IS_FREE = or_(
    Hook.claimed_until.is_(None), Hook.claimed_until <= bindparam("now"), Hook.claimed_until > bindparam("longest")
)
_IS_URGENT = or_(Hook.test_asked.is_not(None), and_(Hook.paused_at.is_(None), _HELD_DUE))
_DUE = (
    select(Hook.id, Hook.office_id, ChainHead.seq, _IS_URGENT)
    .join(ChainHead, ChainHead.office_id == Hook.office_id)
    .where(
        _IS_FREE,
        or_(
            Hook.test_asked.is_not(None),
            and_(
                Hook.paused_at.is_(None),
                or_(Hook.next_at.is_(None), Hook.next_at <= bindparam("now"), Hook.next_at > bindparam("latest")),
                or_(ChainHead.seq > Hook.told_seq, _HELD_DUE),
            ),
        ),
    )
    .order_by(Hook.id)
)
_OLD = select(Delivery.id).where(Delivery.hook_id == bindparam("of_hook")).order_by(Delivery.id.desc())
_FORGET = delete(Delivery).where(
    Delivery.hook_id == bindparam("of_hook"), Delivery.id <= _OLD.offset(LATEST).limit(1).scalar_subquery()
)


class Due(NamedTuple):
    """A hook that may have something to tell. head: the last event of its office.

    is_urgent: not for the log's sake alone: a test is wanted, or what was held back may be tried again.
    """

    hook_id: int
    office_id: int
    head: int
    is_urgent: bool


class Turn(NamedTuple):
    """A hook that one worker has for itself, and up to where it was told when it was read."""

    hook_id: int
    worker: str
    told_seq: int


def due(connection: Connection, *, now: datetime) -> list[Due]:
    """Of every office; those that another worker has are left out."""
    latest = now + timedelta(seconds=LONGEST_S)  # nothing waits longer, but where the clock was set back
    values = {"now": now, "longest": now + LEASE, "latest": latest}
    return [Due(*row[:3], bool(row[3])) for row in connection.execute(_DUE, values)]


def claim(connection: Connection, hook_id: int, worker: str, *, now: datetime) -> bool:
    """Whether the hook is this worker's for LEASE from now on."""
    asked = update(Hook).where(Hook.id == hook_id, or_(_IS_FREE, Hook.claimed_by == worker))
    values = {"claimed_by": worker, "claimed_until": now + LEASE}
    found = connection.execute(asked.values(values), {"now": now, "longest": now + LEASE})
    return found.rowcount == 1


def release(connection: Connection, hook_id: int, worker: str) -> None:
    """Whoever comes next need not wait until the lease is over."""
    own = (Hook.id == hook_id, Hook.claimed_by == worker)
    connection.execute(update(Hook).where(*own).values(claimed_by=None, claimed_until=None))


def move_on(connection: Connection, turn: Turn, *, now: datetime, **values: Any) -> bool:
    """Sets columns of the hook and makes the lease new; whether it still is this worker's, and told up to there."""
    own = (Hook.id == turn.hook_id, Hook.claimed_by == turn.worker, Hook.told_seq == turn.told_seq)
    return connection.execute(update(Hook).where(*own).values(claimed_until=now + LEASE, **values)).rowcount == 1


def hold(
    connection: Connection, hook_id: int, messages: Iterable[tuple[int, str]], *, next_at: datetime, tries: int
) -> None:
    """Keeps messages back: number in the log, and whose messages are told in order."""
    rows = [
        {"hook_id": hook_id, "seq": seq, "subject": subject, "tries": tries, "next_at": next_at}
        for seq, subject in messages
    ]
    if rows:
        connection.execute(insert(HeldMessage), rows)


def let_go(connection: Connection, hook_id: int, seq: int) -> None:
    """It is held back no more: it was told, or is not there."""
    connection.execute(delete(HeldMessage).where(HeldMessage.hook_id == hook_id, HeldMessage.seq == seq))


def put_off(connection: Connection, hook_id: int, seq: int, *, next_at: datetime) -> None:
    """It was not taken once more."""
    own = (HeldMessage.hook_id == hook_id, HeldMessage.seq == seq)
    connection.execute(update(HeldMessage).where(*own).values(tries=HeldMessage.tries + 1, next_at=next_at))


def note(connection: Connection, values: dict[str, Any]) -> None:
    """One try more among the last ones. values: columns of Delivery."""
    connection.execute(insert(Delivery), values)
    connection.execute(_FORGET, {"of_hook": values["hook_id"]})


def held(connection: Connection, hook_id: int) -> list[tuple[int, str, int, datetime]]:
    """Number, subject, tries and next time of what is held back, in the order of the log; never more than a few."""
    asked = (
        select(HeldMessage.seq, HeldMessage.subject, HeldMessage.tries, HeldMessage.next_at)
        .where(HeldMessage.hook_id == hook_id)
        .order_by(HeldMessage.seq)
        .limit(2 * MOST_HELD)
    )
    return [(seq, subject, tries, next_at) for seq, subject, tries, next_at in connection.execute(asked)]
