"""The kinds of fields in the administrator's forms: how each is typed, read back, and shown again as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields import TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from queue_app.domain.office import nip, typed
from queue_app.domain.office.faults import FAULTS
from queue_app.domain.office.plan import OfficePlan
from queue_app.texts import translate
from queue_app.web.frame.day_field import DayField
from queue_app.web.frame.pages import lang

Choices = Callable[[OfficePlan], Sequence[tuple[str, str]]]  # what is stored, what is read


def _(msgid: str) -> str:
    """Marks a text of a table for the catalogues; it is translated where it is shown."""
    return msgid


@dataclass(frozen=True, slots=True)
class Blank:
    """One field of a form: the plan's own name for it, and how it is asked for. label, help: msgids."""

    name: str
    label: str
    make: type[Field]
    help: str = ""
    choices: Choices | None = None  # what may be chosen in an office
    names: Mapping[str, str] | None = None  # of the codes it holds: code -> msgid; all may be chosen without `choices`
    alone: str = ""  # its label where no heading stands above it
    when: str = ""  # "add" or "edit" where it is asked only then; "never": it is only named, in faults and in the log
    looks: str = "half"  # its width and place, a class of admin.css
    options: dict[str, Any] = field(default_factory=dict)  # of the field's class


class Line(StringField):
    """One line of text."""

    def __init__(self, *args: Any, is_needed: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.is_needed = is_needed

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = valuelist[0].strip()
        if self.is_needed and not self.data:
            raise ValueError(said("empty"))


class Nip(Line):
    """The number of a civil servant, in the groups of print."""

    def _value(self) -> str:
        is_whole = bool(self.data) and bool(re.fullmatch(f"[0-9]{{{nip.LENGTH}}}", nip.digits(self.data)))
        return nip.grouped(nip.digits(self.data)) if is_whole else self.data or ""


class Paragraphs(TextAreaField):
    """A text of several lines."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = "\n".join(valuelist[0].splitlines()).strip()


class Lines(TextAreaField):
    """A list of texts, one a line."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = tuple(line.strip() for line in valuelist[0].splitlines() if line.strip())

    def _value(self) -> str:
        return "\n".join(self.data or ())


class Number(StringField):
    """A whole number; nothing where it may be left out."""

    def __init__(self, *args: Any, is_needed: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        self.is_needed = is_needed

    def process_formdata(self, valuelist: list[str]) -> None:
        text = typed.plain(valuelist[0]).strip() if valuelist else ""
        if not re.fullmatch(r"-?[0-9]{1,9}", text) and (text or self.is_needed):
            raise ValueError(said("must_be_number"))
        self.data = int(text) if text else None

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "" if self.data is None else str(self.data)


class Day(DayField):
    """A date."""

    def refusal(self) -> str:
        return said("must_be_date")


class OptionalDay(Day):
    """A date, or nothing."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and not valuelist[0].strip():
            self.data = None
        else:
            super().process_formdata(valuelist)


class _OneOfThese:
    """Says in the reader's language that a choice is none."""

    data: Any
    choices: Any

    def pre_validate(self, _form: object) -> None:
        told = list(self.choices)
        chosen = self.data if isinstance(self.data, list) else [self.data]
        if not set(chosen) <= set(told):
            raise ValidationError(said("must_be_one_of", choices=", ".join(told)))


class Choice(_OneOfThese, SelectField):
    """One of a list."""


class Options(_OneOfThese, RadioField):
    """One of a few, all of them in sight."""


class Several(_OneOfThese, SelectMultipleField):
    """Any of a list, all of them in sight."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class Check(BooleanField):
    """Yes or no."""


def said(code: str, **values: object) -> str:
    """A fault in the reader's language. code: a key of FAULTS."""
    return translate(lang(), FAULTS[code], **values)
