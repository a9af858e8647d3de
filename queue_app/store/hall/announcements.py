"""Calls as the room hears them: whose turn is when in each hall, and which of them nobody has spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Float,
    and_,
    bindparam,
    case,
    delete,
    false,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from queue_app.domain.log.clock import ClockSet, set_since
from queue_app.domain.queue.absence import Call
from queue_app.domain.queue.lifecycle import State
from queue_app.store.hall.tables import Announcement
from queue_app.store.log import jumps
from queue_app.store.log.tables import ChainHead
from queue_app.store.office.tables import Counter
from queue_app.store.queue.tables import IS_AT_COUNTER, Leg
from queue_app.store.queue.tickets import LEGS, TicketLeg, as_ticket_leg
from queue_app.store.statements import Asked, Row, Statement

EVERYWHERE = "*"  # the hall of a call that is spoken in all of them: its counter belongs to no zone
LAST_TURNS = 8  # of several halls one may end later than another that began after it
SLEWED = timedelta(seconds=5)  # so far apart may the clocks of two servers be, or a clock be turned back unseen
LOOKED_AT = 200  # of the office's last calls, for the last ones of a zone


@dataclass(frozen=True, slots=True)
class Spoken:
    """One call or recall that still holds. seq: the office's count of them; `starts_at`: its turn in its hall."""

    seq: int
    counter_id: int
    at: datetime
    starts_at: datetime
    is_heard: bool
    ticket: TicketLeg


@dataclass(frozen=True, slots=True)
class Unheard:
    """A call whose turn has gone by without any display having spoken it, of a ticket that is still called."""

    leg_id: int
    counter_id: int
    officer_id: int | None


_OFFICE: BindParameter[int] = bindparam("office", type_=Announcement.office_id.type)
_NOW: BindParameter[datetime] = bindparam("now", type_=Announcement.at.type)
_HALL: BindParameter[str] = bindparam("hall", type_=Announcement.hall.type)
_MINE = Announcement.office_id == _OFFICE
_NEWEST = select(Announcement.seq).where(_MINE).order_by(Announcement.seq.desc()).limit(1)
_NEWEST_SEQ = Statement(_NEWEST)
# The last turns end last, for within a hall none begins before the one before it has ended: a backlog is not read
# through. A row from after `now` was written before the clock was set back: nobody waits for it.
_LAST_TURNS = (
    select(Announcement.ends_at)
    .where(_MINE, Announcement.at <= _NOW, or_(Announcement.hall.in_((_HALL, EVERYWHERE)), _HALL == EVERYWHERE))
    .order_by(Announcement.starts_at.desc())
    .limit(LAST_TURNS)
    .subquery()
)
_FREE_FROM = func.max(_LAST_TURNS.c.ends_at)
_TURN = select(case((_FREE_FROM > _NOW, _FREE_FROM), else_=_NOW).label("starts_at")).subquery()


def _after(at: ColumnElement[datetime], seconds: ColumnElement[float], dialect: str) -> ColumnElement[datetime]:
    if dialect == "sqlite":  # which counts whole milliseconds: none may be lost, or two turns would meet
        return func.strftime("%Y-%m-%d %H:%M:%f000", at, func.printf("%.3f seconds", seconds + 0.001))
    return at + seconds * literal_column("interval '1 second'")


