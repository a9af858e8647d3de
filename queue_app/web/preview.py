"""What another order would have done to the waits of a past day. Reads only; the order itself is set up elsewhere."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from babel.numbers import format_decimal
from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from queue_app.domain.log.rights import Right
from queue_app.domain.queue.routing import LIMITS, POLICIES, Policy
from queue_app.domain.queue.simulated.people import CLASSES, Waits
from queue_app.screens import preview as actions
from queue_app.screens.preview import EVERYBODY, Choices, Preview
from queue_app.texts import long_date, translate
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.day_field import DayField
from queue_app.web.frame.pages import desk, lang
from queue_app.web.wait_plot import plot

blueprint = Blueprint("preview", __name__)

NAMES: dict[str, str] = {  # of each order
    "arrival": "By arrival",
    "ratio": "Ratio",
    "ageing": "Head start",
    "appointment_window": "Appointments",
}
MEANINGS: dict[str, str] = {
    "arrival": "Whoever came first is called first. Priority changes nothing.",
    "ratio": "While both wait, one priority ticket is called after so many regular ones.",
    "ageing": "A priority ticket counts as having waited so many minutes longer.",
    "appointment_window": "Around its time an appointment is called first; all others by the ratio.",
}
NUMBERS_OF: dict[str, tuple[str, ...]] = {
    "arrival": (),
    "ratio": ("regular",),
    "ageing": ("head_start_min",),
    "appointment_window": ("early_min", "late_min", "appointed_in_a_row"),
}
NUMBERS: dict[str, str] = {
    "regular": "Regular calls to one priority call",
    "head_start_min": "Head start (minutes)",
    "early_min": "From so many minutes before",
    "late_min": "To so many minutes after",
    "appointed_in_a_row": "In a row, then one other",
    "help_after_min": "Help other counters after (minutes)",
}
CLASS_NAMES: dict[str, str] = {
    EVERYBODY: "Everybody",
    "regular": "Regular",
    "priority": "Priority",
    "appointed": "With an appointment",
}
SIDES = ("As it was", "Present order, replayed", "Other order, replayed")


def _number(name: str) -> IntegerField:
    return IntegerField(validators=[InputRequired(), NumberRange(*LIMITS[name])])


class PreviewForm(Form):
    day = DayField(validators=[InputRequired()])
    kind = RadioField(choices=list(POLICIES))
    regular = _number("regular")
    head_start_min = _number("head_start_min")
    early_min = _number("early_min")
    late_min = _number("late_min")
    appointed_in_a_row = _number("appointed_in_a_row")
    help_after_min = _number("help_after_min")

    def policy(self) -> Policy:
        return Policy(**{field.name: self[field.name].data for field in fields(Policy)})


@blueprint.get("/preview")
@Address(Right.PREVIEW, "A past day under another order", query=PreviewForm)
def page() -> str:
    choices = actions.choices(desk(), officer().office_id)
    form = _form(choices)
    faults = _faults(form, choices)
    found = None
    if choices.last and not faults:
        day: date = form.day.data
        found = actions.preview(desk(), officer().office_id, day=day, policy=form.policy())
    return render_template(
        "preview.html", form=form, choices=choices, faults=faults, limits=LIMITS, names=NAMES, meanings=MEANINGS,
        numbers=NUMBERS, numbers_of=NUMBERS_OF, short=_short, office_name=office_name(), **_result(found),
    )  # fmt: skip


def _form(choices: Choices) -> PreviewForm:
    """What was asked; what was not is filled with the last day, the present numbers and another kind of order."""
    other = "ratio" if choices.present.kind == "arrival" else "arrival"
    present = {field.name: getattr(choices.present, field.name) for field in fields(Policy)}
    asked = {name: request.args[name] for name in PreviewForm()._fields if name in request.args}
    given = {"day": choices.last and choices.last.isoformat(), **present, "kind": other, **asked}
    return PreviewForm(MultiDict({name: str(value) for name, value in given.items()}))


def _faults(form: PreviewForm, choices: Choices) -> dict[str, str]:
    """Field -> what is wrong with it, in the reader's language."""
    form.validate()
    found = {}
    for name in form.errors:
        low, high = LIMITS.get(name, (0, 0))
        found[name] = translate(lang(), "A whole number from {low} to {high}.", low=low, high=high)
    day = form.day.data
    if choices.first and choices.last and not (day and choices.first <= day <= choices.last):
        first, last = (long_date(each, lang=lang()) for each in (choices.first, choices.last))
        found["day"] = translate(lang(), "Choose a day from {first} to {last}.", first=first, last=last)
    if "kind" in form.errors:
        found["kind"] = translate(lang(), "Choose one of these.")
    return found


def _result(found: Preview | None) -> dict[str, Any]:
    if found is None or not found.services:
        return {"found": found, "classes": [], "services": [], "drawing": None, "off": None}
    sides = (found.as_it_was, found.under_present, found.under_other)
    kinds = [kind for kind in (EVERYBODY, *CLASSES) if any(side.by_class[kind].count for side in sides)]
    named = [(translate(lang(), CLASS_NAMES[kind]), [side.by_class[kind] for side in sides]) for kind in kinds]
    return {
        "found": found,
        "sides": [translate(lang(), side) for side in SIDES],
        "day_name": long_date(found.day, lang=lang()),
        "classes": [(name, [_row(waits) for waits in waits_of]) for name, waits_of in named],
        "left": [side.left for side in sides],
        "services": [
            (
                service.name(lang()),
                [_row(side.by_service.get(service.id, Waits(0, None, None, None))) for side in sides],
            )
            for service in found.services
        ],
        "drawing": plot(named),
        "off": None if found.off_s is None else _minutes(found.off_s),
    }


def _row(waits: Waits) -> tuple[int, str, str, str]:
    """Number, median, P90 and longest as they are shown."""
    return waits.count, _minutes(waits.median_s), _minutes(waits.p90_s), _minutes(waits.longest_s)


def _minutes(seconds: float | None) -> str:
    return "–" if seconds is None else format_decimal(round(seconds / 60, 1), "0.0", locale=lang())


def _short(policy: Policy) -> str:
    """The order in a few words: "Ratio 2:1"."""
    head_start = translate(lang(), "{count} min", count=policy.head_start_min)
    tail = {"ratio": f" {policy.regular}:1", "ageing": f" {head_start}"}.get(policy.kind, "")
    return translate(lang(), NAMES[policy.kind]) + tail
