"""How many counters a weekday asks for, and what one more would have done on a past day. Reads only."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel.dates import get_day_names
from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange

from queue_app.apart import Exhausted
from queue_app.domain.evidence.staffing.needed import Judged
from queue_app.domain.evidence.staffing.pattern import LEAST_DAYS
from queue_app.domain.evidence.staffing.service_times import LEAST_TIMES
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.reports.spreadsheet import Value, csv_text
from queue_app.screens import preview, staffing
from queue_app.screens.staffing import Staffing
from queue_app.screens.staffing_past import PastDay, past_day
from queue_app.texts import long_date, translate
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.day_field import DayField
from queue_app.web.frame.pages import desk, lang
from queue_app.web.staffing_words import (
    COLUMNS,
    TELLINGS,
    clock,
    minutes,
    number,
    share,
    told_past,
    told_staffing,
)  # fmt: skip

blueprint = Blueprint("staffing", __name__)
TARGET_MIN = (1, 240)


class StaffingForm(Form):
    weekday = SelectField(choices=[str(each) for each in range(7)], validators=[InputRequired()])
    target_min = IntegerField(validators=[InputRequired(), NumberRange(*TARGET_MIN)])
    day = DayField()


@blueprint.get("/staffing")
@Address(Right.HISTORY, "How many counters a weekday asks for", query=StaffingForm)
def page() -> str:
    form, days = _form(), preview.choices(desk(), officer().office_id)
    faults = _faults(form, days)
    past = None
    if days.last and "day" not in faults:
        past = past_day(desk(), officer().office_id, form.day.data)
    return render_template(
        "staffing.html", form=form, faults=faults, names=_day_names(), days=days, limits=TARGET_MIN,
        query=_query(form), office_name=office_name(), **_past(past),
    )  # fmt: skip


@blueprint.get("/staffing/answer")
@Address(Right.HISTORY, "The answer about a weekday, a part of its page", query=StaffingForm, refuses=(404,))
def answer() -> str:
    try:
        found = _found()
    except Exhausted:
        return render_template("staffing_answer.html", found=None)
    return render_template("staffing_answer.html", found=found, least_times=LEAST_TIMES, **_answer(found))


@blueprint.get("/staffing.csv")
@Address(
    Right.HISTORY, "The counters that a weekday asks for, as a table", query=StaffingForm, gives="text/csv",
    refuses=(404,),
)  # fmt: skip
def table() -> Response:
    try:
        found = _found()
    except Exhausted as exc:  # the page that leads here says so first
        raise NotFound(what="page") from exc
    heads = [translate(lang(), each) for each in COLUMNS]
    response = Response(csv_text([heads, *_numbers(found)]), mimetype="text/csv")
    name = f"staffing-{found.weekday + 1}-{found.target_min}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _form() -> StaffingForm:
    """What was asked; what was not is filled with tomorrow's weekday, the office's own limit and the last day."""
    chosen = staffing.choices(desk(), officer().office_id)
    last = preview.choices(desk(), officer().office_id).last
    given = {"weekday": chosen.weekday, "target_min": chosen.target_min, "day": last or ""}
    asked = {name: request.args[name] for name in given if name in request.args}
    return StaffingForm(MultiDict({name: str(value) for name, value in {**given, **asked}.items()}))


def _found() -> Staffing:
    """Raises NotFound (a question that no page asks), Exhausted."""
    form = _form()
    form.validate()
    if form.weekday.errors or form.target_min.errors:
        raise NotFound(what="page")
    return staffing.staffing(
        desk(), officer().office_id, weekday=int(form.weekday.data), target_min=int(form.target_min.data or 0)
    )


def _query(form: StaffingForm) -> dict[str, Any]:
    return {"weekday": form.weekday.data, "target_min": form.target_min.data, "lang": lang()}


def _faults(form: StaffingForm, days: preview.Choices) -> dict[str, str]:
    """Field -> what is wrong with it, in the reader's language."""
    form.validate()
    found = {}
    if "target_min" in form.errors:
        low, high = TARGET_MIN
        found["target_min"] = translate(lang(), "A whole number from {low} to {high}.", low=low, high=high)
    if "weekday" in form.errors:
        found["weekday"] = translate(lang(), "Choose one of these.")
    day: date | None = form.day.data
    if days.first and days.last and not (day and days.first <= day <= days.last):
        first, last = (long_date(each, lang=lang()) for each in (days.first, days.last))
        found["day"] = translate(lang(), "Choose a day from {first} to {last}.", first=first, last=last)
    return found


def _day_names() -> list[str]:
    names = get_day_names("wide", locale=lang())
    return [names[each] for each in range(7)]


def _answer(found: Staffing) -> dict[str, Any]:
    name = _day_names()[found.weekday]
    return {
        "name": name,
        "least": LEAST_DAYS,
        "told": told_staffing(found, name, lang=lang()),
        "columns": [translate(lang(), each) for each in COLUMNS],
        "rows": [[_shown(place, each) for place, each in enumerate(row)] for row in _numbers(found)],
        "bars": _bars(found),
        "order": [found.numbers[each] for each in found.answer.order] if found.answer else [],
        "spread": share(found.pattern.day_spread**0.5, lang=lang()),
        "services": [
            (each.name[lang()], each.times.own, minutes(each.times.median_s, lang=lang()), each.times.is_prior)
            for each in found.services
        ],
        "first": long_date(found.first, lang=lang()),
        "last": long_date(found.last, lang=lang()),
        "query": {"weekday": found.weekday, "target_min": found.target_min, "lang": lang()},
    }


def _numbers(found: Staffing) -> list[list[Value]]:
    """Of each half hour what COLUMNS say."""
    if found.answer is None:
        return []
    answer = found.answer
    usual = answer.usual.halves if answer.usual else [None] * len(answer.halves)
    lines = zip(answer.halves, answer.arrivals, answer.needed.halves, usual, strict=True)
    return [
        [clock(half), round(arrivals, 1), *_judged(needed), *_judged(before)]
        for half, arrivals, needed, before in lines
    ]


def _judged(each: Judged | None) -> list[Value]:
    if each is None:
        return [None, None, None]
    return [each.counters, None if each.p90_s is None else round(each.p90_s / 60, 1), round(each.holds, 2)]


def _shown(place: int, value: Value) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return "–"
    if place in {4, 7}:
        return share(value, lang=lang())
    return str(value) if isinstance(value, int) else number(value, lang=lang())


def _bars(found: Staffing) -> list[tuple[str, int, int | None]]:
    """From, needed and usually open of each half hour."""
    return [(str(row[0]), int(row[2] or 0), None if row[5] is None else int(row[5])) for row in _numbers(found)]


def _past(past: PastDay | None) -> dict[str, Any]:
    if past is None or past.found is None:
        return {"past": past, "lines": []}
    found = past.found
    tellings = zip(TELLINGS, (found.as_it_was, found.again, found.more, found.fewer), strict=True)
    return {
        "past": past,
        "past_told": told_past(past, lang=lang()),
        "day_name": long_date(past.day, lang=lang()),
        "off": None if found.off_s is None else minutes(found.off_s, lang=lang()),
        "lines": [
            (translate(lang(), name), each.waits.count,
             *(minutes(one, lang=lang()) for one in (each.waits.median_s, each.waits.p90_s, each.waits.longest_s)),
             each.left)
            for name, each in tellings
            if each is not None
        ],
    }  # fmt: skip