_ROW = {
    "office_id": _OFFICE,
    "seq": func.coalesce(_NEWEST.scalar_subquery(), 0) + 1,
    "leg_id": bindparam("leg", type_=Announcement.leg_id.type),
    "counter_id": bindparam("counter", type_=Announcement.counter_id.type),
    "hall": _HALL,
    "at": _NOW,
    "starts_at": _TURN.c.starts_at,
}
_LENGTH_S, _DUE_S = bindparam("length_s", type_=Float), bindparam("due_s", type_=Float)
_ADD = Statement({
    dialect: insert(Announcement).from_select(
        [*_ROW, "ends_at", "due_at"],
        select(
            *_ROW.values(), _after(_TURN.c.starts_at, _LENGTH_S, dialect), _after(_TURN.c.starts_at, _DUE_S, dialect)
        ),
    )
    for dialect in ("sqlite", "postgresql")
})  # fmt: skip
# A call that was taken back holds no more: its leg waits again, is called elsewhere, or is gone. One that was called
# in a time to come was so before the clock was set back: whatever is said of it since then holds.
_HOLDS = and_(Leg.called_at.is_not(None), Leg.called_at <= Announcement.at, Leg.counter_id == Announcement.counter_id)
_HOLDS_NOW = or_(_HOLDS, and_(Leg.called_at > _NOW, Leg.counter_id == Announcement.counter_id))
# Whoever did not come, gave up or was sent on is called no more. A service that began ends no call: else whoever
# presses too early, or wants to, would take a number that the room never heard.
OVER = (State.NO_SHOW, State.CANCELLED, State.TRANSFERRED, State.EXPIRED)
_IS_CALLED = and_(*(Leg.state != state for state in OVER))  # one value each: a list is not for kept statements
_IS_OVER = case((and_(_HOLDS_NOW, _IS_CALLED), 0), else_=1) == 1
_IS_OF_THIS_CLOCK = Announcement.at <= bindparam("newest_at", type_=Announcement.at.type)
_ANNOUNCED = (
    LEGS.add_columns(
        Announcement.seq, Announcement.counter_id, Announcement.at, Announcement.starts_at, Announcement.heard_at
    )
    .join(Announcement, Announcement.leg_id == Leg.id)
    .where(_MINE)
)
_ZONE: BindParameter[str] = bindparam("zone", type_=Counter.zone.type)
# The counters of the zone and those of none; all of them for the zone "".
_IN_ZONE = Announcement.counter_id.in_(
    select(Counter.id).where(Counter.office_id == _OFFICE, or_(_ZONE == "", Counter.zone == _ZONE, Counter.zone == ""))
)
_FRESH = Statement(
    _ANNOUNCED.where(
        _HOLDS_NOW,
        _IS_CALLED,
        _IN_ZONE,
        Announcement.starts_at > bindparam("since"),
        # What is past and was spoken, or of a clock that was set back, would only keep those behind it out of sight.
        or_(Announcement.heard_at.is_(None), Announcement.starts_at > _NOW),
        _IS_OF_THIS_CLOCK,
    )
    .order_by(Announcement.seq)
    .limit(bindparam("limit"))
)
_OVER_NOW = Statement(
    select(Announcement.seq)
    .outerjoin(Leg, Leg.id == Announcement.leg_id)
    .where(_MINE, Announcement.starts_at > bindparam("since"), _IS_OVER)
    .order_by(Announcement.seq)
)
# Looked for among the newest only: a zone where hardly anybody is called must not cost a search through the week.
_NEW = select(Announcement.seq).where(_MINE).order_by(Announcement.seq.desc()).limit(LOOKED_AT).subquery()
_LAST = Statement(
    _ANNOUNCED.join(_NEW, _NEW.c.seq == Announcement.seq)
    .where(_HOLDS, _IN_ZONE)
    .order_by(Announcement.seq.desc())
    .limit(bindparam("limit"))
)
_WAITS = select(Announcement.id).where(
    _MINE,
    Announcement.seq == bindparam("seq"),
    Announcement.heard_at.is_(None),
    Announcement.starts_at <= bindparam("now"),
)
_HEARD = (
    update(Announcement)
    .where(_MINE, Announcement.seq == bindparam("the_seq"), Announcement.heard_at.is_(None))
    .values(heard_at=bindparam("now"), heard_by=bindparam("key"))
)
_CALLED = (
    select(Leg.id, Leg.counter_id, Leg.officer_id, Announcement.heard_at, Announcement.due_at, Announcement.starts_at)
    .join(Announcement, Announcement.leg_id == Leg.id)
    .where(Leg.office_id == bindparam("office"), IS_AT_COUNTER, Leg.state == State.CALLED, _HOLDS_NOW)
    .order_by(Announcement.seq)
)
_TO_COME = Statement(
    select(Announcement.seq)
    .join(Leg, Leg.id == Announcement.leg_id)
    .where(_MINE, Leg.id == bindparam("leg"), _HOLDS_NOW, Announcement.starts_at > _NOW, _IS_OF_THIS_CLOCK)
    .limit(1)
)
_JUMPED_UNTIL = select(ChainHead.jumped_until).where(ChainHead.office_id == _OFFICE).scalar_subquery()
_CALLS_OF = (
    select(
        Announcement.at,
        Announcement.starts_at,
        Announcement.ends_at,
        Announcement.heard_at,
        func.coalesce(Announcement.at <= _JUMPED_UNTIL, false()).label("may_be_set"),
    )
    .join(Leg, Leg.id == Announcement.leg_id)
    .where(_MINE, Leg.id == bindparam("leg"), _HOLDS_NOW)
)
_LATEST_OF_LEG = select(func.max(Announcement.seq)).where(
    _MINE, Announcement.leg_id == bindparam("leg"), Announcement.at >= bindparam("since")
)
_WITHDRAW = update(Announcement).where(_MINE, Announcement.seq == _LATEST_OF_LEG.scalar_subquery()).values(leg_id=None)
_LAST_SPOKEN = (
    select(Announcement.heard_by, func.max(Announcement.heard_at).label("last"))
    .where(_MINE, Announcement.starts_at >= bindparam("since"), Announcement.heard_by.is_not(None))
    .group_by(Announcement.heard_by)
)
_OLD = delete(Announcement).where(
    _MINE,
    Announcement.at < bindparam("until"),
    # The newest stays: the next one counts on from it, however long the office was closed.
    Announcement.seq < select(func.max(Announcement.seq)).where(_MINE).scalar_subquery(),
)


