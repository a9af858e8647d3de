"""How one's own complaint stands, and what its sender can do: by its code, which is typed and stands in no address."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, render_template, request

from queue_app.actions.citizen.complaints import rating, sender
from queue_app.domain.citizen.complaints.codes import read_code, spaced
from queue_app.domain.citizen.complaints.deadlines import COMPLETE_WITHIN_DAYS, REPLY_WITHIN_DAYS
from queue_app.domain.citizen.complaints.states import NAMES, Verb
from queue_app.domain.citizen.complaints.words import CATEGORIES, DONE, KINDS
from queue_app.domain.log.errors import BadInput, NotFound, QueueError
from queue_app.domain.log.rights import Right
from queue_app.screens.complaints.office import Line
from queue_app.screens.complaints.sender import Own, own
from queue_app.store.citizen.complaints.steps import Step
from queue_app.store.office.now import OfficeNow
from queue_app.texts import long_date, translate
from queue_app.web.frame.address import TEXT, Address, Schema, words
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.hosts import refuse_foreign_page
from queue_app.web.frame.pages import desk, lang
from queue_app.web.voice import limits
from queue_app.web.voice.page import of, unkept

blueprint = Blueprint("voice_status", __name__)

Act = Callable[[int, str], None]  # office, code
ACTS: dict[str, Act] = {  # what a button says
    "complete": lambda office, code: sender.complete(desk(), office, code=code, text=request.form.get("text", "")),
    "withdraw": lambda office, code: sender.withdraw(desk(), office, code=code),
    "reopen": lambda office, code: sender.reopen(desk(), office, code=code, text=request.form.get("text", "")),
    "rate": lambda office, code: rating.rate(desk(), office, code=code, score=_score()),
}
TOLD = {
    "complete": "Thank you. What you added was sent.",
    "withdraw": "It is withdrawn.",
    "reopen": "It is opened again.",
    "rate": "Thank you. It is settled.",
}
FORM: Schema = {
    "type": "object",
    "properties": {"code": TEXT, "act": words(ACTS), "text": TEXT, "score": words("1234")},
    "required": ["code"],
}
SCORES = {"4": "Very good", "3": "Good", "2": "Not good", "1": "Bad"}
RATED = "Settled: the sender says {score}"


@blueprint.get("/voice/<slug>/status")
@Address(Right.OPEN, "How a complaint stands: the place for its code")
def ask(slug: str) -> Response:
    return unkept(_ask(of(slug), ""))


@blueprint.post("/voice/<slug>/status")
@Address(
    Right.OPEN, "How a complaint stands, by its code; and what its sender does with it", body=FORM,
    refuses=(403, 404, 409, 429), has_session=False,
)  # fmt: skip
def status(slug: str) -> Response:
    refuse_foreign_page()
    office, typed = of(slug), request.form.get("code", "")
    try:
        limits.require_room(limits.GUESSES)
        own(desk(), office.id, typed)
    except QueueError as refusal:
        if isinstance(refusal, NotFound):
            limits.count(limits.GUESSES)
        told = translate(lang(), "There is nothing under this code.") if isinstance(refusal, NotFound) else ""
        return unkept(_ask(office, told or message(refusal)), STATUS[type(refusal)])
    code = read_code(typed) or ""
    told, is_fault, answered = _done(office, code)
    return unkept(_shown(office, code, own(desk(), office.id, code), told, is_fault=is_fault), answered)


def _done(office: OfficeNow, code: str) -> tuple[str, bool, int]:
    """What was pressed, done; what is told of it, whether that is a fault, and the status of the answer."""
    act = request.form.get("act", "")
    if act not in ACTS:
        return "", False, 200
    try:
        ACTS[act](office.id, code)
    except BadInput:
        return translate(lang(), "Please write something first."), True, 400
    except QueueError as refusal:
        return message(refusal), True, STATUS.get(type(refusal), 400)
    return translate(lang(), TOLD[act]), False, 200


def _ask(office: OfficeNow, told: str) -> str:
    return render_template("voice/ask.html", office=office, office_name=office.name, told=told)


def _shown(office: OfficeNow, code: str, found: Own, told: str, *, is_fault: bool) -> str:
    line = found.line
    return render_template(
        "voice/status.html", office=office, office_name=office.name, code=code, spaced=spaced(code), found=found,
        line=line, state=NAMES[line.state], what=KINDS[line.lodged.kind], about=CATEGORIES[line.lodged.category],
        steps=[(long_date(each.on, lang=lang()), *_words(each)) for each in found.steps], told=told,
        is_fault=is_fault, day=lambda day: long_date(day, lang=lang()), scores=SCORES, due=_due(line),
        may={verb.value for verb in found.may},
    )  # fmt: skip


def _words(step: Step) -> tuple[str, str]:
    """What was done, and what was said with it."""
    said = step.said
    if said.verb is Verb.CLOSE and said.public:
        score = translate(lang(), SCORES[said.public[0]])
        return translate(lang(), RATED, score=score), ""
    days = COMPLETE_WITHIN_DAYS if said.verb is Verb.LAPSE else REPLY_WITHIN_DAYS
    return translate(lang(), DONE[said.verb], days=days), said.public


def _due(line: Line) -> str:
    return long_date(line.due[0].due_on, lang=lang()) if line.due else ""


def _score() -> int:
    typed = request.form.get("score", "")
    return int(typed) if typed in SCORES else 0
