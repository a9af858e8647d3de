"""The start page: where each screen of the office is; and whether the server is well."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from queue_app.store import catalogue
from queue_app.web.pages import desk, shipped
from queue_app.web.payloads import answer

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def home() -> str:
    with desk().reading() as connection:
        return render_template("home.html", offices=catalogue.offices(connection))


@blueprint.get("/healthz")
def healthz() -> Response:
    with desk().reading() as connection:
        return answer({"offices": len(catalogue.offices(connection))})


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    return shipped("/static/", "favicon.svg")
