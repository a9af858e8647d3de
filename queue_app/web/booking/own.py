"""A booking's own page: the address is the secret, and whoever has it may move the booking or give it back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Blueprint, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from queue_app.actions.citizen.booking import book as booking
from queue_app.actions.citizen.booking.book import code_of
from queue_app.domain.citizen.booking import codes
from queue_app.domain.citizen.booking.standing import MSGIDS, Standing
from queue_app.domain.citizen.booking.states import State
from queue_app.domain.log.booking_errors import SlotTaken
from queue_app.domain.log.errors import NotFound, QueueError
from queue_app.domain.log.rights import Right
from queue_app.screens.booking.choice import Choice, choice
from queue_app.screens.booking.own import OwnBooking, own_booking
from queue_app.texts import long_date, long_time, translate
from queue_app.web.booking import holder, told
from queue_app.web.booking.calendar_file import Appointment, calendar_file
from queue_app.web.frame import guesses
from queue_app.web.frame.address import REDIRECT, TEXT, Address, Schema, words
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.hosts import link_base, refuse_foreign_page
from queue_app.web.frame.pages import at, desk, lang
from queue_app.web.frame.qr import qr_svg

blueprint = Blueprint("booking_own", __name__)

DONE = {  # what became of a press -> what is told (msgid)
    "cancelled": "Your booking is cancelled. Thank you for telling us: somebody else can have the time.",
    "moved": "Your booking is moved. The code is a new one.",
}
DONE_IN = {"cancelled": State.CANCELLED, "moved": State.BOOKED}  # an old address tells nothing that is not so
_TIME: Schema = {"type": "object", "properties": {"day": TEXT, "at": TEXT}}


@blueprint.get("/b/<token>")
@Address(Right.OPEN, "A booking's own page", query={"done": words(DONE)}, refuses=(404, 429))
def page(token: str) -> Response:
    found = _found(token)
    is_so = DONE_IN.get(request.args.get("done", "")) is found.state
    return _shown(found, done=DONE[request.args["done"]] if is_so else "")


@blueprint.get("/b/<token>/move")
@Address(Right.OPEN, "Another time for a booking", query={"day": TEXT, "at": TEXT}, refuses=(404, 429))
def move_to(token: str) -> Response:
    found = _found(token)
    return _times(found, _chosen(found, request.args.get))


@blueprint.post("/b/<token>/move")
@Address(Right.OPEN, "Moves a booking to another time", body=_TIME, gives=REDIRECT, refuses=(403, 404, 409, 429),
         has_session=False)  # fmt: skip
def move(token: str) -> Response:
    refuse_foreign_page()
    found = _found(token)
    chosen = _chosen(found, request.form.get)
    try:
        if chosen.slot is None:
            raise SlotTaken
        moved = booking.move(desk(), found.office.id, token=token, slot_at=chosen.slot.at)
    except QueueError as refusal:
        return _times(found, _chosen(found, request.form.get), refusal)
    return redirect(at(f"/b/{moved.token}?done=moved"))


@blueprint.post("/b/<token>/cancel")
@Address(Right.OPEN, "Gives a booking back", gives=REDIRECT, refuses=(403, 404, 409, 429), has_session=False)
def cancel(token: str) -> Response:
    refuse_foreign_page()
    booking.cancel(desk(), _found(token).office.id, token=token)
    return redirect(at(f"/b/{token}?done=cancelled"))


@blueprint.get("/b/<token>/qr.svg")
@Address(Right.OPEN, "The code that the kiosk scans", gives="image/svg+xml", refuses=(404, 429))
def qr(token: str) -> Response:
    found = _found(token)
    if found.state is not State.BOOKED:
        raise NotFound(what="page")
    return _private(qr_svg(scanned(token)), "image/svg+xml")


@blueprint.get("/b/<token>/calendar.ics")
@Address(Right.OPEN, "The booking for the phone's calendar", gives="text/calendar", refuses=(404, 429))
def calendar(token: str) -> Response:
    answer = _private(calendar_file(appointment(_found(token))), "text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="janji-temu.ics"'
    return answer


def scanned(token: str) -> str:
    """What the code holds: the link of the page, and where none is known what the kiosk reads all the same."""
    base = link_base()
    return f"{base}/b/{token}" if base else codes.shown(code_of(desk().seal, token))


def appointment(found: OwnBooking) -> Appointment:
    """What the calendar is told: nothing but what the page says."""
    service, base = found.service, link_base()
    when = told.whole_time(found.row.slot_at, found.office)
    bring = [f"- {each}" for each in service.requirements(lang())]
    return Appointment(
        uid=f"{hashlib.sha256(found.row.token.encode()).hexdigest()[:24]}@antrean", version=_version(found),
        starts_at=found.row.slot_at, minutes=service.slot_minutes, time_zone=found.office.time_zone,
        title=f"{service.name(lang())} · {found.office.name}",
        place=", ".join(filter(None, (found.office.name, found.office.address))),
        text="\n".join([translate(lang(), "Please bring"), *bring] if bring else []),
        url=f"{base}/b/{found.row.token}" if base else "",
        alarm=translate(lang(), "Tomorrow at the office: {time}", time=when),
        written_at=desk().clock(), is_off=found.state is not State.BOOKED and found.state is not State.ARRIVED,
    )  # fmt: skip


def _version(found: OwnBooking) -> int:
    return 0 if found.state is State.BOOKED else 1


def _found(token: str) -> OwnBooking:
    """Raises NotFound; TooFast for who tries many that there are none of."""
    found = guesses.found("booking", lambda connection: own_booking(connection, token, now=desk().clock()))
    g.time_zone = found.office.time_zone
    return found


def _chosen(found: OwnBooking, asked: Callable[[str, str], str]) -> Choice:
    with desk().reading() as connection:
        return choice(
            connection, found.office.id, service=found.service.code, day=asked("day", ""), at=asked("at", ""),
            now=desk().clock(),
        )  # fmt: skip


def _shown(found: OwnBooking, *, done: str) -> Response:
    page = render_template(
        "booking/own.html", found=found, done=done, told=told, state=found.state.value, token=found.row.token,
        day=long_date(found.row.business_date, lang=lang()), rules=found.office.booking,
        code=codes.shown(code_of(desk().seal, found.row.token)), why_off=_why_off(found),
        moved=_moved(found), may_move=found.may_move(desk().clock()), **_doors(found),
    )  # fmt: skip
    return make_response(page)


def _doors(found: OwnBooking) -> dict[str, str]:
    return {"opens": told.clock(found.opens_at, found.office), "until": told.clock(found.until, found.office)}


def _moved(found: OwnBooking) -> dict[str, str]:
    """When it was moved to; the way there only for the phone that booked: a page that was sold leads nowhere."""
    if found.moved_to is None:
        return {}
    when = long_time(found.moved_to.slot_at, found.office.time_zone, lang=lang())
    return {"when": when, "href": at(f"/b/{found.moved_to.token}") if holder.is_of(found.moved_to) else ""}


def _why_off(found: OwnBooking) -> str:
    """Why the office cannot keep the time, as a msgid; "" where it can."""
    return "" if found.standing is Standing.FINE else MSGIDS[found.standing]


def _times(found: OwnBooking, chosen: Choice, refusal: QueueError | None = None) -> Response:
    page = render_template(
        "booking/move.html", found=chosen, own=found, told=told, token=found.row.token,
        refusal=message(refusal) if refusal else "",
        may_move=found.may_move(desk().clock()) and chosen.service is not None,
        is_confirmed=chosen.slot is not None and chosen.slot.left > 0 and refusal is None,
    )  # fmt: skip
    return make_response(page, STATUS.get(type(refusal), 400) if refusal else 200)


def _private(body: str | bytes, kind: str) -> Response:
    answer = make_response(body, {"Content-Type": kind})
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
