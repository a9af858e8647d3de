"""What the forms of the calendar carry, and which month a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from flask import request
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from queue_app.domain.evidence import periods
from queue_app.domain.evidence.leave import DECISIONS, KINDS, LONGEST_WORDS
from queue_app.domain.evidence.outages import KINDS as OUTAGES
from queue_app.domain.evidence.periods import A_MONTH, Period
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.office import intervals
from queue_app.web.frame.address import Schema
from queue_app.web.frame.day_field import DayField

LONGEST_TIME = 12  # characters: "pukul 13.00"
LARGEST_ID = 2**31 - 1
MONTH: dict[str, Schema] = {"month": {"type": "string", "pattern": "^2[0-9]{3}-(0[1-9]|1[0-2])$"}}
FAULTS: dict[str, str] = {  # field -> msgid
    "kind": "Please choose what it is.",
    "first": "Please give the first day as a date.",
    "last": "Please give the last day as a date.",
    "days": "The days lie at most a year back or ahead, and the last one is not before the first.",
    "day": "The day of an outage is today or one of the last 120 days.",
    "times": "Times are of one day, and the end comes after the beginning. An outage is noted once it is over.",
    "begins": "Times are of one day, and the end comes after the beginning. An outage is noted once it is over.",
    "ends": "Times are of one day, and the end comes after the beginning. An outage is noted once it is over.",
    "services": "Please choose services of this office.",
    "words": "A remark has at most 200 characters.",
    "reason": "A refusal needs a reason of at most 200 characters.",
    "decision": "Please approve or refuse.",
    "leave": "Please approve or refuse.",
    "csrf_token": "Please send the form once more.",
}


class LeaveForm(FlaskForm):
    kind = SelectField(choices=list(KINDS), validators=[InputRequired()])
    first = DayField(validators=[InputRequired()])
    last = DayField(validators=[Optional()])  # left out: the same day
    begins = StringField(validators=[Optional(), Length(max=LONGEST_TIME)])
    ends = StringField(validators=[Optional(), Length(max=LONGEST_TIME)])
    words = StringField(validators=[Optional(), Length(max=LONGEST_WORDS)])


class DecisionForm(FlaskForm):
    leave = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_ID)])
    decision = SelectField(choices=list(DECISIONS), validators=[InputRequired()])
    reason = StringField(validators=[Optional(), Length(max=LONGEST_WORDS)])


class OutageForm(FlaskForm):
    day = DayField(validators=[InputRequired()])
    begins = StringField(validators=[InputRequired(), Length(max=LONGEST_TIME)])
    ends = StringField(validators=[InputRequired(), Length(max=LONGEST_TIME)])
    kind = SelectField(choices=list(OUTAGES), validators=[InputRequired()])
    services = SelectMultipleField(coerce=int, choices=[], validate_choice=False)  # none: all


def minutes(begins: str | None, ends: str | None) -> tuple[int, int] | None:
    """Of the day, from "13.00" to "15.30"; None where both are left out. Raises BadInput (field times)."""
    if not (begins or "").strip() and not (ends or "").strip():
        return None
    try:
        [found] = intervals.parse(f"{begins} - {ends}")
    except ValueError as exc:
        raise BadInput(field="times", expected="08.00-10.00") from exc
    return found.opens_min, found.closes_min


def month(today: date) -> Period:
    """The one of the query; else that of today. Raises NotFound."""
    code = request.args.get("month")
    found = periods.read(code) if code else periods.month_of(today)
    if found.months != A_MONTH:
        raise NotFound(what="period")
    return found


def beside(shown: Period) -> tuple[Period, Period]:
    """The months before and after."""
    day = timedelta(days=1)
    return periods.month_of(shown.first - day), periods.month_of(shown.last + day)


def days_of(shown: Period) -> Iterator[date]:
    """Every day of the month."""
    day = shown.first
    while day <= shown.last:
        yield day
        day += timedelta(days=1)
