"""The register of outages, each with what it takes out of the comparison."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from queue_app.domain.evidence.facts import CaseFact
from queue_app.domain.evidence.left_out import is_volume, touches
from queue_app.domain.log.errors import BrokenLog
from queue_app.store.desk import Desk
from queue_app.store.evidence import facts, outages
from queue_app.store.evidence.outages import Registered
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow

SHOWN = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Entry:
    """touched: services that are in no comparison for it, and of how many officers; None: withdrawn, or not known."""

    kept: Registered
    services: list[ServiceRow]
    touched: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Register:
    """The newest day first."""

    entries: list[Entry]
    services: list[ServiceRow]  # which the office has now


def register(desk: Desk, office_id: int, today: date) -> Register:
    """Of the last year."""
    with desk.reading() as connection:
        found = outages.register(connection, office_id, today - SHOWN, today)
        services = {each.id: each for each in catalogue.all_services(connection, office_id)}
        days = {each.outage.business_date for each in found if each.withdrawn_at is None}
        try:
            cases = {day: facts.cases(connection, office_id, day, day) for day in days}
        except BrokenLog:
            cases = {}
    entries = [
        Entry(
            each,
            [services[number] for number in each.outage.services if number in services],
            _touched(each, cases.get(each.outage.business_date)),
        )
        for each in found
    ]
    return Register(entries, [each for each in services.values() if each.is_active])


def _touched(kept: Registered, cases: list[CaseFact] | None) -> tuple[int, int] | None:
    if cases is None or kept.withdrawn_at is not None:
        return None
    hit = [case for case in cases if is_volume(case) and touches(kept.outage, case)]
    return len(hit), len({case.officer_id for case in hit})
