"""Recognition of the unit: criteria that it published beforehand, and what it reached. No officer is named."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from queue_app.actions.evidence import criteria
from queue_app.domain.evidence.recognition import MEASURES
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.reports.evaluation.words import Words
from queue_app.screens import recognition
from queue_app.texts import long_period, translate
from queue_app.web.evidence.periods_asked import asked, choices
from queue_app.web.frame.address import REDIRECT, ROW, TEXT, Address, Schema, words
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("recognition", __name__)
FORM: Schema = {
    "type": "object",
    "properties": {"measure": words(MEASURES), "limit_pct": ROW, "group": TEXT},
    "required": ["measure", "limit_pct"],
}
NOTHING: Schema = {"type": "object", "properties": {}}


@blueprint.get("/recognition")
@Address(Right.SIGNED_IN, "What the unit reached by its published criteria", refuses=(404,), query={"period": TEXT})
def page() -> str:
    return _page()


@blueprint.post("/recognition")
@Address(
    Right.TEAM,
    "Publishes a criterion as of today",
    body=FORM,
    gives=REDIRECT,
    refuses=(400, 404),
    query={"period": TEXT},
)
def publish() -> Response:
    form = request.form
    text = form.get("limit_pct", "").strip()
    limit = int(text) if text.isascii() and text.isdecimal() and len(text) <= 3 else 0
    try:
        criteria.publish(
            desk(), officer().office_id, measure=form.get("measure", ""), limit_pct=limit,
            group=form.get("group", ""), by=officer().officer_id,
        )  # fmt: skip
    except BadInput:
        return make_response(_page(translate(lang(), "A criterion says a whole number of percent from 1 to 100.")), 400)
    return redirect("/recognition#criteria")


@blueprint.post("/recognition/<int(max=2147483647):criterion_id>/withdraw")
@Address(Right.TEAM, "Withdraws a criterion for what is to come", body=NOTHING, gives=REDIRECT, refuses=(404,))
def withdraw(criterion_id: int) -> Response:
    criteria.withdraw(desk(), officer().office_id, criterion_id=criterion_id, by=officer().officer_id)
    return redirect("/recognition#criteria")


def _page(fault: str = "") -> str:
    office = desk().office(officer().office_id)
    period = asked(office)
    return render_template(
        "people/recognition.html", office_name=office_name(), fault=fault, kept=request.form, code=period.code,
        period=long_period(period.code, lang=lang()), choices=choices(office), measures=MEASURES,
        found=recognition.recognition(desk(), office, period, lang=lang()), w=Words(lang(), office.time_zone),
        sets=Right.TEAM in officer().rights,
    )  # fmt: skip
