"""The survey at a kiosk: a number, the same questions as on the tablet, and back to the kiosk's own start by itself."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from queue_app.domain.citizen.survey.answers import Channel
from queue_app.domain.log.rights import Right
from queue_app.screens.state import plain
from queue_app.store.office.now import office_now
from queue_app.web.frame.address import TEXT, Address
from queue_app.web.frame.pages import desk
from queue_app.web.survey import asking
from queue_app.web.survey.sheet import Filled, Invitation, Noted, TabletScreen, TypedNumber

blueprint = Blueprint("survey_kiosk", __name__)


@blueprint.get("/kiosk/<slug>/survey")
@Address(Right.TAKE_NUMBERS, "The survey at the kiosk", query={"printer": TEXT, "seat": TEXT})
def page(slug: str) -> str:
    key, home = desk().office_called(slug), f"/kiosk/{slug}"
    with desk().reading() as connection:
        office = office_now(connection, key.id)
        shown = asking.boot(
            connection, office, "kiosk", url=f"{home}/survey", look=f"{home}/state", home=home,
            state=plain(TabletScreen(office.rules.survey_is_on, None)),
        )  # fmt: skip
    return render_template("survey/tablet.html", boot=shown)


@blueprint.post("/kiosk/<slug>/survey/number")
@Address(
    Right.TAKE_NUMBERS, "Finds the visit of today by its number", body=TypedNumber, gives=Invitation,
    refuses=(403, 404, 409, 429), has_session=False,
)  # fmt: skip
def number(slug: str) -> Response:
    return asking.find_number(desk().office_called(slug))


@blueprint.post("/kiosk/<slug>/survey/answers")
@Address(
    Right.TAKE_NUMBERS, "Takes the answers of a visit, once", body=Filled, gives=Noted, refuses=(403, 404, 409),
    has_session=False,
)  # fmt: skip
def answers(slug: str) -> Response:
    return asking.take_answers(desk().office_called(slug), Channel.KIOSK)
