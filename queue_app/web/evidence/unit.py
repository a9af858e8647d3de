"""The head of a unit: sums of all, and one officer's report for a reason that the log and the officer learn."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from queue_app.actions.evidence import openings
from queue_app.domain.evidence.cycle import OPENED
from queue_app.domain.log.cycle_errors import NotOpened, TrialPeriod
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.reports.evaluation.words import Words
from queue_app.screens import evaluations
from queue_app.texts import long_period
from queue_app.web.evidence.periods_asked import asked, choices
from queue_app.web.evidence.shown import TEXT, form, letter_page, page_of, typed, whose
from queue_app.web.frame.address import LARGE, REDIRECT, ROW, Address, words
from queue_app.web.frame.address import TEXT as ANY_TEXT
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("evidence_unit", __name__)
MOST_DIGITS = 10


@blueprint.get("/evidence/unit")
@Address(Right.AGGREGATES, "The unit in a period, in sums", refuses=(404,), query={"period": ANY_TEXT})
def page() -> str:
    office = desk().office(officer().office_id)
    period = asked(office)
    return render_template(
        "evidence/unit.html", office_name=office_name(), code=period.code, period=long_period(period.code, lang=lang()),
        choices=choices(office), is_trial=evaluations.is_trial(desk(), office.id, period),
        sums=evaluations.unit(desk(), office, period), people=evaluations.team(desk(), office, period),
        opened_for=OPENED, w=Words(lang(), office.time_zone),
    )  # fmt: skip


@blueprint.post("/evidence/unit/<period>/open")
@Address(
    Right.AGGREGATES, "Opens one officer's report for a reason",
    body=form(officer=ROW, reason=words(OPENED), words=TEXT), gives=REDIRECT, refuses=(404, 409), limit=LARGE,
)  # fmt: skip
def open_letter(period: str) -> Response:
    text = typed("officer")
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        raise BadInput(field="officer", expected="1-9999999999")
    theirs = whose(int(text), period)
    if evaluations.is_trial(desk(), theirs.office_id, theirs.period):
        raise TrialPeriod
    openings.open_letter(desk(), theirs, reader_id=officer().officer_id, reason=typed("reason"), words=typed("words"))
    return redirect(f"/evidence/unit/{period}/{theirs.officer_id}")


@blueprint.get("/evidence/unit/<period>/<int(max=2147483647):officer_id>")
@Address(Right.AGGREGATES, "One officer's report, opened today for a reason", refuses=(404, 409))
def letter(period: str, officer_id: int) -> str:
    theirs = whose(officer_id, period)
    found = page_of(theirs)
    if found.is_trial:
        raise TrialPeriod
    if not evaluations.is_open_to(desk(), theirs, officer().officer_id):
        raise NotOpened
    return letter_page(found, side="unit", base="/evidence/unit")
