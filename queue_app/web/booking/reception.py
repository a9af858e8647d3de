"""The reception: a time for whoever has no phone, and what becomes of bookings that are shown to staff by their code.

No list tells a code: whoever has a booking has it on paper or on a phone.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, Response, make_response, render_template, request
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from queue_app.actions.citizen.booking import arrive, book
from queue_app.actions.citizen.booking.book import code_mark, code_of
from queue_app.actions.queue.tickets import Issued
from queue_app.domain.citizen.booking import codes
from queue_app.domain.citizen.booking.holder import Holder
from queue_app.domain.citizen.booking.states import State, Via
from queue_app.domain.log.booking_errors import BookingsClosed, SlotTaken
from queue_app.domain.log.errors import BadInput, NotFound, QueueError
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import UUID_LIKE, business_date
from queue_app.screens.booking import day as bookings
from queue_app.screens.booking.choice import Choice, bookable, choice
from queue_app.screens.booking.own import OwnBooking, own_booking
from queue_app.store.citizen.booking import bookings as rows
from queue_app.store.office.now import office_now
from queue_app.texts import long_date, translate
from queue_app.web.booking import told
from queue_app.web.booking.own import scanned
from queue_app.web.frame.address import TEXT, Address
from queue_app.web.frame.auth import officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import desk, lang, paper_wish
from queue_app.web.frame.qr import qr_svg

blueprint = Blueprint("bookings", __name__)

STATES = {  # of a booking -> what staff read (msgid)
    State.BOOKED: "booked",
    State.ARRIVED: "has come",
    State.MOVED: "moved",
    State.CANCELLED: "cancelled",
    State.NO_SHOW: "did not come",
}
DONE = {  # what became of a form -> what staff are told (msgid)
    "made": "Booked. Please print the paper, or let the code be copied.",
    "moved": "The booking is moved. It has a new code: please hand it over.",
    "cancelled": "The booking is cancelled; its time is free again.",
}
BLANKS = {"code": "Code", "time": "Time", "service": "Service", "": "Form"}  # field -> its name on the page (a msgid)


class BookingCodeForm(FlaskForm):
    code = StringField(validators=[InputRequired(), Length(max=300), Regexp(r"[^\x00]+\Z")])


class MoveBookingForm(BookingCodeForm):
    time = StringField(validators=[InputRequired(), Length(max=20), Regexp(r"[0-9. -]+\Z")])  # "2026-11-24 09.00"


class NewBookingForm(FlaskForm):
    key = StringField(
        validators=[InputRequired(), Regexp(UUID_LIKE)]
    )  # of this very form: pressed twice, it books once
    service = StringField(validators=[InputRequired(), Length(max=60), Regexp(r"[^\x00]+\Z")])
    time = StringField(validators=[InputRequired(), Length(max=20), Regexp(r"[0-9. -]+\Z")])
    priority = BooleanField()


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one form: the booking that it was about, the number that was given, or why nothing was done."""

    shown: OwnBooking | None = None
    issued: Issued | None = None
    done: str = ""
    refusal: str = ""
    status: int = 200


@blueprint.get("/bookings")
@Address(Right.SERVE, "Bookings, for the reception", query={"service": TEXT, "day": TEXT})
def page() -> Response:
    return _shown(Answer(), day=request.args.get("day", ""), service=request.args.get("service", ""))


@blueprint.post("/bookings/find")
@Address(Right.SERVE, "Finds a booking by its code", body=BookingCodeForm, refuses=(400, 404))
def find() -> Response:
    return _answered(lambda: Answer(_by_code()))


@blueprint.post("/bookings/arrive")
@Address(Right.SERVE, "Checks in; once more answers the same number", body=BookingCodeForm, refuses=(400, 404, 409))
def check_in() -> Response:
    return _answered(_arrived)


@blueprint.post("/bookings/cancel")
@Address(Right.SERVE, "Gives a booking back for its holder", body=BookingCodeForm, refuses=(400, 404, 409))
def cancel() -> Response:
    return _answered(_cancelled)


@blueprint.post("/bookings/move")
@Address(Right.SERVE, "Moves a booking for its holder", body=MoveBookingForm, refuses=(400, 404, 409))
def move() -> Response:
    return _answered(_moved)


@blueprint.post("/bookings/new")
@Address(Right.SERVE, "Books a time for somebody at the reception", body=NewBookingForm, refuses=(400, 404, 409))
def make() -> Response:
    return _answered(_made)


