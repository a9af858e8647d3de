"""The start page: where each screen of the office is."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from queue_app.domain.log.rights import Right
from queue_app.screens.home import FEW, doors, named
from queue_app.web.frame.address import REDIRECT, TEXT, Address
from queue_app.web.frame.pages import desk, shipped

blueprint = Blueprint("home", __name__)
LONGEST_SOUGHT = 60  # letters of a name that is looked for


@blueprint.get("/")
@Address(Right.OPEN, "Start page: where each screen is", query={"q": TEXT})
def home() -> AnyResponse:
    with desk().reading() as connection:
        offices = doors(connection)
    if not offices:
        return redirect("/setup")
    sought = request.args.get("q", "")[:LONGEST_SOUGHT]
    is_long = len(offices) > FEW
    return make_response(
        render_template(
            "home.html", offices=named(offices, sought) if is_long else offices, is_long=is_long, sought=sought,
            in_language=lambda other: f"?lang={other}" + (f"&{urlencode({'q': sought})}" if sought else ""),
        )
    )  # fmt: skip


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
