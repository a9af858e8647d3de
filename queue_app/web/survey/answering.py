"""The survey on the citizen's page: plain forms, that any phone sends, once for each served ticket.

The address is the secret, as of the page it hangs on: no session, no token beside it. Nothing of it is logged.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from flask import Blueprint, Response, make_response, redirect, render_template, request
from limits import RateLimitItemPerSecond
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.citizen.survey import answer as verbs
from queue_app.actions.citizen.survey.answer import FACES, LONGEST_COMMENT
from queue_app.domain.citizen.survey.answers import CHOICES, Channel, Respondent
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017
from queue_app.domain.log.errors import BadInput, TooFast
from queue_app.domain.log.rights import Right
from queue_app.domain.log.survey_errors import AlreadyAnswered, NotServed, SurveyOver
from queue_app.screens import ticket
from queue_app.screens.survey.asked import asked
from queue_app.store.office.now import office_now
from queue_app.web.frame import guesses, marked, staff_devices
from queue_app.web.frame.address import REDIRECT, TEXT, Address, Schema, words
from queue_app.web.frame.auth import signed_in
from queue_app.web.frame.hosts import refuse_foreign_page
from queue_app.web.frame.pages import at, desk, lang
from queue_app.web.frame.throttle import throttle

blueprint = Blueprint("survey_answers", __name__)

ANSWERS = RateLimitItemPerSecond(30, 3600)  # of one address, behind which a whole waiting room may be
LIMIT = 48 * 1024  # bytes: a comment of the longest, in letters of three bytes, as a form sends them
STANDS = (AlreadyAnswered, SurveyOver, NotServed)  # the page that it leads back to says so
YES_NO: Mapping[str, bool] = {"yes": True, "no": False}
_SCORE: Schema = {"type": "integer", "minimum": FACES[0], "maximum": FACES[-1]}
_SAID: dict[str, Schema] = {name: words(each.code for each in choices) for name, choices in CHOICES.items()}
_FORM: Schema = {
    "type": "object",
    "properties": {
        **dict.fromkeys(SKM_2017.codes, _SCORE), **_SAID, "has_disability": words(YES_NO), "comment": TEXT,
    },
}  # fmt: skip
_PRESS: Schema = {"type": "object", "properties": {"score": _SCORE}}


@blueprint.get("/t/<token>/survey")
@Address(Right.OPEN, "The survey of a visit that is finished", refuses=(404, 429))
def page(token: str) -> Response:
    return _page(token)


@blueprint.post("/t/<token>/survey")
@Address(Right.OPEN, "Answers the survey, once", body=_FORM, gives=REDIRECT, refuses=(403, 404, 409, 429),
         limit=LIMIT, has_session=False)  # fmt: skip
def take(token: str) -> AnyResponse:
    refuse_foreign_page()
    values, said, comment = _values(), _respondent(), request.form.get("comment", "").strip()
    ticket_id, office_id = guesses.ticket_of("survey", token)
    if signed_in() is not None:
        return redirect(at(f"/t/{token}/survey"))  # which says why nothing was taken
    if not values or len(comment) > LONGEST_COMMENT or "\x00" in comment:
        return _page(token, is_wrong=True)
    not_too_many()
    with suppress(*STANDS):
        verbs.answer(
            desk(), office_id, ticket_id=ticket_id, token=token, channel=Channel.PAGE, values=values,
            respondent=said, comment=comment, is_own_device=staff_devices.is_one(),
        )  # fmt: skip
    return redirect(at(f"/t/{token}/survey"))


@blueprint.post("/t/<token>/rating")
@Address(Right.OPEN, "Presses one of four faces, once", body=_PRESS, gives=REDIRECT, refuses=(403, 404, 429),
         has_session=False)  # fmt: skip
def rate(token: str) -> AnyResponse:
    refuse_foreign_page()
    score = _score("score", required=True)
    ticket_id, office_id = guesses.ticket_of("survey", token)
    if signed_in() is None:
        not_too_many()
        with suppress(*STANDS):
            verbs.rate(desk(), office_id, ticket_id=ticket_id, token=token, score=score or 0)
    return redirect(at(f"/t/{token}#survey"))


def _page(token: str, *, is_wrong: bool = False) -> Response:
    ticket_id, office_id = guesses.ticket_of("survey", token)
    with desk().reading() as connection:
        office = office_now(connection, office_id)
        stands = asked(connection, office, ticket_id, token=token, seal=desk().seal, now=desk().clock())
        service = ticket.service_name(connection, office, ticket_id, lang=lang())
    text = render_template(
        "survey/answer.html", office=office, token=token, stand=stands.survey.value, service=service,
        instrument=SKM_2017, choices=CHOICES, yes_no=YES_NO, is_staff=signed_in() is not None, is_wrong=is_wrong,
        given=request.form, longest=LONGEST_COMMENT,
    )  # fmt: skip
    return make_response(text, 400 if is_wrong else 200)


def not_too_many() -> None:
    if not throttle().hit(ANSWERS, "survey answers", marked.address()):
        raise TooFast


def _values() -> dict[str, int]:
    """What was answered, by code; what was left out is not in it."""
    found = {code: _score(code) for code in SKM_2017.codes}
    return {code: score for code, score in found.items() if score is not None}


def _score(name: str, *, required: bool = False) -> int | None:
    typed = request.form.get(name, "")
    if not typed and not required:
        return None
    if typed not in {str(each) for each in FACES}:
        raise BadInput(field=name, expected="1-4")
    return int(typed)


def _respondent() -> Respondent:
    said = {name: _said(name, {each.code for each in choices}) for name, choices in CHOICES.items()}
    return Respondent(**said, has_disability=YES_NO.get(_said("has_disability", set(YES_NO)) or ""))


def _said(name: str, choices: set[str]) -> str | None:
    typed = request.form.get(name, "")
    if typed and typed not in choices:
        raise BadInput(field=name, expected=", ".join(sorted(choices)))
    return typed or None
