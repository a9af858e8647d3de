"""Bookings: found by what recognises them, claimed one move at a time, counted for what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, exists, func, insert, literal, or_, select, update

from queue_app.domain.citizen.booking.states import State, Verb, Via, after
from queue_app.domain.log.booking_errors import BookingOver
from queue_app.domain.queue.lifecycle import State as LegState
from queue_app.store.citizen.booking.tables import IS_BOOKED, Booking
from queue_app.store.queue.tables import Leg
from queue_app.store.rows import columns

IS_GIVEN_BACK = exists().where(
    Leg.ticket_id == Booking.ticket_id, Leg.position == 1, Leg.state == LegState.CANCELLED
)  # the number that it became: its place of the day is free again, as the ledger of quotas has it
# What a booking is: its row keeps that somebody came; what became of the number then is told by the number alone, also
# where a cancel is taken back.
STANDS: ColumnElement[State] = case(
    ((Booking.state == State.ARRIVED) & IS_GIVEN_BACK, literal(State.CANCELLED, Booking.state.type)),
    else_=Booking.state,
)


@dataclass(frozen=True, slots=True)
class BookingRow:
    """A booking as it stands. Times are aware UTC. state: CANCELLED also where its number was cancelled."""

    id: int
    office_id: int
    service_id: int
    business_date: date
    slot_at: datetime
    holds_until: datetime
    token: str
    state: State
    ticket_id: int | None
    moved_to_id: int | None
    holder_mark: bytes | None
    device_mark: bytes | None
    mail: bytes | None
    lang: str
    made_via: Via
    made_at: datetime
    is_priority: bool

    def holds(self, now: datetime) -> bool:
        """Whether its place is kept for its holder still."""
        return self.state is State.BOOKED and now < self.holds_until


_BOOKINGS = select(*columns(BookingRow, Booking, state=STANDS.label("stands")))


def by_token(connection: Connection, office_id: int, token: str) -> BookingRow | None:
    """The booking of a page."""
    return _one(connection, Booking.office_id == office_id, Booking.token == token)


def office_of(connection: Connection, token: str) -> int | None:
    """The office of a booking's page, which names none."""
    return connection.execute(select(Booking.office_id).where(Booking.token == token)).scalar_one_or_none()


def by_code(connection: Connection, office_id: int, code_mark: bytes) -> BookingRow | None:
    """The booking of a code."""
    return _one(connection, Booking.office_id == office_id, Booking.code_mark == code_mark)


def of_day(connection: Connection, office_id: int, day: date) -> list[BookingRow]:
    """All bookings of a business date, whatever became of them, in the order of their times."""
    return _all(connection, Booking.office_id == office_id, Booking.business_date == day)


def late(connection: Connection, office_id: int, *, now: datetime) -> list[BookingRow]:
    """Those whose place is held no more, though nobody has noted it yet."""
    return _all(connection, Booking.office_id == office_id, IS_BOOKED, Booking.holds_until <= now)


def active_of(connection: Connection, office_id: int, marks: Sequence[bytes]) -> list[BookingRow]:
    """The bookings that stand of whoever is recognised by one of the marks."""
    return _all(connection, Booking.office_id == office_id, IS_BOOKED, _of(marks)) if marks else []


def last_missed(connection: Connection, office_id: int, marks: Sequence[bytes]) -> date | None:
    """The latest day on which a booking of theirs was not used."""
    if not marks:
        return None
    missed = (Booking.office_id == office_id, Booking.state == State.NO_SHOW, _of(marks))
    return connection.execute(select(func.max(Booking.business_date)).where(*missed)).scalar_one()


def held(
    connection: Connection, office_id: int, service_id: int, days: Sequence[date], *, now: datetime
) -> dict[datetime, int]:
    """How many places of each time are held or used, of one service, by the time."""
    came = (Booking.state == State.ARRIVED) & ~IS_GIVEN_BACK
    waits = (Booking.state == State.BOOKED) & (Booking.holds_until > now)
    rows = connection.execute(
        select(Booking.slot_at, func.count())
        .where(
            Booking.office_id == office_id, Booking.service_id == service_id, Booking.business_date.in_(days),
            or_(came, waits),
        )
        .group_by(Booking.slot_at)
    )  # fmt: skip
    return {row.slot_at: row[1] for row in rows}


def insert_booking(connection: Connection, row: Mapping[str, Any]) -> int:
    """A new booking; answers its id."""
    return int(connection.execute(insert(Booking).values(**row, state=State.BOOKED).returning(Booking.id)).scalar_one())


def move(connection: Connection, found: BookingRow, verb: Verb, **values: Any) -> None:
    """Claims the booking for what becomes of it. Raises BookingOver where it stands no more."""
    to = after(found.state, verb)
    if to is None:
        raise BookingOver
    claimed = update(Booking).where(Booking.id == found.id, Booking.state == found.state)
    if connection.execute(claimed.values(state=to, **values)).rowcount != 1:
        raise BookingOver


def led_to(connection: Connection, booking_id: int, next_id: int) -> None:
    """Which booking took over from it."""
    connection.execute(update(Booking).where(Booking.id == booking_id).values(moved_to_id=next_id))


def forget_mails(connection: Connection, office_id: int, *, before: date) -> int:
    """Where to remind somebody, of days that are over; answers how many."""
    old = (Booking.office_id == office_id, Booking.business_date < before, Booking.mail.is_not(None))
    return connection.execute(update(Booking).where(*old).values(mail=None)).rowcount


def forget_marks(connection: Connection, office_id: int, *, before: date) -> int:
    """What recognises the holders, of days so long ago that nothing asks for it; answers of how many."""
    known = or_(Booking.holder_mark.is_not(None), Booking.device_mark.is_not(None))
    old = (Booking.office_id == office_id, Booking.business_date < before, known)
    return connection.execute(update(Booking).where(*old).values(holder_mark=None, device_mark=None)).rowcount


def _of(marks: Sequence[bytes]) -> ColumnElement[bool]:
    return or_(Booking.holder_mark.in_(marks), Booking.device_mark.in_(marks))


def _one(connection: Connection, *where: Any) -> BookingRow | None:
    row = connection.execute(_BOOKINGS.where(*where)).one_or_none()
    return BookingRow(*row) if row else None


def _all(connection: Connection, *where: Any) -> list[BookingRow]:
    rows = connection.execute(_BOOKINGS.where(*where).order_by(Booking.slot_at, Booking.id))
    return [BookingRow(*row) for row in rows]
