"""For other programs: what every address takes and answers, and each service's wait in machine-readable words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
from flask import Blueprint, Response, current_app

from queue_app.domain.log.rights import Right
from queue_app.screens import kiosk
from queue_app.screens.kiosk import KioskService, Offered
from queue_app.screens.state import Moment
from queue_app.store.desk import OfficeKey
from queue_app.store.office.now import office_now
from queue_app.web.frame import openapi
from queue_app.web.frame.address import Address
from queue_app.web.frame.answers import ByLanguage, Office, OpenApi, ServiceNow, ServicesNow
from queue_app.web.frame.pages import desk
from queue_app.web.frame.payloads import answer

blueprint = Blueprint("api", __name__)

KEPT_S = 1  # a city's website may ask for each of its visitors; the database is asked once a second


@blueprint.get("/api/openapi.json")
@Address(Right.OPEN, "This document", gives=OpenApi)
def document() -> Response:
    response = answer(openapi.document(current_app))
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/api/offices/<slug>/services")
@Address(
    Right.OPEN, "Each service: how many wait, and whether a number may be taken now", gives=ServicesNow, refuses=(404,)
)
def services(slug: str) -> Response:
    office, now = desk().office_called(slug), desk().clock()
    kept: dict[int, tuple[datetime, ServicesNow]] = current_app.extensions.setdefault("antrean.services_now", {})
    made_at, found = kept.get(office.id, (None, None))
    if made_at is None or found is None or not timedelta(0) <= now - made_at < timedelta(seconds=KEPT_S):
        found = _services_now(office, now)
        kept[office.id] = now, found
    response = answer(found)
    response.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
    return response


def _services_now(office: OfficeKey, now: datetime) -> ServicesNow:
    with desk().reading() as connection:
        known = office_now(connection, office.id)
        offered = {each.id: each for group in kiosk.offered(connection, known, now=now) for each in group.services}
        state = kiosk.kiosk_state(connection, office, now=now)
    return ServicesNow(
        office=Office(office.slug, known.name, office.time_zone),
        at=_iso(state.now),
        services=[_service_now(offered[each.id], each) for each in state.services],
    )


def _service_now(service: Offered, state: KioskService) -> ServiceNow:
    return ServiceNow(
        code=service.code,
        series=service.series,
        name=msgspec.convert(service.name, ByLanguage),
        requirements=service.requirements,
        standard_minutes=service.standard_minutes,
        waiting=state.waiting,
        is_open=state.is_open,
        reason=state.reason,
        why=msgspec.convert(state.why, ByLanguage | None),
        opens_at=_iso(state.opens_at) if state.opens_at else None,
    )


def _iso(at: Moment) -> str:
    """Screens count milliseconds; this format was promised to other programs, whose people read it, too."""
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
