"""The supervisor's page of the room's equipment: each kiosk, printer and display, and whether it needs a hand."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for
from flask_wtf.csrf import generate_csrf

from queue_app import __version__
from queue_app.actions.hall import presence
from queue_app.actions.queue.lease import handing_in
from queue_app.domain.log.rights import Right
from queue_app.screens import equipment
from queue_app.screens.equipment import Equipment
from queue_app.screens.state import plain
from queue_app.texts import catalogue as texts_of
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import build, desk, lang, picture
from queue_app.web.frame.payloads import OneScreen, OneSlip, answer, read

blueprint = Blueprint("equipment", __name__)


@blueprint.get("/stations")
@Address(Right.WATCH, "The kiosks, printers and displays of the office")
def page() -> str:
    office = picture(officer().office_id)
    boot = {
        "lang": lang(),
        "texts": texts_of(lang()),
        "office": {"name": office.name, "time_zone": office.time_zone},
        "state": plain(_state()),
        "csrf": generate_csrf(),
        "pairing_url": url_for("devices.page") if Right.SET_UP in officer().rights else None,
    }
    return render_template("equipment.html", boot=boot, user_name=officer().name)


@blueprint.get("/stations/state")
@Address(Right.WATCH, "How each of them is now", gives=Equipment)
def state() -> Response:
    return answer(_state())


@blueprint.post("/stations/forget")
@Address(Right.WATCH, "Takes a screen that is gone off the list", body=OneScreen, gives=Equipment, refuses=(404,))
def forget() -> Response:
    presence.drop(desk(), officer().office_id, read(OneScreen).screen_id)
    return answer(_state())


@blueprint.post("/stations/slip")
@Address(
    Right.WATCH, "Somebody has looked at a number of a cut-off kiosk", body=OneSlip, gives=Equipment, refuses=(404,)
)
def look_at_slip() -> Response:
    handing_in.settle(desk(), officer().office_id, read(OneSlip).slip_id, officer_id=officer().officer_id)
    return answer(_state())


def _state() -> Equipment:
    office = desk().office(officer().office_id)
    with desk().reading() as connection:
        return equipment.equipment(
            connection, office, now=desk().clock(), build=build(), version=__version__, lang=lang()
        )
