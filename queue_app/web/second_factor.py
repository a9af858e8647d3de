"""The code beside the password: asked at sign-in and before a few steps, set up and given up on one's own page."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from queue_app.actions.office import accounts, second_factor
from queue_app.domain.log.errors import SignInRefused, WrongPassword
from queue_app.domain.log.rights import Right
from queue_app.domain.log.sign_in_errors import CodeRefused, SetUpExpired, TooManyCodes
from queue_app.domain.office.second_factor import DIGITS, enrolment
from queue_app.texts import long_time
from queue_app.web.frame import code_door, entry
from queue_app.web.frame.address import REDIRECT, TEXT, Address, always
from queue_app.web.frame.auth import is_required_of, must_prove, office_name, officer, session_token
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.navigation import page_after_sign_in
from queue_app.web.frame.pages import desk, lang
from queue_app.web.frame.qr import drawn

blueprint = Blueprint("second_factor", __name__)

PAGE = "/account/second-factor"
LONGEST_PASSWORD = 200
MOST_TYPED = 40  # a recovery code with whatever parts it


class CodeForm(FlaskForm):
    code = StringField(validators=[InputRequired(), Length(max=MOST_TYPED)])


class SetUpForm(CodeForm):
    password = PasswordField(validators=[Length(max=LONGEST_PASSWORD)])
    offer = HiddenField(validators=[InputRequired(), Length(max=400)])


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@Address(
    Right.OPEN, "The code beside a password that was right", body=CodeForm, gives=REDIRECT, statuses=(200, 302),
    refuses=(401, 429), query={"recovery": TEXT},
)  # fmt: skip
def sign_in() -> Response:
    who, form = code_door.found(), CodeForm()
    if who is None:
        return make_response(redirect("/sign-in"))
    if request.method != "POST":
        return make_response(_asked(form, "/sign-in/code"))
    try:
        return entry.enter_with_code(who, _typed(form))
    except (CodeRefused, TooManyCodes) as exc:
        return make_response(_asked(form, "/sign-in/code", message=message(exc)), STATUS[type(exc)])
    except SignInRefused:
        response = make_response(redirect("/sign-in"))
        code_door.forget(response)
        return response


@blueprint.route("/account/code", methods=["GET", "POST"])
@Address(
    Right.SIGNED_IN, "The code again, before a step that wants it fresh", body=CodeForm, gives=REDIRECT,
    refuses=(401, 429), query={"next": TEXT, "recovery": TEXT},
)  # fmt: skip
def again() -> Response:
    form, who = CodeForm(), officer()
    wished = page_after_sign_in(who, request.args.get("next", ""))
    if who.factor_at is None:
        return make_response(redirect(wished))
    if request.method != "POST":
        return make_response(_asked(form, request.full_path))
    try:
        code_door.knock_again(who.officer_id)
        token = second_factor.prove(desk(), who, session_token(), _typed(form))
    except (CodeRefused, TooManyCodes) as exc:
        return make_response(_asked(form, request.full_path, message=message(exc)), STATUS[type(exc)])
    code_door.opened_again(who.officer_id)
    return entry.with_session(token, wished)


@blueprint.route(PAGE, methods=["GET", "POST"])
@Address(
    Right.SIGNED_IN, "Codes of one's phone: set up, looked at", body=SetUpForm, gives=REDIRECT, refuses=(400, 401, 429),
    query={"new": TEXT}, fresh=lambda _way: "new" in request.args or request.method == "POST",
)  # fmt: skip
def page() -> Response:
    if request.method != "POST":
        return make_response(_page(SetUpForm()))
    form, who = SetUpForm(), officer()
    try:
        code_door.knock_again(who.officer_id)
        _prove_by_password(form)
        secret = second_factor.offered(desk(), who, str(form.offer.data or ""))
        token, codes = second_factor.set_up(desk(), who, secret=secret, typed=_typed(form))
    except SetUpExpired as exc:
        return make_response(_page(SetUpForm(formdata=None), message=message(exc)), STATUS[SetUpExpired])
    except (CodeRefused, TooManyCodes, WrongPassword) as exc:
        return make_response(_page(form, message=message(exc)), STATUS[type(exc)])
    code_door.opened_again(who.officer_id)
    shown = make_response(render_template("recovery_codes.html", codes=codes, office_name=office_name()))
    return entry.bearing(shown, token)


@blueprint.post(f"{PAGE}/give-up")
@Address(Right.SIGNED_IN, "Gives the codes up", gives=REDIRECT, refuses=(409,), fresh=always)
def give_up() -> Response:
    second_factor.give_up(desk(), officer(), is_required=is_required_of(officer()))
    return make_response(redirect(PAGE))


@blueprint.post(f"{PAGE}/told")
@Address(Right.SIGNED_IN, "Has read that the codes were taken away", gives=REDIRECT)
def told() -> Response:
    second_factor.told(desk(), officer())
    return make_response(redirect(page_after_sign_in(replace(officer(), unfactored_at=None), "")))


def _prove_by_password(form: SetUpForm) -> None:
    """Who has no code yet gives the password: whoever passes by an open screen must not set up one of theirs.

    Raises WrongPassword.
    """
    if officer().factor_at is None and not accounts.is_own_password(desk(), officer(), str(form.password.data or "")):
        raise WrongPassword


def _typed(form: CodeForm) -> str:
    """What was typed; too long a text is no code either. Raises CodeRefused."""
    if not form.validate():
        raise CodeRefused(at=desk().clock())
    return str(form.code.data)


def _asked(form: CodeForm, action: str, *, message: str | None = None) -> str:
    return render_template(
        "sign_in_code.html", form=form, action=action, message=message, digits=DIGITS,
        is_recovery="recovery" in request.args, other_way=_other_way(),
    )  # fmt: skip


def _other_way() -> str:
    """This page with the other kind of code."""
    asked = {name: value for name, value in request.args.items() if name == "next"}
    return "?" + urlencode(asked if "recovery" in request.args else {**asked, "recovery": "1"})


def _page(form: SetUpForm, *, message: str | None = None) -> str:
    who = officer()
    now = second_factor.standing(desk(), who)
    is_set = now.factor is not None and now.factor.secret is not None
    wants_new = not is_set or ("new" in request.args and not must_prove(who)) or request.method == "POST"
    return render_template(
        "second_factor.html", form=form, now=now, is_set=is_set, message=message, office_name=office_name(),
        offer=_offer(form) if wants_new else None, is_required=is_required_of(who), told_at=_told_at(now),
    )  # fmt: skip


def _offer(form: SetUpForm) -> dict[str, str]:
    """A secret to scan or to type: the one that was shown before where a code of it was wrong."""
    who = officer()
    try:
        secret = second_factor.offered(desk(), who, str(form.offer.data or ""))
        held = str(form.offer.data)
    except SetUpExpired:
        held = second_factor.offer(desk(), who)
        secret = second_factor.offered(desk(), who, held)
    uri = enrolment(secret, account=who.name, issuer=f"Antrean {office_name()}")
    spaced = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {"held": held, "secret": spaced, "qr": drawn(uri), "uri": uri}


def _told_at(now: second_factor.Standing) -> str:
    at = now.factor and (now.factor.removed_at or now.factor.set_at)
    zone = desk().office(officer().office_id).time_zone
    return long_time(at, zone, lang=lang()) if at else ""
