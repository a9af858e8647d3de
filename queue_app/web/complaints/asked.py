"""What the forms of complaints ask for."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from queue_app.actions.citizen.complaints.handle import LAPOR_MOST, PLAIN
from queue_app.domain.citizen.complaints.lodged import TEXT_MOST
from queue_app.domain.citizen.complaints.states import Verb

VERBS = (*PLAIN, Verb.ASSIGN, Verb.ANSWER, Verb.FORWARD)


class StepForm(FlaskForm):
    """One step. public: the sender reads it. internal: who may see the complaint in the house does."""

    verb = SelectField(choices=sorted(VERBS))
    public = TextAreaField(validators=[Length(max=TEXT_MOST)])
    internal = TextAreaField(validators=[Length(max=TEXT_MOST)])
    to_id = IntegerField(validators=[Optional(), NumberRange(min=1, max=2**31 - 1)])
    no_lapor = StringField(validators=[Length(max=LAPOR_MOST)])
