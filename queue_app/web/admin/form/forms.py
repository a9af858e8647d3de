"""From a table of blanks to a form with its CSRF token, and from the faults of a set-up to its fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field

from queue_app.actions.office import setup
from queue_app.domain.log.errors import FaultyPlan, MalformedRequest
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.plan import OfficePlan
from queue_app.texts import translate, with_dates
from queue_app.web.admin.form.fields import Blank, Check, Lines, Options, Several
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import desk, lang
from queue_app.web.journal.words import SETUP

Edit = Callable[[OfficePlan], OfficePlan]
FieldOf = Callable[[Fault], str | None]  # the form's field that a fault belongs to


@dataclass(frozen=True, slots=True)
class Part:
    """Blanks that belong together, under one heading. title, about: msgids."""

    title: str
    blanks: tuple[Blank, ...]
    about: str = ""
    mark: str = ""  # a class for the part's looks


class SetupForm(FlaskForm):
    """A form of blanks. What was typed stays in it, whatever was wrong."""

    def values(self) -> dict[str, Any]:
        """What was typed, as the plan has it."""
        return {each.name: each.data for each in self if each.name != "csrf_token"}

    def asked(self, part: Part) -> list[Blank]:
        """Of the part's blanks those that this form has."""
        return [each for each in part.blanks if each.name in self]

    def is_wrong(self, part: Part) -> bool:
        return any(self[each.name].errors for each in self.asked(part))

    def read(self) -> bool:
        """Whether everything could be read. Raises MalformedRequest where a field was not sent at all."""
        if any(not each.raw_data for each in self if not isinstance(each, Check | Several | Options)):
            raise MalformedRequest
        return bool(self.validate())


def make_form(
    blanks: Iterable[Blank], plan: OfficePlan, *, values: Mapping[str, Any], is_sent: bool = True
) -> SetupForm:
    """A form of these blanks, filled with what was sent, else (or where something else was sent) with `values`."""
    members = {each.name: _field(each, plan) for each in blanks}
    sent = {} if is_sent else {"formdata": None}
    made = type("Form", (SetupForm,), members)(data=values, **sent)
    assert isinstance(made, SetupForm)  # noqa: S101 - type() promises less than it makes
    return made


def _field(blank: Blank, plan: OfficePlan) -> Field:
    more = {"choices": dict(blank.choices(plan))} if blank.choices else {}
    if blank.names and not blank.choices:
        more = {"choices": {code: translate(lang(), name) for code, name in blank.names.items()}}
    return blank.make(translate(lang(), blank.label), **blank.options, **more)


def attempt(form: SetupForm, edit: Edit, *, field_of: FieldOf) -> list[str] | None:
    """Writes the change: None when it was done. Else nothing was changed, each fault stands beside its field, and the
    answer is what belongs to no field of the form.
    """
    if not form.read():
        return []
    try:
        change(edit)
    except FaultyPlan as exc:
        return placed(form, faults_of(exc), field_of=field_of)
    return None


def change(edit: Edit) -> OfficePlan:
    """The one way from these pages into the set-up. Raises FaultyPlan."""
    return setup.change(desk(), officer().office_id, by=officer().officer_id, edit=edit)


def current() -> OfficePlan:
    """The set-up of the administrator's own office."""
    return setup.current(desk(), officer().office_id)


def places() -> int:
    """Over how many places something is to move: one by a button, more when it was dragged. Raises MalformedRequest."""
    told = request.form.get("places", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,3}", told):
        raise MalformedRequest
    return int(told)


def faults_of(error: FaultyPlan) -> list[Fault]:
    """The faults that a refusal carries."""
    found = error.data["faults"]
    assert isinstance(found, list)  # noqa: S101 - whoever raises it gives a list
    return found


def placed(form: SetupForm, faults: Sequence[Fault], *, field_of: FieldOf) -> list[str]:
    """Writes each fault beside its field; answers the others, in words, with what they are about."""
    others = []
    for fault in faults:
        name = field_of(fault)
        if name and name in form:
            line = line_of(fault) if isinstance(form[name], Lines) else ""
            form[name].errors = [*form[name].errors, line + words(fault)]
        else:
            others.append(about(fault) + words(fault))
    return others


def words(fault: Fault) -> str:
    """The fault in the reader's language."""
    values = {
        name: with_dates(str(value), lang=lang()) if isinstance(value, str | date) else value
        for name, value in fault.values.items()
    }
    return translate(lang(), fault.message, **values)


def line_of(fault: Fault) -> str:
    """Which line of a field that holds one text a line: the last part of the fault's place."""
    last = fault.where[-1] if len(fault.where) > 3 else None
    return translate(lang(), "Line {number}:", number=last + 1) + " " if isinstance(last, int) else ""


def about(fault: Fault) -> str:
    """What of the set-up the fault is about, where its place names one thing."""
    return translate(lang(), SETUP.get(str(fault.where[0]), str(fault.where[0]))).capitalize() + ": "