def _answered(act: Callable[[], Answer]) -> Response:
    try:
        return _shown(act())
    except QueueError as exc:
        return _shown(Answer(refusal=message(exc), status=STATUS[type(exc)]))


def _arrived() -> Answer:
    found, who = _by_code(), officer()
    issued = arrive.arrive(
        desk(), who.office_id, code=_code(found.row.token), print_it=paper_wish(), officer_id=who.officer_id
    )
    return Answer(_again(found.row.token), issued=issued)


def _cancelled() -> Answer:
    found, who = _by_code(), officer()
    book.cancel(desk(), who.office_id, token=found.row.token, officer_id=who.officer_id)
    return Answer(_again(found.row.token), done=DONE["cancelled"])


def _moved() -> Answer:
    form, who = MoveBookingForm(), officer()
    _check(form)
    found = _by_code()
    chosen = _chosen(found.service.code, str(form.time.data))
    if chosen.slot is None:
        raise SlotTaken
    moved = book.move(desk(), who.office_id, token=found.row.token, slot_at=chosen.slot.at, officer_id=who.officer_id)
    return Answer(_again(moved.token), done=DONE["moved"])


def _made() -> Answer:
    form, who = NewBookingForm(), officer()
    _check(form)
    chosen = _chosen(str(form.service.data), str(form.time.data))
    if chosen.service is None:
        raise BookingsClosed(service=str(form.service.data))
    if chosen.slot is None:
        raise SlotTaken
    booked = book.book(
        desk(), who.office_id, service_id=chosen.service.id, slot_at=chosen.slot.at,
        holder=Holder(device=f"form {form.key.data}"), via=Via.RECEPTION, is_priority=bool(form.priority.data),
        officer_id=who.officer_id,
    )  # fmt: skip
    return Answer(_again(booked.token), done=DONE["made"])


def _by_code() -> OwnBooking:
    """Raises BadInput, NotFound: also for one of another office."""
    form = BookingCodeForm()
    _check(form)
    text, office_id = str(form.code.data), officer().office_id
    token, code = codes.scanned_token(text), codes.typed(text)
    with desk().reading() as connection:
        found = rows.by_token(connection, office_id, token) if token else None
        if code and not token:
            found = rows.by_code(connection, office_id, code_mark(desk().seal, code))
    if found is None:
        raise NotFound(what="booking")
    return _again(found.token)


def _again(token: str) -> OwnBooking:
    with desk().reading() as connection:
        return own_booking(connection, token, now=desk().clock())


def _check(form: FlaskForm) -> None:
    if not form.validate():
        name = next((each for each in BLANKS if each in form.errors), "")
        raise BadInput(field=translate(lang(), BLANKS[name]), expected="–")


def _chosen(service: str, time: str) -> Choice:
    day, _blank, at = time.partition(" ")
    with desk().reading() as connection:
        return choice(connection, officer().office_id, service=service, day=day, at=at, now=desk().clock())


def _shown(answer: Answer, *, day: str = "", service: str = "") -> Response:
    now = desk().clock()
    with desk().reading() as connection:
        office = office_now(connection, officer().office_id)
        shown_day = told.day_or_today(day, business_date(now, office.time_zone))
        lines = bookings.lines(connection, office, shown_day, now=now)
        services = bookable(connection, office)
        code = answer.shown.service.code if answer.shown else service
        found = choice(connection, office.id, service=code, day="", at="", now=now)
    page = render_template(
        "booking/reception.html", office=office, office_name=office.name, answer=answer, day=shown_day,
        day_name=long_date(shown_day, lang=lang()), before=shown_day - timedelta(days=1),
        after=shown_day + timedelta(days=1),
        lines=lines, services=services, found=found, told=told, states=STATES,
        code=codes.shown(_code(answer.shown.row.token)) if answer.shown else "", qr=_qr(answer),
        key=secrets.token_urlsafe(24),
        when=told.long_when(answer.shown.row.slot_at, office) if answer.shown else "",
    )  # fmt: skip
    return make_response(page, answer.status)


def _code(token: str) -> str:
    return code_of(desk().seal, token)


def _qr(answer: Answer) -> str:
    """The picture of the code, in the page itself: nobody else may ask for it."""
    if answer.shown is None or answer.shown.state is not State.BOOKED:
        return ""
    return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(scanned(answer.shown.row.token)).encode()).decode()
