"""Complaints for those who handle them: plain pages and forms. What is not for their eyes is not there (404)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Blueprint, Response, redirect, render_template
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.citizen.complaints import handle
from queue_app.actions.citizen.complaints.moving import Words
from queue_app.domain.citizen.complaints import states, words
from queue_app.domain.citizen.complaints.deadlines import COMPLETE_WITHIN_DAYS, REPLY_WITHIN_DAYS
from queue_app.domain.citizen.complaints.lodged import TEXT_MOST, Identity
from queue_app.domain.citizen.complaints.sight import Viewer
from queue_app.domain.citizen.complaints.states import Verb
from queue_app.domain.log.complaint_errors import ComplaintStands
from queue_app.domain.log.errors import BadInput, QueueError
from queue_app.domain.log.rights import Right
from queue_app.screens.complaints import office as screen
from queue_app.store.office import catalogue
from queue_app.texts import long_date, translate
from queue_app.web.complaints.asked import StepForm
from queue_app.web.frame.address import REDIRECT, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import desk, lang, picture

blueprint = Blueprint("complaints", __name__)

BACK_WITH_REASON = (BadInput, ComplaintStands)
LABELS: dict[str, str] = {  # field of BadInput -> msgid
    "public": "For the sender",
    "internal": "Note for the house",
    "no_lapor": "Number at SP4N-LAPOR!",
    "to_id": "To whom",
}
Act = Callable[[int, int, Viewer, StepForm], object]


@blueprint.get("/complaints")
@Address(Right.COMPLAINTS, "What citizens brought, those first that are due first")
def page() -> str:
    found = screen.listing(desk(), officer().office_id, _viewer())
    return render_template("complaints/list.html", found=found, **_frame())


@blueprint.get("/complaints/<int(max=4611686018427387903):complaint_id>")
@Address(Right.COMPLAINTS, "One complaint, and what can be done with it", refuses=(404,))
def one(complaint_id: int) -> str:
    return _one(complaint_id)


@blueprint.post("/complaints/<int(max=4611686018427387903):complaint_id>")
@Address(
    Right.COMPLAINTS, "Takes a step with a complaint", body=StepForm, gives=REDIRECT, statuses=(302,),
    refuses=(400, 403, 404, 409),
)  # fmt: skip
def act(complaint_id: int) -> AnyResponse:
    form = StepForm()
    screen.one(desk(), officer().office_id, _viewer(), complaint_id)
    if not form.validate_on_submit():
        return _refused(complaint_id, BadInput(field=next(iter(form.errors)), expected=f"0-{TEXT_MOST}"))
    try:
        _ACTS[Verb(form.verb.data)](officer().office_id, complaint_id, _viewer(), form)
    except BACK_WITH_REASON as refusal:
        return _refused(complaint_id, refusal)
    return redirect(f"/complaints/{complaint_id}#steps")


@blueprint.post("/complaints/<int(max=4611686018427387903):complaint_id>/identity")
@Address(Right.COMPLAINTS, "Shows who a complaint came from, and notes that it did", body=FlaskForm, refuses=(403, 404))
def identity(complaint_id: int) -> str:
    found = handle.open_identity(desk(), officer().office_id, complaint_id, by=_viewer())
    return _one(complaint_id, identity=found)


def _step(office_id: int, complaint_id: int, by: Viewer, form: StepForm) -> None:
    handle.step(desk(), office_id, complaint_id, verb=Verb(form.verb.data), by=by, words=_words(form))


def _assign(office_id: int, complaint_id: int, by: Viewer, form: StepForm) -> None:
    handle.assign(desk(), office_id, complaint_id, by=by, to_id=form.to_id.data or 0, words=_words(form))


def _answer(office_id: int, complaint_id: int, by: Viewer, form: StepForm) -> None:
    handle.answer(desk(), office_id, complaint_id, by=by, words=_words(form))


def _forward(office_id: int, complaint_id: int, by: Viewer, form: StepForm) -> None:
    handle.forward(desk(), office_id, complaint_id, by=by, no_lapor=form.no_lapor.data or "", words=_words(form))


_ACTS: dict[Verb, Act] = {
    **dict.fromkeys(handle.PLAIN, _step),
    Verb.ASSIGN: _assign,
    Verb.ANSWER: _answer,
    Verb.FORWARD: _forward,
}


def _words(form: StepForm) -> Words:
    return Words(form.public.data or "", form.internal.data or "")


def _viewer() -> Viewer:
    return Viewer(officer().officer_id, officer().role)


def _refused(complaint_id: int, refusal: QueueError) -> Response:
    page_with_reason = _one(complaint_id, fault=_told(refusal))
    return Response(page_with_reason, status=STATUS[type(refusal)], mimetype="text/html")


def _told(refusal: QueueError) -> str:
    label = LABELS.get(str(refusal.data.get("field"))) if isinstance(refusal, BadInput) else None
    if label is None:
        return message(refusal)
    return translate(lang(), "“{field}” is empty, wrong or too long.", field=translate(lang(), label))


def _one(complaint_id: int, *, fault: str = "", identity: Identity | None = None) -> str:
    found = screen.one(desk(), officer().office_id, _viewer(), complaint_id)
    return render_template(
        "complaints/one.html", found=found, form=StepForm(), fault=fault, identity=identity, most=TEXT_MOST, Verb=Verb,
        days={Verb.CLOSE: REPLY_WITHIN_DAYS, Verb.LAPSE: COMPLETE_WITHIN_DAYS}, **_frame(),
    )  # fmt: skip


def _frame() -> dict[str, object]:
    office = picture(officer().office_id)
    with desk().reading() as connection:
        services = catalogue.names(catalogue.all_services(connection, officer().office_id), lang())
    return {
        "office_name": office_name(),
        "services": services,
        "counters": office.numbers,
        "names": states.NAMES,
        "words": words,
        "day": _day,
    }


def _day(each: date) -> str:
    return long_date(each, lang=lang())
