"""A supervisor and the team's evidence: who stands where, one report, and each step up to the lock."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from queue_app.actions.evidence import evaluations as steps
from queue_app.domain.evidence.cycle import LOCKED_ALONE, Decision
from queue_app.domain.log.cycle_errors import LetterChanged, TrialPeriod
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.log.rights import Right
from queue_app.reports.evaluation.words import STATES
from queue_app.screens import evaluations
from queue_app.screens.evaluations import Page
from queue_app.store.evidence.letters import Whose
from queue_app.texts import long_period, translate
from queue_app.web.evidence.periods_asked import asked, choices
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
from queue_app.web.frame.address import DAY, LARGE, REDIRECT, ROW, Address, words
from queue_app.web.frame.address import TEXT as ANY_TEXT
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("evidence_team", __name__)
OF = "/evidence/team/<int(max=2147483647):officer_id>/<period>"


@blueprint.get("/evidence/team")
@Address(Right.EVALUATE, "The team in a period, by name", refuses=(404,), query={"period": ANY_TEXT})
def page() -> str:
    office = desk().office(officer().office_id)
    period = asked(office)
    members = evaluations.team(desk(), office, period)
    return render_template(
        "evidence/team.html", office_name=office_name(), code=period.code, period=long_period(period.code, lang=lang()),
        choices=choices(office), is_trial=evaluations.is_trial(desk(), office.id, period),
        found=[(each, translate(lang(), STATES[each.state])) for each in members], own=officer().officer_id,
    )  # fmt: skip


@blueprint.get(OF)
@Address(Right.EVALUATE, "The report of one of the team", refuses=(404, 409))
def letter(officer_id: int, period: str) -> str:
    return letter_page(_page(_theirs(officer_id, period)), side="team", base=_base(officer_id, period))


@blueprint.get(f"{OF}/records")
@Address(Right.EVALUATE, "The records of one of the team on a day", refuses=(404, 409), query={"day": DAY})
def records(officer_id: int, period: str) -> str:
    theirs = _theirs(officer_id, period)
    found = evaluations.own_records(desk(), theirs, day_asked())
    return records_page(_page(theirs), found, side="team", base=_base(officer_id, period))


@blueprint.post(f"{OF}/publish")
@Address(Right.EVALUATE, "Publishes the draft", body=form(seen=SEEN), gives=REDIRECT, refuses=(404, 409))
def publish(officer_id: int, period: str) -> Response:
    return _done(officer_id, period, "top", lambda theirs, by: steps.publish(desk(), theirs, by=by, seen=seen()))


@blueprint.post(f"{OF}/feedback")
@Address(
    Right.EVALUATE, "The feedback to the officer", body=form(text=TEXT, seen=SEEN), gives=REDIRECT, refuses=(404, 409),
    limit=LARGE,
)  # fmt: skip
def feedback(officer_id: int, period: str) -> Response:
    return _done(
        officer_id, period, "feedback",
        lambda theirs, by: steps.feedback(desk(), theirs, text=typed("text"), by=by, seen=seen()),
    )  # fmt: skip


@blueprint.post(f"{OF}/decide")
@Address(
    Right.EVALUATE, "Decides a dispute", body=form(dispute=ROW, decision=words(Decision), answer=TEXT), gives=REDIRECT,
    refuses=(404, 409), limit=LARGE,
)  # fmt: skip
def decide(officer_id: int, period: str) -> Response:
    return _done(
        officer_id, period, "disputes",
        lambda theirs, by: steps.decide(
            desk(), theirs, dispute_id=_number("dispute"), decision=typed("decision"), answer=typed("answer"), by=by
        ),
    )  # fmt: skip


@blueprint.post(f"{OF}/discussed")
@Address(Right.EVALUATE, "The report was discussed", body=form(seen=SEEN), gives=REDIRECT, refuses=(404, 409))
def discussed(officer_id: int, period: str) -> Response:
    return _done(officer_id, period, "discussed", lambda theirs, by: steps.discuss(desk(), theirs, by=by, seen=seen()))


@blueprint.post(f"{OF}/lock")
@Address(
    Right.EVALUATE, "Locks the report for ever", body=form(reason=words(["", *LOCKED_ALONE]), seen=SEEN),
    gives=REDIRECT, refuses=(404, 409),
)  # fmt: skip
def lock(officer_id: int, period: str) -> Response:
    return _done(
        officer_id, period, "top",
        lambda theirs, by: steps.lock(desk(), theirs, by=by, seen=seen(), reason=typed("reason")),
    )  # fmt: skip


def _done(officer_id: int, period: str, part: str, step: Callable[[Whose, int], None]) -> Response:
    """Back to the report; where it was not taken, what was typed stands there still."""
    theirs = _theirs(officer_id, period)
    try:
        step(theirs, officer().officer_id)
    except (LetterChanged, BadInput) as exc:
        shown = letter_page(
            _page(theirs), side="team", base=_base(officer_id, period), message=message(exc), kept=request.form
        )
        return make_response(shown, STATUS[type(exc)])
    return redirect(f"{_base(officer_id, period)}#{part}")


def _theirs(officer_id: int, period: str) -> Whose:
    return whose(officer_id, period)


def _page(theirs: Whose) -> Page:
    """Raises NotFound, TrialPeriod."""
    found = page_of(theirs)
    if found.is_trial:
        raise TrialPeriod
    return found


def _base(officer_id: int, period: str) -> str:
    return f"/evidence/team/{officer_id}/{period}"


def _number(name: str) -> int:
    text = typed(name)
    if not (text.isascii() and text.isdecimal() and len(text) <= 10):
        raise NotFound(what="dispute")
    return int(text)
