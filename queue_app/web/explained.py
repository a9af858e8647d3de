"""What each measure of an officer's work means: the page that somebody shows in a staff meeting."""

from __future__ import annotations

from flask import Blueprint, render_template

from queue_app.domain.evidence.explained import MEASURES
from queue_app.domain.log.rights import Right
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import office_name

blueprint = Blueprint("explained", __name__)


@blueprint.get("/evidence/explained")
@Address(Right.SIGNED_IN, "What each measure of an officer's work says and does not say")
def page() -> str:
    return render_template("explained.html", office_name=office_name(), measures=MEASURES)
