"""An officer's own calendar: the month, what was asked for, and the form to ask."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.evidence import leave as actions
from queue_app.domain.evidence.leave import KINDS, LONGEST_WORDS, STANDS, STATES, Span
from queue_app.domain.log.errors import BadInput, QueueError
from queue_app.domain.log.leave_errors import LeaveOverlaps, TooMuchAsked
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.screens import leave as screen
from queue_app.texts import long_period, translate
from queue_app.web.calendar import words
from queue_app.web.calendar.asked import FAULTS, MONTH, LeaveForm, beside, days_of, minutes, month
from queue_app.web.frame.address import REDIRECT, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("leave", __name__)


@blueprint.get("/calendar")
@Address(Right.OWN_EVIDENCE, "One's own calendar: leave and duty elsewhere", query=MONTH, refuses=(404,))
def page() -> str:
    return _page()


@blueprint.post("/calendar/leave")
@Address(
    Right.OWN_EVIDENCE, "Asks for leave or for duty elsewhere", body=LeaveForm, gives=REDIRECT, statuses=(302,),
    query=MONTH, refuses=(400, 404, 409),
)  # fmt: skip
def ask() -> AnyResponse:
    form = LeaveForm()
    if not form.validate_on_submit():
        return Response(_page(translate(lang(), FAULTS[next(iter(form.errors))])), status=400, mimetype="text/html")
    try:
        _ask(form)
    except BadInput as exc:
        return Response(_page(translate(lang(), FAULTS[str(exc.data["field"])])), status=400, mimetype="text/html")
    except (LeaveOverlaps, TooMuchAsked) as exc:
        return _refused(exc)
    return redirect(f"/calendar?month={form.first.data:%Y-%m}#requests")


def _ask(form: LeaveForm) -> None:
    first, times = form.first.data, minutes(form.begins.data, form.ends.data)
    span = Span(first, form.last.data or first, *(times or (None, None)))
    who, kind = officer(), str(form.kind.data)
    actions.ask(desk(), who.office_id, span, kind=kind, words=form.words.data or "", officer_id=who.officer_id)


@blueprint.post("/calendar/leave/<int(max=2147483647):leave_id>/withdraw")
@Address(
    Right.OWN_EVIDENCE, "Withdraws the own request", body=FlaskForm, gives=REDIRECT, statuses=(302,), refuses=(404,)
)
def withdraw(leave_id: int) -> AnyResponse:
    actions.withdraw(desk(), officer().office_id, leave_id=leave_id, officer_id=officer().officer_id)
    return redirect("/calendar#requests")


def _refused(error: QueueError) -> Response:
    return Response(_page(message(error)), status=STATUS[type(error)], mimetype="text/html")


def _page(fault: str = "") -> str:
    who = officer()
    today = business_date(desk().clock(), desk().office(who.office_id).time_zone)
    shown = month(today)
    found = screen.own(desk(), who.office_id, who.officer_id, shown.first, shown.last)
    before, after = beside(shown)
    return render_template(
        "calendar/own.html", office_name=office_name(), found=found, shown=shown, today=today, before=before.code,
        after=after.code, name=long_period(shown.code, lang=lang()), days=list(days_of(shown)), words=words,
        kinds=KINDS, states=STATES, stands=STANDS, most=LONGEST_WORDS, typed=request.form, fault=fault,
        form=FlaskForm(), is_supervisor=Right.EVALUATE in who.rights,
    )  # fmt: skip
