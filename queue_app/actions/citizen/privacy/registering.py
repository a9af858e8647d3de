"""The office's register of privacy: whom to ask, who asked for what and until when, and breaches with their clock."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

import msgspec

from queue_app.domain.citizen.privacy import breaches, contact, requests
from queue_app.domain.citizen.privacy.breaches import Step, Told
from queue_app.domain.citizen.privacy.contact import Contact
from queue_app.domain.citizen.privacy.requests import Asked, Outcome
from queue_app.domain.log.events import (
    BreachClosed,
    BreachNoted,
    BreachStepDone,
    PrivacyAnswered,
    PrivacyAsked,
    PrivacyContactSet,
)
from queue_app.domain.log.privacy_errors import BreachNotTold
from queue_app.store.citizen.privacy import breaches as breach_rows
from queue_app.store.citizen.privacy import contacts
from queue_app.store.citizen.privacy import requests as request_rows
from queue_app.store.desk import Desk


def name_contact(desk: Desk, office_id: int, *, post: str, reached_at: str, by: int) -> Contact:
    """Whom people may ask from now on. Raises BadInput."""
    good = contact.checked(post, reached_at)
    with desk.transaction(office_id) as work:
        if contacts.of_office(work.connection, office_id) != good:
            contacts.keep(work.connection, office_id, good)
            work.record(PrivacyContactSet(_sum([good.post, good.reached_at]), by))
    return good


def enter_request(desk: Desk, office_id: int, *, asked: Asked, by: int) -> int:
    """Enters what somebody asked in writing; gives its number. Raises BadInput."""
    with desk.transaction(office_id) as work:
        good = requests.checked(asked, now=work.now)
        number = request_rows.add(work.connection, office_id, desk.seal, asked=good, by=by)
        work.record(PrivacyAsked(number, good.kind.value, _moment(good.received_at), by))
    return number


def end_request(desk: Desk, office_id: int, request_id: int, *, outcome: Outcome, by: int) -> None:
    """It was answered, once. Raises NotFound."""
    with desk.transaction(office_id) as work:
        request_rows.end(work.connection, office_id, request_id, outcome=outcome, at=work.now, by=by)
        work.record(PrivacyAnswered(request_id, outcome.value, by))


def note_breach(desk: Desk, office_id: int, *, told: Told, found_at: datetime, by: int) -> int:
    """Writes a breach down; its 72 hours run from `found_at` (aware). Gives its number. Raises BadInput."""
    with desk.transaction(office_id) as work:
        good = breaches.checked(told, found_at, now=work.now)
        number = breach_rows.add(
            work.connection, office_id, desk.seal, told=good, found_at=found_at, at=work.now, by=by
        )
        work.record(BreachNoted(number, _moment(found_at), _sum(good), by))
    return number


def do_step(desk: Desk, office_id: int, breach_id: int, *, step: Step, by: int) -> None:
    """One of the steps was done now; a second press changes nothing. Raises NotFound: none such, or it is closed."""
    with desk.transaction(office_id) as work:
        breach_rows.require_open(work.connection, office_id, breach_id)
        if breach_rows.do(work.connection, breach_id, step, at=work.now, by=by):
            work.record(BreachStepDone(breach_id, step.value, by))


def close_breach(desk: Desk, office_id: int, breach_id: int, *, report: str, by: int) -> None:
    """It is over, with its report. Raises NotFound, BadInput, BreachNotTold: somebody who must know was not told."""
    good = breaches.checked_report(report)
    with desk.transaction(office_id) as work:
        kept = breach_rows.one(work.connection, office_id, desk.seal, breach_id)
        if kept.closed_at is None and not set(kept.steps) >= breaches.MUST_TELL:
            raise BreachNotTold
        told = replace(kept.told, report=good)
        breach_rows.close(work.connection, breach_id, desk.seal, told=told, at=work.now, by=by)
        work.record(BreachClosed(breach_id, _sum(good), by))


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _sum(told: object) -> str:
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()
