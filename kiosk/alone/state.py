"""What the kiosk's page is told while the server is away: the same state, of what this computer knows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .office import Office

Told = dict[str, Any]


def kiosk_state(office: Office, *, now: datetime, seq: int, condition: str | None) -> Told:
    """As queue_app.screens.kiosk.KioskState, with `alone`; waits are not known. condition: of the printer."""
    answer = office.hours(now)
    return {
        "seq": seq,
        "now": _moment(now),
        "setup": office.told["setup"],
        "closed": None if answer.is_open else _closed(office, answer, now),
        "papers": {"0": condition},
        "waits_until": None,
        "services": [_service(office, each, now) for each in office.services.values()],
        "alone": True,
    }


def _closed(office: Office, answer: Any, now: datetime) -> Told:
    return {"reason": answer.code, "why": office.why(answer, now), "opens_at": _moment(answer.opens_at)}


def _service(office: Office, service: Any, now: datetime) -> Told:
    answer = office.availability(service, now)
    told = _closed(office, answer, now)
    return {"id": service.id, "waiting": 0, "left": None, "wait": None, "is_open": answer.is_open, **told}


def _moment(at: datetime | None) -> int | None:
    return round(at.timestamp() * 1000) if at else None
