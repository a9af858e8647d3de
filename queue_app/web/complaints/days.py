"""The table of days for complaints, as whoever sets the office up edits it."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from queue_app.actions.citizen.complaints.set_days import name_of, set_days
from queue_app.domain.citizen.complaints import words
from queue_app.domain.citizen.complaints.deadlines import DAYS_MOST, Counting, Stage
from queue_app.domain.citizen.complaints.kinds import Group
from queue_app.domain.log.rights import Right
from queue_app.store.citizen.complaints import rules
from queue_app.web.frame.address import REDIRECT, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk

blueprint = Blueprint("complaint_days", __name__)

RULES = tuple((group, stage, counting) for group in Group for stage in Stage for counting in Counting)


class ComplaintDaysForm(FlaskForm):
    """A number of days for each group, stage and way of counting; 0: no such deadline."""


for _rule in RULES:
    _blank = IntegerField(validators=[InputRequired(), NumberRange(0, DAYS_MOST)])
    setattr(ComplaintDaysForm, name_of(_rule), _blank)


@blueprint.get("/complaints/deadlines")
@Address(Right.SET_UP, "The days for complaints")
def page() -> str:
    with desk().reading() as connection:
        own = rules.rules(connection, officer().office_id)
    return _page({name_of(rule): own.get(rule, 0) for rule in RULES})


@blueprint.post("/complaints/deadlines")
@Address(
    Right.SET_UP,
    "Sets the days for complaints",
    body=ComplaintDaysForm,
    gives=REDIRECT,
    statuses=(302,),
    refuses=(400,),
)
def save() -> AnyResponse:
    form = ComplaintDaysForm()
    if not form.validate_on_submit():
        typed = {name_of(rule): form[name_of(rule)].data for rule in RULES}
        return Response(_page(typed, is_refused=True), status=400, mimetype="text/html")
    days = {rule: int(form[name_of(rule)].data) for rule in RULES}
    set_days(desk(), officer().office_id, days, by=officer().officer_id)
    return redirect("/complaints/deadlines")


def _page(days: dict[str, int | None], *, is_refused: bool = False) -> str:
    return render_template(
        "complaints/days.html", office_name=office_name(), days=days, is_refused=is_refused, form=FlaskForm(),
        groups=Group, stages=Stage, countings=Counting, words=words, most=DAYS_MOST, name_of=name_of,
    )  # fmt: skip
