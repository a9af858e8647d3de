"""The first start: four questions make the first office. Only for whoever can read what the server printed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, session
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse
from wtforms import IntegerField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import PasswordInput

from queue_app.actions.office import wizard
from queue_app.actions.office.wizard import KINDS, MOST_COUNTERS, Answers
from queue_app.domain.log.errors import NotFound, SignInRefused, TooManyTries
from queue_app.domain.log.rights import Right
from queue_app.domain.office import limits
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.plan import LEAST_PASSWORD, TABLES
from queue_app.texts import ZONE_LABELS, translate
from queue_app.web.frame.address import REDIRECT, TEXT, Address
from queue_app.web.frame.entry import enter
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("wizard", __name__)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
SIGN_IN = "/sign-in"
PURPOSE = b"antrean: the first office"
# Where a plan can be at fault for an answer -> the field that asked.
FIELD_OF: Mapping[tuple[str, ...], str] = {
    ("office", "name"): "name",
    ("office", "address"): "address",
    ("officer", "name"): "person",
    ("officer", "username"): "username",
    ("officer", "password"): "password",
}
FIELDS = Answers.__match_args__
LONGEST = {field: limits.longest(TABLES[table], name) for (table, name), field in FIELD_OF.items()}


class WizardForm(FlaskForm):
    name = StringField(validators=[InputRequired()])
    address = StringField()
    time_zone = SelectField(choices={zone: ZONE_LABELS[zone] for zone in ZONES})
    kind = RadioField(choices={kind: name for kind, (name, _file) in KINDS.items()}, default="disdukcapil")
    counters = IntegerField(validators=[InputRequired(), NumberRange(1, MOST_COUNTERS)], default=4)
    person = StringField(validators=[InputRequired()])
    username = StringField(validators=[InputRequired()])
    password = PasswordField(validators=[InputRequired()], widget=PasswordInput(hide_value=False))  # it stays typed


def key_of(secret: str) -> str:
    """The key that `antrean serve` prints for an empty database; it follows from the server's own secret."""
    return hmac.new(secret.encode(), PURPOSE, hashlib.sha256).hexdigest()[:32]


@blueprint.get("/setup")
@Address(Right.OPEN, "First start: four questions", refuses=(403, 404), query={"key": TEXT})
def page() -> Response:
    _refuse_if_founded()
    if not _has_key():
        return make_response(render_template("wizard_key.html", is_wrong="key" in request.args), 403)
    return _asked(WizardForm(), {})


@blueprint.post("/setup")
@Address(
    Right.OPEN, "Founds the first office", body=WizardForm, gives=REDIRECT, refuses=(403, 404), query={"key": TEXT}
)
def found() -> AnyResponse:
    if not _has_key():
        _refuse_if_founded()
        return make_response(render_template("wizard_key.html", is_wrong=True), 403)
    form = WizardForm()
    if not wizard.is_first(desk()):
        return _entered(form)  # a second click on the same answers
    form.validate()
    answers = _answers(form)
    wrong = dict(map(_field_and_reason, wizard.faults(desk(), answers)))
    wrong.update({name: _missing(name) for name in form.errors})
    if wrong:
        return _asked(form, wrong)
    wizard.found(desk(), answers)
    return _entered(form)


def _answers(form: WizardForm) -> Answers:
    """What was answered; in place of what was not, the usual, so that the rest can be looked at all the same."""
    told: dict[str, Any] = {name: form[name].data or "" for name in FIELDS}
    usual = {"kind": next(iter(KINDS)), "time_zone": ZONES[0], "counters": 1}
    return Answers(**{**told, **{name: value for name, value in usual.items() if name in form.errors}})


def _entered(form: WizardForm) -> AnyResponse:
    """The administrator is signed in; whoever answers for an office that is there must know the password of one."""
    try:
        return enter(str(form.username.data or ""), str(form.password.data or ""))
    except (SignInRefused, TooManyTries):
        return redirect(SIGN_IN)


def _refuse_if_founded() -> None:
    if not wizard.is_first(desk()):
        raise NotFound(what="page")


def _has_key() -> bool:
    """Kept with the browser once it was told: the link to the other language has no key in it."""
    told = request.args.get("key", "").strip() or str(session.get("setup_key", ""))
    is_right = hmac.compare_digest(told.encode(), key_of(str(current_app.config["SECRET_KEY"])).encode())
    if is_right:
        session["setup_key"] = told
    return is_right


def _asked(form: WizardForm, wrong: Mapping[str, str]) -> Response:
    shown = render_template(
        "wizard.html", form=form, wrong=wrong, most_counters=MOST_COUNTERS, longest=LONGEST, least=LEAST_PASSWORD
    )
    response = make_response(shown, 400 if wrong else 200)
    response.cache_control.no_store = True  # the password stands in it, where something else was wrong
    return response


def _missing(name: str) -> str:
    if name == "counters":
        return translate(lang(), "This must be a number from {least} to {most}.", least=1, most=MOST_COUNTERS)
    return translate(lang(), "Please fill this in.")


def _field_and_reason(fault: Fault) -> tuple[str, str]:
    """The field to mend, and why; a fault of none of the answers is told beside the first."""
    place = tuple(part for part in fault.where if isinstance(part, str))
    return FIELD_OF.get(place, "name"), translate(lang(), fault.message, **fault.values)
