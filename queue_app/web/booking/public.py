"""A time booked at home: service, day, time, done. Plain forms that any phone sends; nobody is asked for a name.

Each step is an address of its own, so that the way back is the browser's.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, g, make_response, redirect, render_template, request
from limits import RateLimitItemPerSecond
from werkzeug.wrappers import Response

from queue_app.actions.citizen.booking import book as booking
from queue_app.actions.citizen.booking.book import Booked
from queue_app.domain.citizen.booking.holder import phone
from queue_app.domain.log.booking_errors import BookingsClosed, SlotTaken
from queue_app.domain.log.errors import BadInput, QueueError, TooFast
from queue_app.domain.log.rights import Right
from queue_app.screens.booking.choice import Choice, choice
from queue_app.store.desk import OfficeKey
from queue_app.texts import translate
from queue_app.web.booking import holder, letters, told
from queue_app.web.frame import marked
from queue_app.web.frame.address import REDIRECT, TEXT, Address, Schema
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.hosts import link_base, refuse_foreign_page
from queue_app.web.frame.pages import at, desk, lang
from queue_app.web.frame.qr import qr_svg
from queue_app.web.frame.throttle import throttle

blueprint = Blueprint("booking", __name__)

STEPS: dict[str, Schema] = {"service": TEXT, "day": TEXT, "at": TEXT}
BOOKS = RateLimitItemPerSecond(30, 3600)  # of one address, behind which a whole village may stand
LONGEST = 200  # letters of one blank
_BLANKS: Schema = {
    "type": "object",
    "properties": {**STEPS, "key": TEXT, "phone": TEXT, "mail": TEXT, "priority": TEXT},
}


@blueprint.get("/book/<slug>")
@Address(Right.OPEN, "What can be booked, one step at a time", query=STEPS, refuses=(404,))
def page(slug: str) -> Response:
    office = desk().office_called(slug)
    return holder.remembered(_shown(_chosen(office, request.args.get)))


@blueprint.post("/book/<slug>")
@Address(Right.OPEN, "Books a time; the same form again answers the same booking", body=_BLANKS, gives=REDIRECT,
         refuses=(403, 404, 409, 429), has_session=False)  # fmt: skip
def make(slug: str) -> Response:
    refuse_foreign_page()
    office = desk().office_called(slug)
    chosen = _chosen(office, _blank)
    try:
        booked = _booked(office, chosen)
    except QueueError as refusal:
        return _shown(_chosen(office, _blank), refusal)
    return redirect(at(f"/b/{booked.token}"))


@blueprint.get("/book/<slug>/qr.svg")
@Address(Right.OPEN, "The code that leads to the page for booking", gives="image/svg+xml", refuses=(404,))
def qr(slug: str) -> Response:
    office = desk().office_called(slug)
    return make_response(qr_svg(f"{link_base()}/book/{office.slug}"), {"Content-Type": "image/svg+xml"})


def _booked(office: OfficeKey, chosen: Choice) -> Booked:
    """Raises what actions.citizen.booking.book raises; BadInput for what no phone number or mail address is."""
    if chosen.service is None:
        raise BookingsClosed(service=_blank("service"))
    if chosen.slot is None:
        raise SlotTaken
    if not throttle().hit(BOOKS, "book", marked.address()):
        raise TooFast
    return booking.book(
        desk(), office.id, service_id=chosen.service.id, slot_at=chosen.slot.at,
        holder=holder.holder(_phone(), _key()), is_priority=_blank("priority") == "1",
        remind=letters.wished(_blank("mail")),
    )  # fmt: skip


def _phone() -> str:
    typed = _blank("phone").strip()
    if typed and phone(typed) is None:
        raise BadInput(field=translate(lang(), "Mobile number"), expected=translate(lang(), "like 0812 3456 7890"))
    return typed


def _key() -> str:
    return _blank("key") or secrets.token_urlsafe(24)


def _blank(name: str, default: str = "") -> str:
    return request.form.get(name, default)[:LONGEST].replace("\x00", "")


def _chosen(office: OfficeKey, asked: Callable[[str, str], str]) -> Choice:
    g.time_zone = office.time_zone
    with desk().reading() as connection:
        return choice(
            connection, office.id, service=asked("service", ""), day=asked("day", ""), at=asked("at", ""),
            now=desk().clock(),
        )  # fmt: skip


def _shown(found: Choice, refusal: QueueError | None = None) -> Response:
    is_taken = isinstance(refusal, SlotTaken)
    page = render_template(
        "booking/book.html", found=found, rules=found.office.booking, told=told, lang=lang(),
        refusal=message(refusal) if refusal else "", is_taken=is_taken,
        next_slot=_next(found) if is_taken else None,
        step=_step(found, is_taken=is_taken), key=secrets.token_urlsafe(24), typed=_blank, mails=letters.are_sent(),
        mine=holder.own_bookings(found.office) if found.service is None or refusal else [],
    )  # fmt: skip
    return make_response(page, STATUS[type(refusal)] if refusal else 200)


def _next(found: Choice) -> object:
    """What is offered in place of a time that was just taken."""
    return found.free_after(found.slot.at if found.slot else datetime.min.replace(tzinfo=desk().clock().tzinfo))


def _step(found: Choice, *, is_taken: bool) -> str:
    if found.service is None:
        return "service"
    if found.day is None:
        return "day"
    return "time" if found.slot is None or is_taken or not found.slot.left else "confirm"
