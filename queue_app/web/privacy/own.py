"""Somebody's own data by the own code: read, taken along as JSON, and erased as far as nothing must stay."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, g, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.citizen.privacy import own
from queue_app.domain.citizen.complaints.codes import read_code, spaced
from queue_app.domain.log.errors import NotFound, QueueError
from queue_app.domain.log.rights import Right
from queue_app.screens.booking.own import own_booking
from queue_app.screens.complaints.sender import own as own_complaint
from queue_app.store.citizen.privacy.held import Found
from queue_app.store.desk import OfficeKey
from queue_app.texts import translate
from queue_app.web.frame import guesses
from queue_app.web.frame.address import REDIRECT, TEXT, Address, Schema, words
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.hosts import refuse_foreign_page
from queue_app.web.frame.pages import at, desk, lang
from queue_app.web.privacy import table_names
from queue_app.web.voice import limits
from queue_app.web.voice.page import of, unkept

blueprint = Blueprint("privacy_own", __name__)

JSON = "application/json"
DONE = {"done": words(("erased",))}
ACTS = ("read", "file", "erase")
CODE: Schema = {"type": "object", "properties": {"code": TEXT, "act": words(ACTS)}, "required": ["code"]}


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose data: the office, what the code is of, and where its page is (complaints have none)."""

    office: OfficeKey
    kind: str
    path: str = ""
    code: str = ""


@blueprint.get("/t/<token>/data")
@Address(Right.OPEN, "What is held about a ticket", query=DONE, refuses=(404, 429))
def ticket(token: str) -> Response:
    holder, number = _ticket(token)
    return _shown(holder, own.of_ticket(desk(), holder.office.id, number), is_done=_is_done())


@blueprint.get("/t/<token>/data.json")
@Address(Right.OPEN, "The same as a file", gives=JSON, refuses=(404, 429))
def ticket_file(token: str) -> Response:
    holder, number = _ticket(token)
    return _file(holder, own.of_ticket(desk(), holder.office.id, number))


@blueprint.post("/t/<token>/data")
@Address(Right.OPEN, "Erases what need not stay of a ticket", gives=REDIRECT, refuses=(403, 404, 429),
         has_session=False)  # fmt: skip
def erase_ticket(token: str) -> AnyResponse:
    refuse_foreign_page()
    holder, number = _ticket(token)
    own.erase_ticket(desk(), number)
    return redirect(at(f"{holder.path}?done=erased"))


@blueprint.get("/b/<token>/data")
@Address(Right.OPEN, "What is held about a booking", query=DONE, refuses=(404, 429))
def booking(token: str) -> Response:
    holder = _booking(token)
    return _shown(holder, own.of_booking(desk(), holder.office.id, token), is_done=_is_done())


@blueprint.get("/b/<token>/data.json")
@Address(Right.OPEN, "The same as a file", gives=JSON, refuses=(404, 429))
def booking_file(token: str) -> Response:
    holder = _booking(token)
    return _file(holder, own.of_booking(desk(), holder.office.id, token))


@blueprint.post("/b/<token>/data")
@Address(Right.OPEN, "Erases what need not stay of a booking", gives=REDIRECT, refuses=(403, 404, 429),
         has_session=False)  # fmt: skip
def erase_booking(token: str) -> AnyResponse:
    refuse_foreign_page()
    holder = _booking(token)
    own.erase_booking(desk(), holder.office.id, token)
    return redirect(at(f"{holder.path}?done=erased"))


@blueprint.get("/privacy/<slug>/data")
@Address(Right.OPEN, "Where to type the code of a complaint, to see what is held about it", refuses=(404,))
def ask(slug: str) -> Response:
    office = of(slug)
    return unkept(render_template("privacy/ask.html", office=office, office_name=office.name, told=""))


@blueprint.post("/privacy/<slug>/data")
@Address(Right.OPEN, "What is held about a complaint, by its code; as a file; and what its sender erases of it",
         body=CODE, refuses=(403, 404, 429), has_session=False)  # fmt: skip
def complaint(slug: str) -> Response:
    refuse_foreign_page()
    office, typed, act = of(slug), request.form.get("code", ""), request.form.get("act", "")
    try:
        _require_known(office.id, typed)
    except QueueError as refusal:
        is_none = isinstance(refusal, NotFound)
        told = translate(lang(), "There is nothing under this code.") if is_none else message(refusal)
        page = render_template("privacy/ask.html", office=office, office_name=office.name, told=told)
        return unkept(page, STATUS[type(refusal)])
    holder = Holder(desk().office(office.id), "complaint", code=read_code(typed) or "")
    if act == "erase":
        own.erase_complaint(desk(), office.id, holder.code)
    found = own.of_complaint(desk(), office.id, holder.code)
    return _file(holder, found) if act == "file" else _shown(holder, found, is_done=act == "erase")


def _require_known(office_id: int, typed: str) -> None:
    """Raises NotFound, which is counted; TooFast for who tries many codes."""
    limits.require_room(limits.GUESSES)
    try:
        own_complaint(desk(), office_id, typed)
    except NotFound:
        limits.count(limits.GUESSES)
        raise


def _ticket(token: str) -> tuple[Holder, int]:
    number, office_id = guesses.ticket_of("data", token)
    return _known(Holder(desk().office(office_id), "ticket", f"/t/{token}/data")), number


def _booking(token: str) -> Holder:
    found = guesses.found("booking", lambda connection: own_booking(connection, token, now=desk().clock()))
    return _known(Holder(desk().office(found.office.id), "booking", f"/b/{token}/data"))


def _known(holder: Holder) -> Holder:
    g.time_zone = holder.office.time_zone
    return holder


def _is_done() -> bool:
    return request.args.get("done") == "erased"


def _shown(holder: Holder, found: Found, *, is_done: bool) -> Response:
    office = of(holder.office.slug)
    page = render_template(
        "privacy/own.html", office=office, office_name=office.name, holder=holder, found=found, is_done=is_done,
        spaced=spaced(holder.code) if holder.code else "", names=table_names.NAMES, erases=own.ERASES[holder.kind],
        stays=own.STAYS[holder.kind],
    )  # fmt: skip
    return unkept(page)


def _file(holder: Holder, found: Found) -> Response:
    return as_file({"office": holder.office.slug, "about": holder.kind, "held": found}, name=f"data-{holder.kind}")


def as_file(told: object, *, name: str, dump: Callable[..., str] = json.dumps) -> Response:
    """To be kept, never by a cache."""
    made = Response(dump(told, ensure_ascii=False, indent=1), mimetype=JSON)
    made.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    made.headers["Cache-Control"] = "no-store"
    return made