def add(
    connection: Connection, office_id: int, hall: str, *, leg_id: int, counter_id: int, now: datetime,
    length_s: float, slack_s: float,
) -> None:  # fmt: skip
    """The office's next announcement, which takes its turn when all that sounds in the hall has ended.

    length_s: how long it takes to say. slack_s: within so many seconds more a display that spoke it has told so.
    """
    keys = {
        "office": office_id, "hall": hall, "leg": leg_id, "counter": counter_id, "now": now, "length_s": length_s,
        "due_s": length_s + slack_s,
    }  # fmt: skip
    _ADD.tell(connection, **keys)


def is_to_come(connection: Connection, office_id: int, leg_id: int, *, now: datetime) -> bool:
    """Whether an announcement of the leg that still holds waits for its turn."""
    keys = {"office": office_id, "leg": leg_id, "now": now, "newest_at": now + SLEWED}
    return _TO_COME.first(connection, **keys) is not None


def calls_of(
    connection: Connection, office_id: int, leg_id: int, *, now: datetime, own: Sequence[ClockSet] = ()
) -> list[Call]:
    """The calls and recalls of the leg that still hold, at the times that the clock of now would have shown.

    own: a jump that this transaction has noticed and not logged yet. A call of another server whose clock goes ahead
    counts as heard.
    """
    rows = connection.execute(_CALLS_OF, {"office": office_id, "leg": leg_id, "now": now}).all()
    may_be_set = any(row.may_be_set for row in rows)
    known = [*own, *(jumps.last(connection, office_id) if may_be_set else ())]
    return [_call(row, known, now=now) for row in rows]


def _call(row: Any, known: Sequence[ClockSet], *, now: datetime) -> Call:
    turn = timedelta(seconds=set_since(row.at, now, known))
    if row.at + turn > now + SLEWED:
        return Call(now, now, now)
    heard = row.heard_at and row.heard_at + timedelta(seconds=set_since(row.heard_at, now, known))
    return Call(row.starts_at + turn, row.ends_at + turn, heard)


def withdraw(connection: Connection, office_id: int, leg_id: int, *, since: datetime) -> None:
    """The leg's last announcement is said no more; its number, and its time in the hall, are not given again.

    since: when it was asked for; one from before that stays.
    """
    connection.execute(_WITHDRAW, {"office": office_id, "leg": leg_id, "since": since})


def ask_newest(connection: Connection, office_id: int) -> Asked[int]:
    """Number of the office's newest announcement, 0 before the first."""
    return _NEWEST_SEQ.ask_first(connection, office=office_id).then(lambda row: int(row[0]) if row else 0)


