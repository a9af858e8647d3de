"""A file of another system's answers: looked at, and then taken as a whole or not at all."""

from __future__ import annotations

import base64
import binascii

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.wrappers import Response as AnyResponse
from wtforms import HiddenField, StringField

from queue_app.actions.citizen.survey import papers
from queue_app.actions.citizen.survey.papers import Look, Meant
from queue_app.domain.citizen.survey.csv_file import Encoding, Order
from queue_app.domain.log.errors import BadInput, MalformedRequest
from queue_app.domain.log.rights import Right
from queue_app.domain.log.survey_errors import FileTakenBefore
from queue_app.domain.office import typed
from queue_app.texts import short_date, translate
from queue_app.web.frame.address import REDIRECT, ROW, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import desk, lang
from queue_app.web.survey.staff import today_of

blueprint = Blueprint("survey_imports", __name__)
LIMIT = 2 * 1024 * 1024  # bytes of a file: some 60,000 forms
TWICE = 2 * LIMIT  # the file once more, as a form's field writes it
MOST_FAULTS = 50
ENCODINGS: dict[str, str] = {  # msgids
    Encoding.UTF_8.value: "UTF-8 (as most programs write today)",
    Encoding.WINDOWS_1252.value: "Windows-1252 (older Excel)",
}
ORDERS: dict[str, str] = {
    Order.LIST.value: "u8 complaints, u9 facilities (list of the regulation)",
    Order.ANNEX.value: "u8 facilities, u9 complaints (questionnaire of the annex)",
}


class LookForm(FlaskForm):
    file = FileField()
    encoding = StringField()
    order = StringField()
    day = StringField()


class TakeForm(FlaskForm):
    content = HiddenField()  # of the file that was looked at
    encoding = StringField()
    order = StringField()
    day = StringField()


@blueprint.get("/surveys/import")
@Address(Right.ENTER_FORMS, "Takes in a file of survey answers", query={"taken": ROW})
def page() -> Response:
    taken = request.args.get("taken", "")
    return _page(taken=taken if taken.isdecimal() else "")


@blueprint.post("/surveys/import")
@Address(Right.ENTER_FORMS, "Shows what a file of answers would bring", body=LookForm, refuses=(400,), limit=LIMIT)
def look() -> Response:
    form = LookForm()
    content = form.file.data.read() if form.file.data else b""
    if not content:
        return _page(fault=translate(lang(), "Please choose a file."), status=400)
    try:
        meant = _meant(form)
    except BadInput:
        return _page(fault=translate(lang(), "The day is today or earlier, at most two years ago."), status=400)
    seen = papers.look(desk(), officer().office_id, content, meant)
    return _page(seen=seen, meant=meant, content=base64.b64encode(content).decode())


@blueprint.post("/surveys/import/take")
@Address(Right.ENTER_FORMS, "Takes the file that was looked at", body=TakeForm, gives=REDIRECT, refuses=(400, 409),
         limit=TWICE)  # fmt: skip
def take() -> AnyResponse:
    form = TakeForm()
    try:
        content = base64.b64decode(str(form.content.data or ""), validate=True)
    except (binascii.Error, ValueError) as exc:
        raise MalformedRequest from exc
    try:
        taken = papers.take_file(desk(), officer().office_id, content, _meant(form), by=officer().officer_id)
    except FileTakenBefore as exc:
        return _page(fault=message(exc), status=STATUS[FileTakenBefore])
    return redirect(url_for("survey_imports.page", taken=taken))


def _meant(form: LookForm | TakeForm) -> Meant:
    encoding, order = str(form.encoding.data or ""), str(form.order.data or "")
    day = typed.day(str(form.day.data or ""))
    if encoding not in ENCODINGS or order not in ORDERS or day is None:
        raise BadInput(field="file", expected="")
    return Meant(Encoding(encoding), Order(order), day)


def _page(
    *,
    seen: Look | None = None,
    meant: Meant | None = None,
    content: str = "",
    fault: str = "",
    status: int = 200,
    taken: str = "",
) -> Response:
    faults = [
        (each.line, translate(lang(), each.message, **each.values)) for each in (seen.faults if seen else ())
    ]  # fmt: skip
    days = sorted({each.day for each in seen.answers}) if seen else []
    text = render_template(
        "survey/import.html", office_name=office_name(), seen=seen, meant=meant, content=content, fault=fault,
        faults=faults[:MOST_FAULTS], more=max(0, len(faults) - MOST_FAULTS), encodings=ENCODINGS, orders=ORDERS,
        today=today_of().isoformat(), taken=taken,
        span=[short_date(each, lang=lang()) for each in (days[0], days[-1])] if days else [],
    )  # fmt: skip
    return make_response(text, status)
