"""Who booked a time checks in: at the kiosk with the code, or with an officer who types it."""

from __future__ import annotations

from flask import Blueprint, Response, g
from limits import RateLimitItemPerSecond

from queue_app.actions.citizen.booking.arrive import arrive
from queue_app.actions.paper.jobs import PaperWish
from queue_app.domain.log.errors import NotFound, TooFast
from queue_app.domain.log.rights import Right
from queue_app.texts import language
from queue_app.web.frame import answers, flood
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import device
from queue_app.web.frame.hosts import link_base, refuse_foreign_page
from queue_app.web.frame.pages import config, desk
from queue_app.web.frame.payloads import CheckIn, answer, read
from queue_app.web.frame.throttle import throttle
from queue_app.web.kiosk import shown

GUESSES = RateLimitItemPerSecond(20, 60)  # codes that there are none of, from one kiosk or one address

blueprint = Blueprint("check_in", __name__)


@blueprint.post("/kiosk/<slug>/check-in")
@Address(
    Right.TAKE_NUMBERS,
    "Checks a booking in; the same code again answers the same number",
    body=CheckIn,
    gives=answers.Number,
    statuses=(200, 201),
    refuses=(403, 404, 409, 429),
    has_session=False,
)
def at_kiosk(slug: str) -> Response:
    refuse_foreign_page()
    said = read(CheckIn)
    office, screen = desk().office_called(slug), device()
    g.lang, g.time_zone = language(said.lang), office.time_zone
    wish = PaperWish(
        g.lang, link_base(), printer_id=screen.printer_id if screen else said.printer_id,
        server_kind=config().printing.kind,
    )  # fmt: skip
    place = flood.known_as(office, screen)
    if not throttle().has_room(GUESSES, "check-in", *place):
        raise TooFast
    try:
        issued = arrive(desk(), office.id, code=said.code, print_it=wish)
    except NotFound:
        throttle().hit(GUESSES, "check-in", *place)
        raise
    return answer(shown(issued, office, g.lang), 201 if issued.is_new else 200)
