"""Whom a counter helps while nobody waits for it, and from when on. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from queue_app.domain.queue import routing
from queue_app.screens.state import Lean, Moment, moment
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue import heads
from queue_app.store.queue.counters import HeldCounter


class HelpLater(Lean, frozen=True, kw_only=True):
    """A service that the counter helps with once somebody has waited there for so long. at: of who waits there now."""

    service_id: int
    after_min: int
    at: Moment | None = None


def help_later(
    connection: Connection, office: OfficeNow, own: HeldCounter, waiting: Mapping[int, int], *, day: date, now: datetime
) -> list[HelpLater]:
    """Asks only where somebody waits whom this counter helps."""
    helps = office.helps_with(own.counter_id)
    is_waited = any(waiting.get(service_id) for service_id, _ in helps)
    first = heads.longest_helped(connection, office.id, own.officer_id, day=day, now=now) if is_waited else {}
    told = [_help(service_id, routing.helps_after(office.policy, rank), first) for service_id, rank in helps]
    return sorted(told, key=lambda each: (each.at is None, each.at or 0))


def _help(service_id: int, after: timedelta, first: Mapping[int, datetime]) -> HelpLater:
    at = first[service_id] + after if service_id in first else None
    return HelpLater(service_id=service_id, after_min=round(after.total_seconds() / 60), at=moment(at))
