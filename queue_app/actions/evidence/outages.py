"""The register of outages: a supervisor writes one down, also afterwards, or withdraws an entry."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from queue_app.domain.evidence import outages
from queue_app.domain.evidence.parameters import Outage
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound
from queue_app.store.desk import Desk
from queue_app.store.evidence import outages as rows
from queue_app.store.office import catalogue


def note(desk: Desk, office_id: int, told: Outage, *, by: int) -> int:
    """Keeps an outage that is over; answers its number. The same entry twice is once. Raises BadInput."""
    with desk.transaction(office_id) as work:
        here = work.now.astimezone(ZoneInfo(work.office.time_zone))
        offered = [each.id for each in catalogue.all_services(work.connection, office_id)]
        kept = outages.checked(told, offered=offered, today=work.today, minute=here.hour * 60 + here.minute)
        day = kept.business_date
        for each in rows.register(work.connection, office_id, day, day):
            if each.outage == kept and each.withdrawn_at is None:
                return each.id
        number = rows.add(work.connection, office_id, kept, by=by, at=work.now)
        work.record(
            events.OutageNoted(
                outage_id=number, business_date=day.isoformat(), from_min=kept.from_min, until_min=kept.until_min,
                services=outages.written(kept.services), why=kept.kind, by_id=by,
            )
        )  # fmt: skip
    return number


def withdraw(desk: Desk, office_id: int, *, outage_id: int, by: int) -> None:
    """Takes an entry back, whoever wrote it; it stays in the register as withdrawn. Raises NotFound."""
    with desk.transaction(office_id) as work:
        day = rows.withdraw(work.connection, office_id, outage_id, by=by, at=work.now)
        if day is None:
            raise NotFound(what="outage")
        work.record(events.OutageWithdrawn(outage_id=outage_id, business_date=day.isoformat(), by_id=by))
