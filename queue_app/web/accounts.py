"""Signing in and out, and one's own password."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask_wtf import FlaskForm
from limits import RateLimitItemPerSecond
from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Regexp

from queue_app.actions.office import accounts
from queue_app.domain.log.errors import PasswordsDiffer, QueueError, SignInRefused, TooManyTries, WrongPassword
from queue_app.domain.log.rights import Right
from queue_app.domain.office.faults import FAULTS
from queue_app.domain.office.plan import LEAST_PASSWORD
from queue_app.store.queue import counters
from queue_app.texts import translate
from queue_app.web.frame.address import REDIRECT, TEXT, Address, always
from queue_app.web.frame.auth import COOKIE, office_name, officer, session_token
from queue_app.web.frame.cookies import own_name
from queue_app.web.frame.entry import enter, with_session
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import config, desk, lang
from queue_app.web.frame.throttle import throttle

blueprint = Blueprint("accounts", __name__)

NO_NUL = r"[^\x00]+\Z"  # PostgreSQL has no text with it, and would fail instead of finding nobody
LONGEST_PASSWORD = 200
CAME_BY = "antrean_by_sso"  # cookie of a browser whose session single sign-on began


class SignInForm(FlaskForm):
    username = StringField(validators=[InputRequired(), Length(max=40), Regexp(NO_NUL)])
    password = PasswordField(validators=[InputRequired(), Length(max=LONGEST_PASSWORD)])


class PasswordForm(FlaskForm):
    old = PasswordField(validators=[InputRequired(), Length(max=LONGEST_PASSWORD)])
    new = PasswordField(validators=[InputRequired(), Length(max=LONGEST_PASSWORD)])
    again = PasswordField(validators=[EqualTo("new")])


@blueprint.route("/sign-in", methods=["GET", "POST"])
@Address(
    Right.OPEN,
    "Signs in",
    body=SignInForm,
    gives=REDIRECT,
    refuses=(401, 429),
    query={"next": TEXT, "counter": TEXT, "sso": TEXT},
)
def sign_in() -> Response:
    form = SignInForm()
    if request.method != "POST":
        held, was_sso = request.args.get("counter", type=int), "sso" in request.args  # of whoever has just signed out
        return make_response(render_template("sign_in.html", form=form, message=None, held=held, was_sso=was_sso))
    try:
        return _signed_in(form)
    except (SignInRefused, TooManyTries) as exc:
        return make_response(render_template("sign_in.html", form=form, message=message(exc)), STATUS[type(exc)])


@blueprint.post("/sign-out")
@Address(Right.SIGNED_IN, "Signs out", gives=REDIRECT)
def sign_out() -> Response:
    with desk().reading() as connection:
        held = counters.held_by(connection, officer().officer_id)
    accounts.sign_out(desk(), session_token(), who=officer())
    by_sso = own_name(CAME_BY) in request.cookies
    asked = {**({"counter": held.counter} if held else {}), **({"sso": 1} if by_sso else {})}
    response = make_response(redirect("/sign-in" + (f"?{urlencode(asked)}" if asked else "")))
    for cookie in (COOKIE, CAME_BY):
        response.delete_cookie(own_name(cookie))
    return response


@blueprint.route("/account", methods=["GET", "POST"])
@Address(
    Right.SIGNED_IN, "One's own password", body=PasswordForm, gives=REDIRECT, refuses=(429,), query={"done": TEXT},
    fresh=always,
)  # fmt: skip
def page() -> Response:
    form = PasswordForm()
    if request.method != "POST":
        return make_response(_account(form, is_done="done" in request.args))
    try:
        return _password_changed(form)
    except TooManyTries as exc:
        return make_response(_account(form, message=message(exc)), STATUS[TooManyTries])


def _signed_in(form: SignInForm) -> Response:
    if not form.validate():
        raise SignInRefused
    return enter(str(form.username.data), str(form.password.data), wished=request.args.get("next", ""))


def _password_changed(form: PasswordForm) -> Response:
    settings, who = config().sign_in, officer()
    tries = RateLimitItemPerSecond(settings.tries, settings.per_s)
    if not throttle().hit(tries, "password", str(who.officer_id)):
        raise TooManyTries(seconds=settings.per_s)
    old, new = str(form.old.data or ""), str(form.new.data or "")
    wrong = _wrong(form, old, new)
    if wrong:
        return make_response(_account(form, wrong=wrong), STATUS[WrongPassword])
    token = accounts.change_own_password(desk(), who, old=old, new=new)
    throttle().clear(tries, "password", str(who.officer_id))
    return with_session(token, "/account?done")


def _wrong(form: PasswordForm, old: str, new: str) -> dict[str, str]:
    """All that is wrong with what was typed: field -> why."""
    form.validate()
    wrong: dict[str, QueueError] = dict(accounts.faults_of_own(desk(), officer(), old=old, new=new))
    if form.again.errors:
        wrong["again"] = PasswordsDiffer()
    told = {name: message(error) for name, error in wrong.items()}
    too_long = translate(lang(), FAULTS["too_long"], most=LONGEST_PASSWORD)
    return {**told, **{name: too_long for name in ("old", "new") if len(form[name].data or "") > LONGEST_PASSWORD}}


def _account(
    form: PasswordForm, *, is_done: bool = False, message: str | None = None, wrong: Mapping[str, str] | None = None
) -> str:
    return render_template(
        "account.html", form=form, is_done=is_done, message=message, wrong=wrong or {}, office_name=office_name(),
        least=LEAST_PASSWORD,
    )  # fmt: skip
