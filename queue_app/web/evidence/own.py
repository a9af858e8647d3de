"""An officer and the own evidence: the periods, the report, every record, and the right of reply."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from queue_app.actions.evidence import own_letter
from queue_app.domain.evidence.targets import Target
from queue_app.domain.log.rights import Right
from queue_app.reports.evaluation.words import STATES
from queue_app.screens import evaluations
from queue_app.store.evidence.letters import Whose
from queue_app.texts import long_period, translate
from queue_app.web.evidence.shown import (
    SEEN,
    TEXT,
    day_asked,
    form,
    letter_page,
    page_of,
    records_page,
    seen,
    typed,
    whose,
)
from queue_app.web.frame.address import DAY, LARGE, REDIRECT, Address, Schema
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("evidence_own", __name__)
_LINES: Schema = {"type": "array", "items": {"type": "string"}}
FIELDS = ("plan", "aspect", "indicator", "target", "measure", "leader_plan")


@blueprint.get("/evidence/own")
@Address(Right.OWN_EVIDENCE, "The periods of one's own evidence")
def periods() -> str:
    found = evaluations.own_periods(desk(), desk().office(officer().office_id), officer().officer_id)
    told = [(each.code, long_period(each.code, lang=lang()), translate(lang(), STATES[state])) for each, state in found]
    return render_template("evidence/periods.html", office_name=office_name(), found=told)


@blueprint.get("/evidence/own/<period>")
@Address(Right.OWN_EVIDENCE, "One's own report of a period", refuses=(404,))
def page(period: str) -> str:
    mine = _mine(period)
    found = page_of(mine)
    own_letter.receive(desk(), mine, found.progress.report)
    return letter_page(found, side="own", base=f"/evidence/own/{period}")


@blueprint.get("/evidence/own/<period>/records")
@Address(Right.OWN_EVIDENCE, "One's own records of a day", refuses=(404,), query={"day": DAY})
def records(period: str) -> str:
    mine = _mine(period)
    found = evaluations.own_records(desk(), mine, day_asked())
    return records_page(page_of(mine), found, side="own", base=f"/evidence/own/{period}")


@blueprint.post("/evidence/own/<period>/note")
@Address(
    Right.OWN_EVIDENCE,
    "A note to the own report",
    body=form(text=TEXT),
    gives=REDIRECT,
    refuses=(404, 409),
    limit=LARGE,
)
def note(period: str) -> Response:
    own_letter.note(desk(), _mine(period), text=typed("text"))
    return _back(period, "note")


@blueprint.post("/evidence/own/<period>/targets")
@Address(
    Right.OWN_EVIDENCE, "The targets of the own SKP", body=form(**dict.fromkeys(FIELDS, _LINES)), gives=REDIRECT,
    refuses=(404, 409), limit=LARGE,
)  # fmt: skip
def targets(period: str) -> Response:
    columns = [[text.strip() for text in request.form.getlist(name)] for name in FIELDS]
    own_letter.set_targets(desk(), _mine(period), [Target(*row) for row in zip(*columns, strict=False)])
    return _back(period, "targets")


@blueprint.post("/evidence/own/<period>/dispute")
@Address(
    Right.OWN_EVIDENCE, "Disputes one of the own records, or the whole report",
    body=form(about={"type": "string", "maxLength": 60}, reason=TEXT), gives=REDIRECT, refuses=(404, 409), limit=LARGE,
)  # fmt: skip
def dispute(period: str) -> Response:
    own_letter.dispute(desk(), _mine(period), about=typed("about"), reason=typed("reason"))
    return _back(period, "disputes")


@blueprint.post("/evidence/own/<period>/discussed")
@Address(Right.OWN_EVIDENCE, "The own report was discussed", body=form(seen=SEEN), gives=REDIRECT, refuses=(404, 409))
def discussed(period: str) -> Response:
    own_letter.discuss(desk(), _mine(period), seen=seen())
    return _back(period, "discussed")


def _mine(period: str) -> Whose:
    return whose(officer().officer_id, period)


def _back(period: str, part: str) -> Response:
    return redirect(f"/evidence/own/{period}#{part}")
