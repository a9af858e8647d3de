"""An office's waits for other programs: as our own JSON, and in the form of FIWARE's QueueMonitor."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from flask import Blueprint, Response

from queue_app.domain.log.rights import Right
from queue_app.domain.queue import numbering
from queue_app.screens.office_page import OfficeWaiting, ServiceWait, office_waiting
from queue_app.screens.state import Moment
from queue_app.store.desk import OfficeKey
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.store.queue.last_numbers import LastNumbers, last_numbers
from queue_app.web.frame import answers
from queue_app.web.frame.address import Address
from queue_app.web.frame.kept_answers import OF_LANGUAGE, kept_answer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("office_api", __name__)

JSON = "application/json"
CONTEXT = "https://raw.githubusercontent.com/smart-data-models/dataModel.QueueManagement/master/context.jsonld"
LINK = f'<{CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
PAUSES = {"closed_by_hand", "no_counter", "break", "friday_prayer"}  # of hours.CLOSED: it goes on the same day
_ENCODE = msgspec.json.Encoder().encode


class QueueMonitor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One service in the words of dataModel.QueueManagement/QueueMonitor, schema version 0.0.1, as key values.

    https://github.com/smart-data-models/dataModel.QueueManagement
    """

    id: str
    type: str
    date_modified: str
    data_provider: str
    office_name: str
    address: dict[str, str] | None = None
    local_id: str
    service_id: str
    service_name: str
    service_status: str
    service_status_note: str = ""
    schedule_time: str | None = None
    queue_line: str
    last_ticket_issued: int | None = None
    last_ticket_issued_label: str | None = None
    ticket_served: int | None = None
    ticket_served_label: str | None = None
    tickets_to_serve: int | None = None


@blueprint.get("/api/offices/<slug>/waits")
@Address(
    Right.OPEN, "Each service for somebody who would come now: waits as ranges, and what is left of its quota",
    gives=answers.WaitsNow, refuses=(404,),
)  # fmt: skip
def waits(slug: str) -> Response:
    office = desk().office_called(slug)
    return _for_everyone(kept_answer(("waits", office.id), lambda: _ENCODE(_waits(office)), mimetype=JSON))


@blueprint.get("/api/offices/<slug>/queue-monitor")
@Address(
    Right.OPEN, "The same as entities of FIWARE's data model QueueMonitor, one a service: NGSI-LD, key values",
    gives=JSON, refuses=(404,),
)  # fmt: skip
def queue_monitor(slug: str) -> Response:
    office, said = desk().office_called(slug), lang()
    key = ("queue-monitor", office.id, said)
    response = kept_answer(key, lambda: _ENCODE(_entities(office, said)), mimetype=JSON, varies=OF_LANGUAGE)
    response.headers["Link"] = LINK
    return _for_everyone(response)


def _for_everyone(response: Response) -> Response:
    """Pages of other sites may read it: there is nothing in it that not everybody may know."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _waits(office: OfficeKey) -> answers.WaitsNow:
    now = desk().clock()
    with desk().reading() as connection:
        known = office_now(connection, office.id)
        found = office_waiting(connection, known, now=now)
    return answers.WaitsNow(
        office=answers.Office(office.slug, known.name, office.time_zone),
        at=_iso(found.at),
        services=[_wait(each) for each in found.services],
    )


def _wait(found: ServiceWait) -> answers.ServiceWait:
    return answers.ServiceWait(
        code=found.code, series=found.series, name=msgspec.convert(found.name, answers.ByLanguage),
        is_open=found.reason is None, reason=found.reason,
        why=msgspec.convert(found.why, answers.ByLanguage | None),
        opens_at=_iso(found.opens_at) if found.opens_at else None, waiting=found.waiting, wait=found.wait,
        quota=found.quota, left=found.left,
    )  # fmt: skip


def _entities(office: OfficeKey, said: str) -> list[QueueMonitor]:
    now = desk().clock()
    with desk().reading() as connection:
        known = office_now(connection, office.id)
        found = office_waiting(connection, known, now=now)
        numbers = last_numbers(connection, office.id, numbering.business_date(now, office.time_zone))
    return [_entity(known, found, each, numbers.get(each.id, LastNumbers(None, None)), said) for each in found.services]


def _entity(
    office: OfficeNow, found: OfficeWaiting, service: ServiceWait, numbers: LastNumbers, said: str
) -> QueueMonitor:
    return QueueMonitor(
        id=f"urn:ngsi-ld:QueueMonitor:{office.slug}:{service.code}", type="QueueMonitor", date_modified=_iso(found.at),
        data_provider=office.name, office_name=office.name,
        address={"streetAddress": office.address} if office.address else None, local_id=service.code,
        service_id=service.code, service_name=service.name[said], service_status=_status(service.reason),
        service_status_note=service.why[said] if service.why else "",
        schedule_time=_iso(service.opens_at) if service.opens_at else None, queue_line=service.series,
        last_ticket_issued=numbers.issued, last_ticket_issued_label=_label(service.series, numbers.issued),
        ticket_served=numbers.called, ticket_served_label=_label(service.series, numbers.called),
        tickets_to_serve=service.waiting,
    )  # fmt: skip


def _status(reason: str | None) -> str:
    if reason is None:
        return "Open"
    return "Suspended" if reason in PAUSES else "Closed"


def _label(series: str, number: int | None) -> str | None:
    return None if number is None else numbering.shown(series, number)


def _iso(at: Moment) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
