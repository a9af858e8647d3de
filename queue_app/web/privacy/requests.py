"""The register of what people asked in writing about their own data, each with its 72 hours."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.citizen.privacy import registering
from queue_app.domain.citizen.privacy import words
from queue_app.domain.citizen.privacy.requests import TERMS, Asked, Outcome, RequestKind
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.store.citizen.privacy import requests as rows
from queue_app.texts import long_time, translate
from queue_app.web.frame.address import REDIRECT, TEXT, Address, Schema
from queue_app.web.frame.address import words as one_of
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang, picture
from queue_app.web.privacy.register import FAULT, moment

blueprint = Blueprint("privacy_requests", __name__)

NEW: Schema = {
    "type": "object",
    "properties": {"kind": one_of(RequestKind), "received_at": TEXT, "who": TEXT, "words": TEXT},
    "required": ["kind", "received_at", "who"],
}
END: Schema = {"type": "object", "properties": {"outcome": one_of(Outcome)}, "required": ["outcome"]}


@blueprint.get("/privacy/requests")
@Address(Right.PRIVACY, "Who asked in writing about the own data, and until when it is answered")
def page() -> str:
    return _requests()


@blueprint.post("/privacy/requests")
@Address(Right.PRIVACY, "Enters a request", body=NEW, gives=REDIRECT, refuses=(400,))
def enter() -> AnyResponse:
    who = officer()
    try:
        registering.enter_request(desk(), who.office_id, asked=_typed(), by=who.officer_id)
    except BadInput:
        return Response(_requests(translate(lang(), FAULT)), 400)
    return redirect("/privacy/requests")


@blueprint.post("/privacy/requests/<int(max=2147483647):request_id>")
@Address(Right.PRIVACY, "Says that a request was answered", body=END, gives=REDIRECT, refuses=(400, 404))
def end(request_id: int) -> AnyResponse:
    outcome = request.form.get("outcome", "")
    if outcome not in set(Outcome):
        return Response(_requests(translate(lang(), FAULT)), 400)
    who = officer()
    registering.end_request(desk(), who.office_id, request_id, outcome=Outcome(outcome), by=who.officer_id)
    return redirect("/privacy/requests")


def _requests(told: str = "") -> str:
    office = picture(officer().office_id)
    with desk().reading() as connection:
        found = rows.all_of(connection, office.id, desk().seal)
    now = desk().clock()
    return render_template(
        "privacy/requests.html", told=told, found=found, words=words, terms=TERMS, office_name=office_name(),
        typed=request.form, now=now, time=lambda at: long_time(at, office.time_zone, lang=lang()),
        local_now=now.astimezone(ZoneInfo(office.time_zone)).strftime("%Y-%m-%dT%H:%M"),
    )  # fmt: skip


def _typed() -> Asked:
    form, kind = request.form, request.form.get("kind", "")
    if kind not in set(RequestKind):
        raise BadInput(field="kind", expected=", ".join(RequestKind))
    return Asked(RequestKind(kind), moment("received_at"), form.get("who", ""), form.get("words", ""))
