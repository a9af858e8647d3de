"""The waiting room as its office has set it up: look and voice, zones, and what a paper ticket holds."""

from __future__ import annotations

from sqlalchemy import BindParameter, Connection, bindparam, select

from queue_app.domain.hall.room import RoomRules
from queue_app.domain.office.plan import ZonePlan
from queue_app.domain.paper.ticket_layout import DEFAULT, TicketLinePlan
from queue_app.store.hall.tables import RoomSetting, Zone
from queue_app.store.office.tables import Counter, CounterService
from queue_app.store.paper.tables import TicketLine
from queue_app.store.rows import columns

_OFFICE: BindParameter[int] = bindparam("office")
_RULES = select(*columns(RoomRules, RoomSetting)).where(RoomSetting.office_id == _OFFICE)
_ZONES = select(*columns(ZonePlan, Zone)).where(Zone.office_id == _OFFICE).order_by(Zone.position)
_LINES = (
    select(*columns(TicketLinePlan, TicketLine)).where(TicketLine.office_id == _OFFICE).order_by(TicketLine.position)
)
_SERVED = (
    select(Counter.zone, CounterService.service_id)
    .join(CounterService, CounterService.counter_id == Counter.id)
    .where(Counter.office_id == _OFFICE, Counter.is_active)
    .distinct()
)


def rules(connection: Connection, office_id: int) -> RoomRules:
    """Look and voice as the office has chosen them; the defaults where it has chosen nothing."""
    row = connection.execute(_RULES, {"office": office_id}).one_or_none()
    return RoomRules(*row) if row else RoomRules()


def zones(connection: Connection, office_id: int) -> dict[str, ZonePlan]:
    """Code -> zone, in the office's order; none where one display shows everything."""
    return {row.code: ZonePlan(*row) for row in connection.execute(_ZONES, {"office": office_id})}


def served(connection: Connection, office_id: int) -> dict[str, frozenset[int]]:
    """Zone -> ids of the services that its counters serve; "": that the counters of no zone do."""
    found: dict[str, set[int]] = {"": set()}
    for zone, service_id in connection.execute(_SERVED, {"office": office_id}):
        found.setdefault(zone, set()).add(service_id)
    return {zone: frozenset(services) for zone, services in found.items()}


def ticket_lines(connection: Connection, office_id: int) -> tuple[TicketLinePlan, ...]:
    """The lines that the office has chosen for its tickets; none where it has chosen nothing."""
    return tuple(TicketLinePlan(*row) for row in connection.execute(_LINES, {"office": office_id}))


def layout(connection: Connection, office_id: int) -> tuple[TicketLinePlan, ...]:
    """The same, or the default layout."""
    return ticket_lines(connection, office_id) or DEFAULT
