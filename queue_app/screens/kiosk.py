"""The kiosk: how many wait for each service, and whether numbers are given. Reads only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from queue_app.domain.office.hours import Availability
from queue_app.screens.state import ScreenState, iso, stamp
from queue_app.store.desk import OfficeKey
from queue_app.store.office import availability, catalogue
from queue_app.store.paper import standing
from queue_app.store.queue import visitors


def kiosk_state(connection: Connection, office: OfficeKey, *, now: datetime) -> ScreenState:
    """How many wait for each service, and whether numbers are given; if not, why and until when, in each language.

    `closed` is the same for the whole office, None while its hours let it give numbers. `setup` changes when the
    services do. `papers`: why each printer does not print now, None where it does; "0": the office's usual one.
    """
    state, day, known = stamp(connection, office, now)
    waiting = visitors.waiting_by_service(connection, office.id, day)
    services = catalogue.services(connection, office.id)
    answers = availability.of_services(connection, known, services, now=now)
    closed = availability.of_office(known, now=now)
    return {
        **state,
        "setup": known.version,
        "closed": None if closed.is_open else _told(closed, office, now),
        "papers": {str(each): code for each, code in standing.conditions(connection, office.id, now=now).items()},
        "services": [
            {"id": service.id, "waiting": waiting.get(service.id, 0), "is_open": answers[service.id].is_open,
             **_told(answers[service.id], office, now)}
            for service in services
        ],
    }  # fmt: skip


def _told(answer: Availability, office: OfficeKey, now: datetime) -> ScreenState:
    told = availability.told(answer, office, now=now)
    return {**told, "opens_at": iso(told["opens_at"])}
