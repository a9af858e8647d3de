"""The follow-up plan (RTL) of a period: from the lowest element on, with owner, due date and what became of it."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.citizen.survey import follow_up as actions
from queue_app.domain.citizen.survey import periods
from queue_app.domain.citizen.survey.follow_up import LONGEST_OWNER, LONGEST_PROGRAMME, LONGEST_TOLD, FollowUpEntry
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.domain.office import typed
from queue_app.reports.survey import rtl, words
from queue_app.screens.survey import follow_ups
from queue_app.screens.survey.ikm import periods as known_periods
from queue_app.texts import translate
from queue_app.web.frame.address import DAY, REDIRECT, TEXT, Address, Schema
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang
from queue_app.web.ikm.staff import CODE

blueprint = Blueprint("ikm_plan", __name__)
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = {"programme": LONGEST_PROGRAMME, "owner": LONGEST_OWNER, "told": LONGEST_TOLD}
FAULTS: dict[str, str] = {  # field -> msgid
    "unsur": "Choose one of the nine elements.",
    "programme": "The programme has 1 to {programme} characters.",
    "owner": "The one responsible has 1 to {owner} characters.",
    "due_on": "The due date is today or a day to come.",
    "realisation": "Say what was done, in at most {told} characters.",
    "evidence": "Say where it can be seen, in at most {told} characters.",
}
ENTRY: Schema = {
    "type": "object",
    "properties": {"period": CODE, "unsur": TEXT, "programme": TEXT, "owner": TEXT, "due_on": DAY, "public": TEXT},
    "required": ["period", "unsur", "programme", "owner", "due_on"],
}
DONE: Schema = {"type": "object", "properties": {"realisation": TEXT, "evidence": TEXT}}
NOTHING: Schema = {"type": "object", "properties": {}}


@blueprint.get("/ikm/plan")
@Address(Right.SURVEYS, "The follow-up plan of a period", query={"period": CODE}, refuses=(404,))
def page() -> str:
    return _page(_code())


@blueprint.post("/ikm/plan")
@Address(Right.PUBLISH, "Sets a line of the plan", body=ENTRY, gives=REDIRECT, refuses=(400, 404))
def note() -> AnyResponse:
    form, code = request.form, periods.read(request.form.get("period", "")).code
    entry = FollowUpEntry(
        code, form.get("unsur", ""), form.get("programme", ""), form.get("owner", ""),
        typed.day(form.get("due_on", "")) or date.min, bool(form.get("public")),
    )  # fmt: skip
    try:
        actions.set_line(desk(), officer().office_id, entry, by=officer().officer_id)
    except BadInput as exc:
        return _refused(code, exc)
    return redirect(f"/ikm/plan?period={code}")


@blueprint.post("/ikm/plan/<int(max=2147483647):line_id>/done")
@Address(Right.PUBLISH, "A line of the plan is done", body=DONE, gives=REDIRECT, refuses=(400, 404))
def done(line_id: int) -> AnyResponse:
    code = follow_ups.line(desk(), officer().office_id, line_id).entry.period
    told = {name: request.form.get(name, "") for name in ("realisation", "evidence")}
    try:
        actions.finish(desk(), officer().office_id, line_id=line_id, **told, by=officer().officer_id)
    except BadInput as exc:
        return _refused(code, exc)
    return redirect(f"/ikm/plan?period={code}")


@blueprint.post("/ikm/plan/<int(max=2147483647):line_id>/withdraw")
@Address(Right.PUBLISH, "Withdraws a line of the plan", body=NOTHING, gives=REDIRECT, refuses=(404,))
def withdraw(line_id: int) -> AnyResponse:
    code = follow_ups.line(desk(), officer().office_id, line_id).entry.period
    actions.withdraw(desk(), officer().office_id, line_id=line_id, by=officer().officer_id)
    return redirect(f"/ikm/plan?period={code}")


@blueprint.get("/ikm/plan.pdf")
@Address(Right.SURVEYS, "The plan on A4", query={"period": CODE}, gives=PDF, refuses=(404,))
def pdf() -> Response:
    from queue_app.reports.survey.rtl_pdf import rtl_pdf  # noqa: PLC0415 - fpdf2 takes memory and a while to load

    office = desk().office(officer().office_id)
    found = follow_ups.plan(desk(), office, _code())
    content = rtl_pdf(
        rtl.rows(found, lang=lang()), office_name() or "", found.period, lang=lang(), made_at=desk().clock()
    )
    return _file(content, PDF, f"rtl-{found.period.code}-{office.slug}.pdf")


@blueprint.get("/ikm/plan.xlsx")
@Address(Right.SURVEYS, "The plan as a workbook", query={"period": CODE}, gives=XLSX, refuses=(404,))
def workbook() -> Response:
    office = desk().office(officer().office_id)
    found = follow_ups.plan(desk(), office, _code())
    content = rtl.workbook(rtl.rows(found, lang=lang()), office_name() or "", found.period, lang=lang())
    return _file(content, XLSX, f"rtl-{found.period.code}-{office.slug}.xlsx")


def _code() -> str:
    """The period that was asked for, or the usual one. Raises NotFound."""
    asked = request.args.get("period", "")
    return periods.read(asked).code if asked else follow_ups.usual_code(desk(), desk().office(officer().office_id))


def _refused(code: str, exc: BadInput) -> AnyResponse:
    fault = translate(lang(), FAULTS[str(exc.data["field"])], **MOST)
    return make_response(_page(code, fault=fault), 400)


def _page(code: str, *, fault: str = "") -> str:
    office = desk().office(officer().office_id)
    found = follow_ups.plan(desk(), office, code)
    return render_template(
        "ikm/plan.html", office_name=office_name(), slug=office.slug, fault=fault, found=found, most=MOST,
        kept=request.form if fault else {}, period=found.period, name=words.period_name(found.period, lang=lang()),
        years=rtl.years(known_periods(desk(), office), lang=lang()), rows=rtl.rows(found, lang=lang()),
        choices=[(each, words.unsur(each), rtl.index_of(found, each, lang=lang())) for each in found.order],
        today=found.today, may_set=Right.PUBLISH in officer().rights,
    )  # fmt: skip


def _file(content: bytes, kind: str, name: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
