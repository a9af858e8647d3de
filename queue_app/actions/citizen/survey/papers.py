"""Forms on paper and files of other systems: taken in together, told of in the log as a batch, and days sealed anew."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from queue_app.actions.citizen.survey import sealing
from queue_app.domain.citizen.survey import csv_file, window
from queue_app.domain.citizen.survey.answers import Answer, Channel
from queue_app.domain.citizen.survey.csv_faults import FormFault
from queue_app.domain.citizen.survey.csv_file import Encoding, Form, Order
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017
from queue_app.domain.citizen.survey.typed_forms import MOST_FORMS, TypedForm
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.events import FormsTaken
from queue_app.domain.log.survey_errors import FileTakenBefore, OwnWork
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.survey import answers, batches
from queue_app.store.citizen.survey.batches import Batch
from queue_app.store.desk import Desk, Work
from queue_app.store.office import catalogue


class Box(NamedTuple):
    """Where the forms of one stack come from. service_id, counter_id: None where the forms do not say."""

    day: date
    service_id: int | None = None
    counter_id: int | None = None


class Meant(NamedTuple):
    """How a file is to be read. day: of forms that have none of their own."""

    encoding: Encoding
    order: Order
    day: date


class Look(NamedTuple):
    """What a file holds for an office: its answers, or what keeps it from being taken. digest: SHA-256 of its bytes."""

    answers: Sequence[Answer]
    faults: Sequence[FormFault]
    unread: tuple[str, ...]
    digest: str
    is_taken: bool


def enter(desk: Desk, office_id: int, forms: Sequence[TypedForm], box: Box, *, by: int) -> int:
    """Takes a stack of forms that somebody typed in; answers how many they were.

    An officer is told of them where one alone served at that counter on that day. Raises BadInput (no form, too many,
    a day that is to come or long over, no such service or counter) and OwnWork: who enters is who served.
    """
    if not 0 < len(forms) <= MOST_FORMS:
        raise BadInput(field="forms", expected=f"1-{MOST_FORMS}")
    with desk.transaction(office_id) as work:
        _check_day(desk, work, box.day, field="day")
        officer = _officer(work, box, by)
        found = [
            Answer(box.day, box.service_id, officer, Channel.PAPER, False, each.values, each.respondent)  # noqa: FBT003
            for each in forms
        ]
        _take(work, found, None, by)
    return len(found)


def look(desk: Desk, office_id: int, content: bytes, meant: Meant) -> Look:
    """What the file would bring; nothing is written."""
    digest = hashlib.sha256(content).hexdigest()
    read = csv_file.read(content, encoding=meant.encoding, order=meant.order)
    with desk.reading() as connection:
        services = _services(catalogue.services(connection, office_id))
        is_taken = batches.is_taken(connection, office_id, digest)
    today = business_date(desk.clock(), desk.office(office_id).time_zone)
    faults = [*read.faults, *(fault for row in read.rows for fault in _faults(row, services, meant.day, today))]
    found = [] if faults else [_answer(row, services, meant.day) for row in read.rows if row.values]
    return Look(found, faults, read.unread, digest, is_taken)


def take_file(desk: Desk, office_id: int, content: bytes, meant: Meant, *, by: int) -> int:
    """Takes every form of a file; answers how many they were. Raises BadInput (a fault) and FileTakenBefore."""
    seen = look(desk, office_id, content, meant)
    if seen.faults or not seen.answers:
        raise BadInput(field="file", expected="")
    with desk.transaction(office_id) as work:
        if batches.is_taken(work.connection, office_id, seen.digest):
            raise FileTakenBefore
        _take(work, seen.answers, seen.digest, by)
    return len(seen.answers)


def _take(work: Work, found: Sequence[Answer], digest: str | None, by: int) -> None:
    days = sorted({each.day for each in found})
    channel, first, last = found[0].channel.value, days[0], days[-1]
    answers.add(work.connection, work.office.id, SKM_2017.key, found)
    batches.add(work.connection, work.office.id, Batch(work.today, channel, len(found), first, last, digest))
    work.record(
        FormsTaken(
            channel=channel, forms=len(found), first_day=first.isoformat(), last_day=last.isoformat(), sha256=digest,
            officer_id=by,
        )
    )  # fmt: skip
    for day in days:
        if day <= window.last_closed(work.today):
            sealing.seal(work, day)


def _check_day(desk: Desk, work: Work, day: date, *, field: str) -> None:
    today = business_date(desk.clock(), work.office.time_zone)
    if not window.comments_from(today) <= day <= today:
        raise BadInput(field=field, expected=today.isoformat())


def _officer(work: Work, box: Box, by: int) -> int | None:
    """Who served, where the counter tells it. Raises OwnWork, also where nobody knows whether it was who enters."""
    service, counter = box.service_id, box.counter_id
    served = batches.served_by(work.connection, work.office.id, box.day, service_id=service, counter_id=counter)
    if by in served:
        raise OwnWork
    return next(iter(served)) if counter is not None and len(served) == 1 else None


def _services(rows: Sequence[catalogue.ServiceRow]) -> Mapping[str, int]:
    """What a file may call a service -> its id: its code, or its name in either language."""
    return {name.casefold(): each.id for each in rows for name in (each.code, each.name("id"), each.name("en")) if name}


def _faults(row: Form, services: Mapping[str, int], day: date, today: date) -> list[FormFault]:
    found = []
    if row.service and row.service.casefold() not in services:
        found.append(FormFault(row.line, "no_service", {"value": row.service[:40]}))
    if not window.comments_from(today) <= (row.day or day) <= today:
        found.append(FormFault(row.line, "day_not_over", {"value": (row.day or day).isoformat()}))
    return found


def _answer(row: Form, services: Mapping[str, int], day: date) -> Answer:
    service = services.get(row.service.casefold()) if row.service else None
    return Answer(row.day or day, service, None, Channel.IMPORT, False, row.values, row.respondent)  # noqa: FBT003
