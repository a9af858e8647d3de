"""Before and after: dated changes of the office, and what the survey says about each, with the honest verdict."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from queue_app.actions.citizen.survey import changes as actions
from queue_app.actions.citizen.survey.changes import LONGEST_NAME
from queue_app.domain.citizen.survey.compared import Verdict
from queue_app.domain.citizen.survey.periods import SurveyPeriod
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.domain.office import typed
from queue_app.reports.survey import words
from queue_app.screens.survey.changes import Around, Dated, Kind, compared_changes
from queue_app.texts import long_date, translate
from queue_app.web.frame.address import DAY, REDIRECT, TEXT, Address, Schema
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("ikm_changes", __name__)
ENTRY: Schema = {"type": "object", "properties": {"day": DAY, "name": TEXT}, "required": ["day", "name"]}
NOTHING: Schema = {"type": "object", "properties": {}}
FAULTS: dict[str, str] = {  # field -> msgid
    "day": "The day of a change is today, or a day that is over.",
    "name": "The change has 1 to {name} characters.",
}
KINDS: dict[Kind, str] = {  # what people typed stands as it is
    Kind.COURSE: "Course: {name}",
    Kind.COUNTER: "New counter {name}",
    Kind.ORDER: "Another order of the queue",
    Kind.FOLLOW_UP: "Follow-up done: {name}",
}
VERDICTS: dict[Verdict, str] = {
    Verdict.IMPROVED: "better",
    Verdict.WORSE: "worse",
    Verdict.NOT_SHOWN: "no change shown yet",
    Verdict.TOO_FEW: "too little data",
}


@blueprint.get("/ikm/changes")
@Address(Right.SURVEYS, "The survey before and after dated changes")
def page() -> str:
    return _page()


@blueprint.post("/ikm/changes")
@Address(Right.PUBLISH, "Notes a change of the office", body=ENTRY, gives=REDIRECT, refuses=(400,))
def note() -> Response:
    day = typed.day(request.form.get("day", "")) or date.max
    try:
        actions.note(desk(), officer().office_id, day=day, name=request.form.get("name", ""), by=officer().officer_id)
    except BadInput as exc:
        fault = translate(lang(), FAULTS[str(exc.data["field"])], name=LONGEST_NAME)
        return make_response(_page(fault=fault), 400)
    return redirect("/ikm/changes")


@blueprint.post("/ikm/changes/<int(max=2147483647):change_id>/withdraw")
@Address(Right.PUBLISH, "Withdraws a noted change", body=NOTHING, gives=REDIRECT, refuses=(404,))
def withdraw(change_id: int) -> Response:
    actions.withdraw(desk(), officer().office_id, change_id=change_id, by=officer().officer_id)
    return redirect("/ikm/changes")


def _page(*, fault: str = "") -> str:
    found = compared_changes(desk(), desk().office(officer().office_id))
    return render_template(
        "ikm/changes.html", office_name=office_name(), fault=fault, kept=request.form if fault else {},
        found=[told(each) for each in found], most=LONGEST_NAME, may_note=Right.PUBLISH in officer().rights,
    )  # fmt: skip


def told(around: Around) -> dict[str, Any]:
    """A change in words. difference: "" where there is too little data."""
    found, months = around.change, around.spans
    is_told = found is not None and found.difference is not None
    return {
        "id": around.dated.id if around.dated.kind is Kind.TYPED else 0, "name": _name(around.dated),
        "day": long_date(around.dated.day, lang=lang()), "verdict": translate(lang(), VERDICTS[around.verdict]),
        "code": around.verdict.value, "is_improved": around.verdict is Verdict.IMPROVED,
        "before": _months(months.before) if months else "", "after": _months(months.after) if months else "",
        "n": [words.number(each, lang=lang()) for each in (found.n_before, found.n_after)] if found else [],
        "difference": [
            words.signed(each, lang=lang()) for each in (found.difference, found.low, found.high) if each is not None
        ] if found and is_told else [],
        "beside": [_name(each) for each in around.beside],
    }  # fmt: skip


def _name(dated: Dated) -> str:
    return translate(lang(), KINDS[dated.kind], name=dated.name) if dated.kind in KINDS else dated.name


def _months(side: tuple[SurveyPeriod, ...]) -> str:
    first, last = (words.period_name(each, lang=lang()) for each in (side[0], side[-1]))
    return first if first == last else f"{first} – {last}"
