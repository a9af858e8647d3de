"""Forms as schemas: their fields, with the limits that the forms themselves hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FileField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import Regexp

from queue_app.web.admin.form.fields import Blank, Check, Number, Several

Schema = dict[str, Any]
CSRF: Schema = {"csrf_token": {"type": "string", "description": "As it stands in the page's form"}}
FORM, FORM_WITH_FILE = "application/x-www-form-urlencoded", "multipart/form-data"


def media_type(kind: type[FlaskForm]) -> str:
    """How a browser sends the form."""
    has_file = any(isinstance(each, FileField) for each in _fields(kind))
    return FORM_WITH_FILE if has_file else FORM


def of_blanks(blanks: Iterable[Blank]) -> Schema:
    """A form of the set-up; what may be chosen in it depends on the office."""
    asked = list(blanks)
    return {
        "type": "object",
        "properties": {**{each.name: _blank(each) for each in asked}, **CSRF},
        "required": [*(each.name for each in asked if not issubclass(each.make, Check | Several)), *CSRF],
    }


def _blank(blank: Blank) -> Schema:
    is_number = issubclass(blank.make, Number)
    return {"type": "string", "pattern": "^(-?[0-9]{1,9})?$"} if is_number else _kind(blank.make)(None)


def of_form(kind: type[FlaskForm]) -> Schema:
    """A form as it stands in its class."""
    fields = _fields(kind)
    return {
        "type": "object",
        "properties": {**{each.name: _field(each) for each in fields}, **CSRF},
        "required": [*(each.name for each in fields if each.flags.required), *CSRF],
    }


def _fields(kind: type[FlaskForm]) -> list[Field]:
    return list(kind(formdata=None, meta={"csrf": False}))


def _one_of(field: Any) -> Schema:
    """field: None where the choices are not known."""
    return {"type": "string", **({"enum": [value for value, *_ in field.iter_choices()]} if field else {})}


KINDS: dict[type[Field], Callable[[Any], Schema]] = {
    SelectMultipleField: lambda _field: {"type": "array", "items": {"type": "string"}},
    RadioField: _one_of,
    SelectField: _one_of,
    DateField: lambda _field: {"type": "string", "format": "date"},
    IntegerField: lambda _field: {"type": "integer"},
    BooleanField: lambda _field: {"type": "boolean"},
    FileField: lambda _field: {"type": "string", "format": "binary"},
    Field: lambda _field: {"type": "string"},
}
FLAGS = {"minlength": "minLength", "maxlength": "maxLength", "min": "minimum", "max": "maximum"}


def _kind(kind: type[Field]) -> Callable[[Any], Schema]:
    return next(KINDS[each] for each in kind.__mro__ if each in KINDS)


def _field(field: Field) -> Schema:
    limits = {
        name: getattr(field.flags, flag) for flag, name in FLAGS.items() if getattr(field.flags, flag) is not None
    }
    patterns = [each.regex.pattern for each in field.validators if isinstance(each, Regexp)]
    pattern = {"pattern": "^" + patterns[0].replace(r"\Z", "$")} if patterns else {}
    return {**_kind(type(field))(field), **limits, **pattern}
