"""Whom people may ask about their data, and what is forgotten when, with its last proof."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.citizen.privacy import keeping, registering
from queue_app.domain.citizen.privacy.keeping import TIMED
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.store.citizen.privacy import contacts
from queue_app.texts import short_date, translate
from queue_app.web.frame.address import REDIRECT, TEXT, Address, Schema
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang, picture
from queue_app.web.privacy.notice import days

blueprint = Blueprint("privacy", __name__)

CONTACT: Schema = {
    "type": "object",
    "properties": {"post": TEXT, "reached_at": TEXT},
    "required": ["post", "reached_at"],
}
FAULT = "Please look at the blanks again: something is missing, too long, or lies in time to come."


@blueprint.get("/privacy")
@Address(Right.PRIVACY, "What is kept how long, with the last proof, and whom people may ask")
def page() -> str:
    return _page()


@blueprint.post("/privacy")
@Address(Right.PRIVACY, "Names whom people may ask about their data", body=CONTACT, gives=REDIRECT, refuses=(400,))
def name_contact() -> AnyResponse:
    form, who = request.form, officer()
    try:
        registering.name_contact(
            desk(), who.office_id, post=form.get("post", ""), reached_at=form.get("reached_at", ""), by=who.officer_id
        )
    except BadInput:
        return Response(_page(translate(lang(), FAULT)), 400)
    return redirect("/privacy")


def _page(told: str = "") -> str:
    office_id = officer().office_id
    with desk().reading() as connection:
        contact = contacts.of_office(connection, office_id)
    proofs = keeping.proved(desk(), office_id)
    kept = [(kind, days(code, kind), proofs.get(code)) for code, kind in TIMED.items()]
    return render_template(
        "privacy/keeping.html", told=told, kept=kept, office_name=office_name(), slug=picture(office_id).slug,
        contact=contact, typed=request.form, day=lambda day: short_date(day, lang=lang()),
    )  # fmt: skip


def moment(name: str) -> datetime:
    """A day and time as it was typed, on the office's clock. Raises BadInput."""
    zone = ZoneInfo(picture(officer().office_id).time_zone)
    try:
        return datetime.fromisoformat(request.form.get(name, "")).replace(tzinfo=zone)
    except ValueError as exc:
        raise BadInput(field=name, expected="a day and a time") from exc
