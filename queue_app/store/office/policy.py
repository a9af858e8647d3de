"""The order, the rules at the counter and the limits that an office has chosen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.citizen.booking.rules import BookingRules
from queue_app.domain.office.targets import Targets
from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import Policy
from queue_app.store.citizen.booking.tables import BookingRule
from queue_app.store.office.tables import OfficeTargets, QueuePolicy
from queue_app.store.rows import columns

_POLICY = columns(Policy, QueuePolicy)
_RULES = columns(Rules, QueuePolicy)
_CHOSEN = select(*_POLICY, *_RULES).where(QueuePolicy.office_id == bindparam("office"))
_TARGETS = select(*columns(Targets, OfficeTargets)).where(OfficeTargets.office_id == bindparam("office"))
_BOOKING = select(*columns(BookingRules, BookingRule)).where(BookingRule.office_id == bindparam("office"))

Chosen = tuple[Policy, Rules]


def policy(connection: Connection, office_id: int) -> Chosen:
    """What the office has chosen; the defaults where it has chosen nothing."""
    row: tuple[Any, ...] | None = connection.execute(_CHOSEN, {"office": office_id}).one_or_none()
    if row is None:
        return Policy(), Rules()
    return Policy(*row[: len(_POLICY)]), Rules(*row[len(_POLICY) :])


def targets(connection: Connection, office_id: int) -> Targets:
    """The limits that the office has set itself; the usual ones where it has set none."""
    row = connection.execute(_TARGETS, {"office": office_id}).one_or_none()
    return Targets(*row) if row else Targets()


def booking(connection: Connection, office_id: int) -> BookingRules:
    """How the office takes bookings; not at all where it has said nothing."""
    row = connection.execute(_BOOKING, {"office": office_id}).one_or_none()
    return BookingRules(*row) if row else BookingRules()