def ask_fresh(
    connection: Connection, office_id: int, zone: str, *, since: datetime, now: datetime, limit: int
) -> Asked[list[Spoken]]:
    """Calls to the zone's counters whose turn is still to come, or came after `since` unheard; the oldest first."""
    return _FRESH.ask(
        connection, office=office_id, zone=zone, since=since, now=now, newest_at=now + SLEWED, limit=limit
    ).then(_spoken)


def ask_over(connection: Connection, office_id: int, *, since: datetime, now: datetime) -> Asked[list[int]]:
    """Numbers of the announcements that are not to be spoken any more, though their turn is not before `since`."""
    return _OVER_NOW.ask(connection, office=office_id, since=since, now=now).then(_numbers)


def ask_last(connection: Connection, office_id: int, zone: str, *, limit: int) -> Asked[list[Spoken]]:
    """The last calls to the zone's counters, the newest first."""
    return _LAST.ask(connection, office=office_id, zone=zone, limit=limit).then(_spoken)


def _numbers(rows: list[Row]) -> list[int]:
    return [row[0] for row in rows]


def _spoken(rows: list[Row]) -> list[Spoken]:
    return [
        Spoken(seq, counter_id, at, starts_at, heard_at is not None, as_ticket_leg(leg))
        for *leg, seq, counter_id, at, starts_at, heard_at in rows
    ]


def waits(connection: Connection, office_id: int, seq: int, *, now: datetime) -> bool:
    """Whether there is an announcement of that number whose turn has come and that nobody has spoken."""
    return connection.execute(_WAITS, {"office": office_id, "seq": seq, "now": now}).first() is not None


def heard(connection: Connection, office_id: int, seq: int, *, by: str, at: datetime) -> bool:
    """The announcement was spoken by the screen with that key; whether it was the first to say so."""
    keys = {"office": office_id, "the_seq": seq, "key": by, "now": at}
    return connection.execute(_HEARD, keys).rowcount == 1


def unheard(connection: Connection, office_id: int, *, now: datetime, since: datetime) -> list[Unheard]:
    """Tickets that are called now and whose last call nobody spoke, though its turn came before `since`.

    `now` must also be past the time when it had to be spoken.
    """
    latest = {row.id: row for row in connection.execute(_CALLED, {"office": office_id, "now": now})}
    return [
        Unheard(row.id, row.counter_id, row.officer_id)
        for row in latest.values()
        if row.heard_at is None and row.due_at < now and row.starts_at <= since
    ]


def called_now(connection: Connection, office_id: int, *, now: datetime) -> dict[int, tuple[int | None, int]]:
    """Leg -> its officer, and how many of its calls were spoken, of every ticket that is called now."""
    found: dict[int, tuple[int | None, int]] = {}
    for row in connection.execute(_CALLED, {"office": office_id, "now": now}):
        _, heard = found.get(row.id, (None, 0))
        found[row.id] = row.officer_id, heard + (row.heard_at is not None)
    return found


def last_spoken(connection: Connection, office_id: int, *, since: datetime) -> dict[str, datetime]:
    """Key of a screen -> when it last said that it had spoken a call; of none that said so before `since`."""
    rows = connection.execute(_LAST_SPOKEN, {"office": office_id, "since": since})
    return {row.heard_by: row.last for row in rows}


def unheard_since(connection: Connection, office_id: int, *, since: datetime, now: datetime) -> tuple[int, int]:
    """How many calls had their whole turn since then and were spoken by no display, and how many there were in all."""
    turn = (_MINE, Announcement.starts_at >= since, Announcement.due_at < now, Announcement.leg_id.is_not(None))
    asked = select(func.count(), func.count(Announcement.heard_at)).where(*turn)
    count, heard = connection.execute(asked, {"office": office_id}).one()
    return count - heard, count


def had_a_turn(connection: Connection, office_id: int, *, now: datetime) -> bool:
    """Whether a call was shown to its end, be it spoken or not."""
    ended = or_(Announcement.heard_at.is_not(None), Announcement.ends_at <= now)
    return (
        connection.execute(select(Announcement.id).where(Announcement.office_id == office_id, ended)).first()
        is not None
    )


def forget(connection: Connection, office_id: int, *, until: datetime) -> int:
    """Deletes what was announced before `until`; answers how many."""
    return connection.execute(_OLD, {"office": office_id, "until": until}).rowcount
