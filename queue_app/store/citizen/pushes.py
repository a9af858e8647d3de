"""Phones that asked to be woken, and how the number of each stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import shown
from queue_app.store.citizen.push_tables import PushSubscription
from queue_app.store.office.tables import Counter, Series
from queue_app.store.queue.tables import Leg, Ticket
from queue_app.store.queue.upsert import UPSERT
from queue_app.store.statements import Statement

MOST_PHONES = 3  # of one ticket: a family's


class Phone(NamedTuple):
    """Where a browser is reached, and the keys with which only it reads what is sent."""

    endpoint: str
    p256dh: str
    auth: str


class Follower(NamedTuple):
    """A phone, and the leg in which its ticket waits or is called. told: as citizen.pushes.mark has it."""

    id: int
    phone: Phone
    office_id: int
    lang: str
    told: int
    leg_id: int
    is_called: bool
    number: str
    counter: int | None


_FOLLOWERS = Statement(
    select(
        PushSubscription.id, PushSubscription.endpoint, PushSubscription.p256dh, PushSubscription.auth,
        PushSubscription.office_id, PushSubscription.lang, PushSubscription.told,
        Leg.id, Leg.state, Series.letter, Ticket.number, Counter.number,
    )
    .join(Ticket, Ticket.id == PushSubscription.ticket_id)
    .join(Leg, Leg.ticket_id == Ticket.id)
    .join(Series, Series.id == Ticket.series_id)
    .outerjoin(Counter, Counter.id == Leg.counter_id)
    .where(or_(Leg.state == State.WAITING, Leg.state == State.CALLED))
    .order_by(PushSubscription.id)
)  # fmt: skip
_CLAIM = (
    update(PushSubscription)
    .where(PushSubscription.id == bindparam("phone"), PushSubscription.told < bindparam("mark"))
    .values(told=bindparam("mark"))
)
_TAKE_BACK = (
    update(PushSubscription)
    .where(PushSubscription.id == bindparam("phone"), PushSubscription.told > bindparam("mark"))
    .values(told=bindparam("mark"))
)
_OF_TICKET = PushSubscription.ticket_id == bindparam("ticket")
_NEWEST = select(PushSubscription.id).where(_OF_TICKET).order_by(PushSubscription.id.desc()).limit(MOST_PHONES)
_CUT = delete(PushSubscription).where(_OF_TICKET, PushSubscription.id.not_in(_NEWEST))
_REMOVE = delete(PushSubscription).where(_OF_TICKET, PushSubscription.endpoint == bindparam("phone"))
_GONE = delete(PushSubscription).where(PushSubscription.endpoint == bindparam("phone"))
_FORGET = delete(PushSubscription).where(
    PushSubscription.office_id == bindparam("office"), PushSubscription.business_date < bindparam("day")
)
_COUNT = select(func.count()).select_from(PushSubscription)


def add(connection: Connection, phone: Phone, row: Mapping[str, Any]) -> None:
    """The phone follows the ticket from now on, and its oldest ones no more where there are too many.

    row: office_id, ticket_id, business_date and lang.
    """
    keys = {"p256dh": phone.p256dh, "auth": phone.auth, "lang": row["lang"]}
    added = UPSERT[connection.dialect.name](PushSubscription).values(endpoint=phone.endpoint, **{**row, **keys})
    connection.execute(added.on_conflict_do_update(index_elements=["ticket_id", "endpoint"], set_=keys))
    connection.execute(_CUT, {"ticket": row["ticket_id"]})


def remove(connection: Connection, ticket_id: int, endpoint: str) -> None:
    """The phone follows the ticket no more."""
    connection.execute(_REMOVE, {"ticket": ticket_id, "phone": endpoint})


def is_gone(connection: Connection, endpoint: str) -> None:
    """Its push service knows the phone no more: it follows nothing."""
    connection.execute(_GONE, {"phone": endpoint})


def forget(connection: Connection, office_id: int, *, before: date) -> int:
    """Those of earlier days; answers how many."""
    return connection.execute(_FORGET, {"office": office_id, "day": before}).rowcount


def is_any(connection: Connection) -> bool:
    """Whether any phone follows any ticket."""
    return bool(connection.execute(_COUNT).scalar_one())


def followers(connection: Connection) -> list[Follower]:
    """Every phone whose ticket waits or is called, of every office."""
    return [_follower(row) for row in _FOLLOWERS.rows(connection)]


def _follower(row: Any) -> Follower:
    phone, (office_id, lang, told, leg_id, state, letter, number, counter) = Phone(*row[1:4]), row[4:]
    return Follower(
        row[0], phone, office_id, lang, told, leg_id, state == State.CALLED, shown(letter, number), counter
    )  # fmt: skip


def claim(connection: Connection, phone_id: int, mark: int) -> bool:
    """Whether it is for this worker to tell it; a second one, or a second time, is refused."""
    return connection.execute(_CLAIM, {"phone": phone_id, "mark": mark}).rowcount == 1


def take_back(connection: Connection, phone_id: int, mark: int) -> None:
    """What it was told beyond the mark is no longer so."""
    connection.execute(_TAKE_BACK, {"phone": phone_id, "mark": mark})
