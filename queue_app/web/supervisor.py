"""The supervisor's board: waits now, and today's service times as evidence."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask_wtf.csrf import generate_csrf

from queue_app.actions.rooms import Room, state_of
from queue_app.store import catalogue
from queue_app.web.auth import officer
from queue_app.web.pages import boot, config, desk, lang
from queue_app.web.payloads import answer

blueprint = Blueprint("supervisor", __name__)


def _room() -> Room:
    return Room("board", desk().office(officer().office_id), lang())


@blueprint.get("/supervisor")
def page() -> str:
    with desk().reading() as connection:
        office = catalogue.office(connection, officer().office_id)
    return render_template(
        "supervisor.html", boot=boot(_room(), office, csrf=generate_csrf()), user_name=officer().name
    )


@blueprint.get("/supervisor/state")
def state() -> Response:
    with desk().reading() as connection:
        return answer({"state": state_of(connection, _room(), now=desk().clock(), config=config())})
