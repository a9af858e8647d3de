"""The tablet at the exit: paired, and waiting for the survey that it will ask."""

from __future__ import annotations

from flask import Blueprint, render_template

from queue_app.domain.log.rights import Right
from queue_app.store.office import catalogue
from queue_app.web.frame.address import Address
from queue_app.web.frame.pages import desk

blueprint = Blueprint("survey", __name__)


@blueprint.get("/survey/<slug>")
@Address(Right.ANSWER, "The tablet at the exit")
def page(slug: str) -> str:
    with desk().reading() as connection:
        return render_template("survey.html", office=catalogue.office_by_slug(connection, slug))
