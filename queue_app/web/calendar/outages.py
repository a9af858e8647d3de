"""The register of outages: everybody reads it, supervisors write it."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.evidence import outages as actions
from queue_app.domain.evidence.outages import KINDS, MOST_BACK
from queue_app.domain.evidence.parameters import Outage
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.screens import outages as screen
from queue_app.texts import long_date, long_time, translate
from queue_app.web.calendar import words
from queue_app.web.calendar.asked import FAULTS, OutageForm, minutes
from queue_app.web.frame.address import REDIRECT, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("outages", __name__)


@blueprint.get("/outages")
@Address(Right.SIGNED_IN, "When the office could not work as usual, and what is left out for it")
def page() -> str:
    return _page()


@blueprint.post("/outages")
@Address(
    Right.EVALUATE, "Notes an outage that is over", body=OutageForm, gives=REDIRECT, statuses=(302,), refuses=(400,)
)
def note() -> AnyResponse:
    form = OutageForm()
    fault = _noted(form) if form.validate_on_submit() else next(iter(form.errors))
    if fault:
        return Response(_page(translate(lang(), FAULTS[fault])), status=400, mimetype="text/html")
    return redirect("/outages#register")


def _noted(form: OutageForm) -> str:
    """Keeps it; answers the field that stands against it, a key of FAULTS, or nothing."""
    who = officer()
    try:
        times = minutes(form.begins.data, form.ends.data) or (0, 0)
        told = Outage(form.day.data, *times, tuple(form.services.data or ()), str(form.kind.data))
        actions.note(desk(), who.office_id, told, by=who.officer_id)
    except BadInput as exc:
        return str(exc.data["field"])
    return ""


@blueprint.post("/outages/<int(max=2147483647):outage_id>/withdraw")
@Address(
    Right.EVALUATE, "Withdraws an entry, which stays to be seen", body=FlaskForm, gives=REDIRECT, statuses=(302,),
    refuses=(404,),
)  # fmt: skip
def withdraw(outage_id: int) -> AnyResponse:
    actions.withdraw(desk(), officer().office_id, outage_id=outage_id, by=officer().officer_id)
    return redirect("/outages#register")


def _page(fault: str = "") -> str:
    who = officer()
    zone = desk().office(who.office_id).time_zone
    today = business_date(desk().clock(), zone)
    return render_template(
        "calendar/outages.html", office_name=office_name(), found=screen.register(desk(), who.office_id, today),
        kinds=KINDS, words=words, fault=fault, form=FlaskForm(), typed=request.form, today=today,
        earliest=today - MOST_BACK, may_write=Right.EVALUATE in who.rights, rights=who.rights, Right=Right,
        day=lambda each: long_date(each, lang=lang()), time=lambda at: long_time(at, zone, lang=lang()),
    )  # fmt: skip
