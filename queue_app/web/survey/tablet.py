"""The tablet at the exit: paired, and waiting for the survey that it will ask."""

from __future__ import annotations

from flask import Blueprint, render_template

from queue_app.domain.log.rights import Right
from queue_app.web.frame.address import Address
from queue_app.web.frame.pages import desk, picture

blueprint = Blueprint("survey_tablet", __name__)


@blueprint.get("/survey/<slug>")
@Address(Right.ANSWER, "The tablet at the exit")
def page(slug: str) -> str:
    return render_template("survey/tablet.html", office=picture(desk().office_called(slug).id))
