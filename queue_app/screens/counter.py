"""What an officer's page knows by number, so that its state need not repeat it: services, counters, colleagues."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from queue_app.domain.queue.numbering import business_date
from queue_app.screens.state import Shown
from queue_app.store.office import accounts, availability, catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow


class KnownService(Shown, frozen=True):
    """is_open: whether it takes transfers now. asks_family: its finish asks for how many people it was."""

    id: int
    name: str
    series: str
    is_open: bool
    standard_minutes: int
    requirements: list[str]
    asks_family: bool


class KnownCounter(Shown, frozen=True):
    id: int
    number: int


class Colleague(Shown, frozen=True):
    id: int
    name: str


def known_services(connection: Connection, office: OfficeNow, *, now: datetime, lang: str) -> list[KnownService]:
    """Every service, also one that was taken out: tickets of this morning still name it."""
    standards = office.standards_on(business_date(now, office.time_zone))
    return [
        KnownService(
            each.id, each.name(lang), each.letter, _takes_transfers(each, now), standards[each.id],
            each.requirements(lang), each.asks_family,
        )
        for each in catalogue.all_services(connection, office.id)
    ]  # fmt: skip


def known_counters(office: OfficeNow) -> list[KnownCounter]:
    """The counters that can be opened."""
    return [KnownCounter(counter_id, number) for counter_id, number in office.numbers_in_use.items()]


def colleagues(connection: Connection, office: OfficeNow, *, of: int) -> list[Colleague]:
    """Everybody else who serves. of: the officer who asks."""
    found = accounts.colleagues(connection, office.id)
    return [Colleague(officer_id, name) for officer_id, name in found.items() if officer_id != of]


def _takes_transfers(service: ServiceRow, now: datetime) -> bool:
    return service.is_active and availability.by_hand(service, now=now) is None
