"""The survey's tablet, at a counter or at the exit: four faces for one press, or nine questions of one press each."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from sqlalchemy import Connection

from queue_app.domain.citizen.survey.answers import Channel
from queue_app.domain.log.rights import Right
from queue_app.screens.state import plain
from queue_app.screens.survey import tablet
from queue_app.screens.survey.asked import Stand
from queue_app.store.desk import OfficeKey
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.web.frame.address import ROW, Address
from queue_app.web.frame.auth import device
from queue_app.web.frame.pages import desk
from queue_app.web.frame.payloads import answer
from queue_app.web.survey import asking
from queue_app.web.survey.sheet import Filled, Invitation, Noted, Pressed, TabletScreen, TypedNumber

blueprint = Blueprint("survey_tablet", __name__)

ASKED = {"counter": ROW}  # where the office pairs no screens


@blueprint.get("/survey/<slug>")
@Address(Right.ANSWER, "The survey's tablet", query=ASKED)
def page(slug: str) -> str:
    key = desk().office_called(slug)
    with desk().reading() as connection:
        office = office_now(connection, key.id)
        counter_id = _counter(office)
        shown = asking.boot(
            connection, office, "exit" if counter_id is None else "counter", url=f"/survey/{slug}",
            look=f"/survey/{slug}/state", state=plain(_state(connection, key, office, counter_id)),
        )  # fmt: skip
    return render_template("survey/tablet.html", boot=shown)


@blueprint.get("/survey/<slug>/state")
@Address(Right.ANSWER, "Whom the tablet asks now", gives=TabletScreen, query=ASKED)
def state(slug: str) -> Response:
    key = desk().office_called(slug)
    with desk().reading() as connection:
        office = office_now(connection, key.id)
        return answer(_state(connection, key, office, _counter(office)))


@blueprint.post("/survey/<slug>/number")
@Address(
    Right.ANSWER, "Finds the visit of today by its number", body=TypedNumber, gives=Invitation,
    refuses=(403, 404, 409, 429), has_session=False,
)  # fmt: skip
def number(slug: str) -> Response:
    return asking.find_number(desk().office_called(slug))


@blueprint.post("/survey/<slug>/answers")
@Address(
    Right.ANSWER, "Takes the answers of a visit, once", body=Filled, gives=Noted, refuses=(403, 404, 409),
    has_session=False,
)  # fmt: skip
def answers(slug: str) -> Response:
    return asking.take_answers(desk().office_called(slug), Channel.TABLET)


@blueprint.post("/survey/<slug>/rating")
@Address(
    Right.ANSWER, "Takes one press on a face, once for each visit", body=Pressed, gives=Noted, refuses=(403, 404, 409),
    has_session=False,
)  # fmt: skip
def rating(slug: str) -> Response:
    return asking.take_rating(desk().office_called(slug))


def _counter(office: OfficeNow) -> int | None:
    """Where the tablet stands: as the administrator placed it; in an office that pairs none, as the address says."""
    screen = device()
    asked = request.args.get("counter", "")
    stated = screen.counter_id if screen else int(asked) if asked.isascii() and asked.isdecimal() else None
    return stated if stated in office.numbers_in_use else None


def _state(connection: Connection, key: OfficeKey, office: OfficeNow, counter_id: int | None) -> TabletScreen:
    is_on, now = office.rules.survey_is_on, desk().clock()
    found = None if counter_id is None else tablet.just_served(connection, key, counter_id, now=now)
    if found is None:
        return TabletScreen(is_on, None)
    stand = tablet.standing(connection, desk().seal, office, found.leg.ticket_id, now=now).survey
    return TabletScreen(is_on, asking.invitation(key, found, counter_id) if stand is Stand.OFFERED else None)
