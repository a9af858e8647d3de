"""Dated notes on the page of the history: somebody writes one, or takes one off."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from queue_app.actions.evidence import day_notes
from queue_app.domain.evidence.day_notes import LONGEST
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.texts import translate
from queue_app.web.frame.address import REDIRECT, Address
from queue_app.web.frame.auth import officer
from queue_app.web.frame.day_field import DayField
from queue_app.web.frame.pages import desk, lang
from queue_app.web.history.asked import ASKED, Question
from queue_app.web.history.index import place, shown

blueprint = Blueprint("history_notes", __name__)

FAULTS: Mapping[str, str] = {  # field -> msgid
    "day": "The day of a note is today, or a day that is over.",
    "text": "A note has 1 to {longest} characters.",
}


class NoteForm(FlaskForm):
    day = DayField(validators=[InputRequired()])
    text = StringField(validators=[InputRequired(), Length(max=LONGEST)])


@blueprint.post("/history/notes")
@Address(
    Right.HISTORY, "Writes a note about what changed on a day", body=NoteForm, gives=REDIRECT, statuses=(302,),
    query=ASKED, refuses=(400, 404),
)  # fmt: skip
def write() -> AnyResponse:
    here, form = place(), NoteForm()
    asked = here.question()
    fault = _kept(form) if form.validate_on_submit() else next(iter(form.errors))
    if fault:
        return shown(here, asked, note_fault=translate(lang(), FAULTS[fault], longest=LONGEST))
    return _back(asked)


def _kept(form: NoteForm) -> str:
    """Keeps the note; answers the field that stands against it, a key of FAULTS, or nothing."""
    who = officer()
    try:
        day_notes.write(desk(), who.office_id, day=form.day.data, text=form.text.data or "", officer_id=who.officer_id)
    except BadInput as exc:
        return str(exc.data["field"])
    return ""


@blueprint.post("/history/notes/<int:note_id>/remove")
@Address(Right.HISTORY, "Takes a note off", gives=REDIRECT, statuses=(302,), query=ASKED, refuses=(400, 404))
def remove(note_id: int) -> AnyResponse:
    asked = place().question()
    day_notes.remove(desk(), officer().office_id, note_id=note_id, officer_id=officer().officer_id)
    return _back(asked)


def _back(asked: Question) -> AnyResponse:
    """To the same question."""
    return redirect(f"/history?{asked.query()}#notes")
