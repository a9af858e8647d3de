"""The team's calendar for its supervisors, and what waits for a decision; for the head that of supervisors alone."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, redirect, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.evidence import leave as actions
from queue_app.domain.evidence.leave import KINDS, LONGEST_WORDS, STATES
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.leave_errors import LeaveDecided
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.screens import leave as screen
from queue_app.texts import long_period, translate
from queue_app.web.calendar import words
from queue_app.web.calendar.asked import FAULTS, MONTH, DecisionForm, beside, days_of, month
from queue_app.web.frame.address import REDIRECT, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("leave_team", __name__)


@blueprint.get("/calendar/team")
@Address(Right.EVALUATE, "The team's calendar, by name, and what waits", query=MONTH, refuses=(404,))
def team() -> str:
    return _team()


@blueprint.post("/calendar/team")
@Address(
    Right.EVALUATE, "Approves or refuses a request", body=DecisionForm, gives=REDIRECT, statuses=(302,), query=MONTH,
    refuses=(400, 404, 409),
)  # fmt: skip
def decide() -> AnyResponse:
    return _decided(_team, "/calendar/team")


@blueprint.get("/calendar/unit")
@Address(Right.AGGREGATES, "Requests of supervisors, without their kind")
def unit() -> str:
    return _unit()


@blueprint.post("/calendar/unit")
@Address(
    Right.AGGREGATES, "Approves or refuses a supervisor's request", body=DecisionForm, gives=REDIRECT,
    statuses=(302,), refuses=(400, 404, 409),
)  # fmt: skip
def decide_in_unit() -> AnyResponse:
    return _decided(_unit, "/calendar/unit")


def _decided(shown: Callable[[str], str], way: str) -> AnyResponse:
    """Back to the page; where it was not taken, with the reason why."""
    form, who = DecisionForm(), officer()
    if not form.validate_on_submit():
        return Response(shown(translate(lang(), FAULTS[next(iter(form.errors))])), status=400, mimetype="text/html")
    try:
        actions.decide(
            desk(), who.office_id, leave_id=form.leave.data or 0, decision=str(form.decision.data),
            reason=form.reason.data or "", by=who.officer_id,
        )  # fmt: skip
    except BadInput as exc:
        return Response(shown(translate(lang(), FAULTS[str(exc.data["field"])])), status=400, mimetype="text/html")
    except LeaveDecided as exc:
        return Response(shown(message(exc)), status=STATUS[type(exc)], mimetype="text/html")
    return redirect(way)


def _team(fault: str = "") -> str:
    who = officer()
    today = business_date(desk().clock(), desk().office(who.office_id).time_zone)
    shown = month(today)
    before, after = beside(shown)
    return render_template(
        "calendar/team.html", office_name=office_name(), shown=shown, today=today, before=before.code,
        after=after.code, name=long_period(shown.code, lang=lang()), days=list(days_of(shown)), words=words,
        found=screen.team(desk(), who.office_id, shown.first, shown.last), kinds=KINDS, states=STATES,
        most=LONGEST_WORDS, is_whole=screen.is_whole, fault=fault, form=FlaskForm(), own=who.officer_id,
        typed=request.form,
    )  # fmt: skip


def _unit(fault: str = "") -> str:
    return render_template(
        "calendar/unit.html", office_name=office_name(), waiting=screen.of_supervisors(desk(), officer().office_id),
        words=words, most=LONGEST_WORDS, fault=fault, form=FlaskForm(), typed=request.form, own=officer().officer_id,
    )  # fmt: skip
