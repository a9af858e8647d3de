"""Where a ticket stands for the wishes of its citizen, and how many of the day's tickets had some."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, case, func, or_, select

from queue_app.domain.citizen.set_aside import Offer, Standing, offer
from queue_app.domain.queue.outcomes import BY_CITIZEN, Rules
from queue_app.store.queue import tickets
from queue_app.store.queue.tables import Leg
from queue_app.store.queue.tickets import IS_SET_ASIDE, TicketLeg


@dataclass(frozen=True, slots=True)
class OfService:
    """What citizens of a day chose for one service. aside: who waits and is not called yet, or lets others pass.

    wishes: how often anybody asked to be called later. given_up: numbers that their citizens cancelled.
    """

    aside: int = 0
    wishes: int = 0
    given_up: int = 0


_BY_SERVICE = (
    select(
        Leg.service_id,
        func.sum(case((IS_SET_ASIDE, 1), else_=0)),
        func.sum(Leg.wishes),
        func.sum(case((Leg.end_reason == BY_CITIZEN, 1), else_=0)),
    )
    .where(
        Leg.office_id == bindparam("office"), Leg.business_date == bindparam("day"),
        or_(Leg.wishes != 0, Leg.end_reason == BY_CITIZEN),
    )
    .group_by(Leg.service_id)
)  # fmt: skip


def by_service(connection: Connection, office_id: int, day: date, *, now: datetime) -> dict[int, OfService]:
    """Of the services of which somebody chose anything that day."""
    rows = connection.execute(_BY_SERVICE, {"office": office_id, "day": day, "now": now})
    return {service_id: OfService(*counts) for service_id, *counts in rows}


def standing(connection: Connection, found: TicketLeg, *, today: date) -> Standing:
    """A ticket in its latest leg."""
    own = tickets.legs_of(connection, found.leg.ticket_id)
    return Standing(
        found.leg,
        wishes=sum(each.leg.wishes for each in own),
        is_today=found.business_date == today,
        is_appointed=tickets.is_appointed(connection, found.leg.leg_id),
        number=found.shown,
    )


def offered(connection: Connection, found: TicketLeg, stands: Standing, *, rules: Rules, now: datetime) -> Offer:
    """What its citizen may choose now."""
    behind = tickets.behind(connection, found, now=now, limit=rules.let_pass_most)
    return offer(stands, rules, behind=len(behind), now=now)
