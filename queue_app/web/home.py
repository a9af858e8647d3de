"""The start page: where each screen of the office is."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from queue_app.domain.log.rights import Right
from queue_app.screens.home import doors
from queue_app.web.frame.address import REDIRECT, TEXT, Address
from queue_app.web.frame.pages import desk, shipped

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@Address(Right.OPEN, "Start page: where each screen is")
def home() -> AnyResponse:
    with desk().reading() as connection:
        offices = doors(connection)
    if not offices:
        return redirect("/setup")
    return make_response(render_template("home.html", offices=offices))


@blueprint.get("/kiosk", defaults={"kind": "kiosk"})
@blueprint.get("/display", defaults={"kind": "display"})
@Address(Right.OPEN, "Leads to the kiosk or the display of the only office: short enough to type", gives=REDIRECT,
         statuses=(302,))  # fmt: skip
def screen(kind: str) -> AnyResponse:
    with desk().reading() as connection:
        offices = doors(connection)
    return redirect(f"/{kind}/{offices[0].slug}" if len(offices) == 1 else "/")


@blueprint.get("/favicon.ico")
@Address(Right.OPEN, "The icon", gives="image/svg+xml", query={"v": TEXT})
def favicon() -> Response:
    return shipped("/static/", "favicon.svg")
