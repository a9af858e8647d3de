"""Breaches of personal data: written down once found, with a clock of 72 hours, steps, letters and a report."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, g, redirect, render_template, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.citizen.privacy import registering
from queue_app.domain.citizen.privacy import words
from queue_app.domain.citizen.privacy.breaches import Clock, Mood, Step, Told, clock
from queue_app.domain.log.errors import BadInput, NotFound, QueueError
from queue_app.domain.log.rights import Right
from queue_app.store.citizen.privacy import breaches as rows
from queue_app.store.citizen.privacy import contacts
from queue_app.store.citizen.privacy.breaches import KeptBreach
from queue_app.texts import duration, long_time, translate
from queue_app.web.frame.address import REDIRECT, TEXT, Address, Schema
from queue_app.web.frame.address import words as one_of
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import desk, lang, picture
from queue_app.web.privacy.register import FAULT, moment

blueprint = Blueprint("privacy_breaches", __name__)

NEW: Schema = {
    "type": "object",
    "properties": {"found_at": TEXT, "what": TEXT, "how": TEXT, "handling": TEXT},
    "required": ["found_at", "what"],
}
STEP: Schema = {"type": "object", "properties": {"step": one_of(Step)}, "required": ["step"]}
REPORT: Schema = {"type": "object", "properties": {"report": TEXT}, "required": ["report"]}
ONE = "/privacy/breaches/<int(max=2147483647):breach_id>"


@blueprint.app_context_processor
def banner() -> dict[str, object]:
    """For the head of every page of whoever may see breaches, while one runs."""
    who = g.get("signed_in") or None  # an error that asked for nobody shows none
    if who is None or Right.PRIVACY not in who.rights:
        return {}
    try:
        with desk().reading() as connection:
            running = rows.running(connection, who.office_id)
    except SQLAlchemyError:  # the page that says that the database is away must be shown all the same
        return {}
    clocks = [clock(found_at, steps, now=desk().clock()) for found_at, steps in running]
    urgent = [each for each in clocks if each.mood is not Mood.TOLD]
    return {"breach": _told(min(urgent, key=lambda each: each.ends_at))} if urgent else {}


@blueprint.get("/privacy/breaches")
@Address(Right.PRIVACY, "Breaches of personal data, and the form for a new one")
def page() -> str:
    return _list()


@blueprint.post("/privacy/breaches")
@Address(Right.PRIVACY, "Writes a breach down", body=NEW, gives=REDIRECT, refuses=(400,))
def note() -> AnyResponse:
    form, who = request.form, officer()
    try:
        told = Told(form.get("what", ""), form.get("how", ""), form.get("handling", ""))
        number = registering.note_breach(
            desk(), who.office_id, told=told, found_at=moment("found_at"), by=who.officer_id
        )
    except BadInput:
        return Response(_list(translate(lang(), FAULT)), 400)
    return redirect(f"/privacy/breaches/{number}")


@blueprint.get(ONE)
@Address(Right.PRIVACY, "One breach with its clock", refuses=(404,))
def one(breach_id: int) -> str:
    return _one(breach_id)


# Before the POST of the same address: of a number beyond all, werkzeug would say 405.
@blueprint.post(f"{ONE}/steps")
@Address(Right.PRIVACY, "Says that a step was done", body=STEP, gives=REDIRECT, refuses=(400, 404))
def do_step(breach_id: int) -> AnyResponse:
    step, who = request.form.get("step", ""), officer()
    if step not in set(Step):
        return Response(_one(breach_id, translate(lang(), FAULT)), 400)
    registering.do_step(desk(), who.office_id, breach_id, step=Step(step), by=who.officer_id)
    return redirect(f"/privacy/breaches/{breach_id}")


@blueprint.post(f"{ONE}/close")
@Address(Right.PRIVACY, "Closes a breach with its report", body=REPORT, gives=REDIRECT, refuses=(400, 404, 409))
def close(breach_id: int) -> AnyResponse:
    who = officer()
    try:
        registering.close_breach(
            desk(), who.office_id, breach_id, report=request.form.get("report", ""), by=who.officer_id
        )
    except NotFound:
        raise
    except BadInput:
        return Response(_one(breach_id, translate(lang(), FAULT)), 400)
    except QueueError as refusal:
        return Response(_one(breach_id, message(refusal)), STATUS[type(refusal)])
    return redirect(f"/privacy/breaches/{breach_id}")


def _list(told: str = "") -> str:
    with desk().reading() as connection:
        found = rows.all_of(connection, officer().office_id, desk().seal)
    return render_template(
        "privacy/breaches.html", found=[(each, _clock(each)) for each in found], told=told, typed=request.form,
        local_now=_local(desk().clock()).strftime("%Y-%m-%dT%H:%M"), **_frame(),
    )  # fmt: skip


def _one(breach_id: int, told: str = "") -> str:
    who = officer()
    with desk().reading() as connection:
        kept = rows.one(connection, who.office_id, desk().seal, breach_id)
        contact = contacts.of_office(connection, who.office_id)
    return render_template(
        "privacy/breach.html", kept=kept, told=told, clock=_clock(kept), steps=list(Step), contact=contact,
        typed=request.form, **_frame(),
    )  # fmt: skip


def _clock(kept: KeptBreach) -> dict[str, str]:
    return _told(clock(kept.found_at, kept.steps, now=desk().clock()))


def _told(found: Clock) -> dict[str, str]:
    """left: in words; of a clock that has run out none."""
    left = duration(found.left.total_seconds(), lang=lang()) if found.left else ""
    return {"mood": found.mood.value, "says": words.MOODS[found.mood], "left": left, "ends": _time(found.ends_at)}


def _frame() -> dict[str, object]:
    office = picture(officer().office_id)
    return {"office_name": office_name(), "office": office, "words": words, "time": _time}


def _time(at: datetime) -> str:
    return long_time(at, picture(officer().office_id).time_zone, lang=lang())


def _local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(picture(officer().office_id).time_zone))
