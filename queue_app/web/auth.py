"""Who is asking, and may they: one table of rights for every address, checked before any view runs."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from flask import Blueprint, Flask, Response, g, make_response, redirect, render_template, request
from flask_wtf import CSRFProtect, FlaskForm
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from werkzeug.wrappers import Response as AnyResponse
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from queue_app.actions import accounts
from queue_app.config import SignIn
from queue_app.domain.errors import NotAllowed, SignInRefused, SignInRequired, TooManyTries
from queue_app.domain.rights import Right, may
from queue_app.store.accounts import SignedIn
from queue_app.web.errors import message
from queue_app.web.pages import config, desk

COOKIE = "antrean_session"
NAMES_PER_ADDRESS = 20  # a whole office may sign in from behind one address
NO_NUL = r"[^\x00]+\Z"  # PostgreSQL has no text with it, and would fail instead of finding nobody
RIGHT_OF: dict[str, Right] = {
    "files.shipped": Right.OPEN,
    "home.home": Right.OPEN,
    "home.healthz": Right.OPEN,
    "home.favicon": Right.OPEN,
    "kiosk.page": Right.OPEN,
    "kiosk.state": Right.OPEN,
    "kiosk.take_number": Right.OPEN,
    "display.page": Right.OPEN,
    "display.state": Right.OPEN,
    "citizen.page": Right.OPEN,
    "citizen.state": Right.OPEN,
    "citizen.qr": Right.OPEN,
    "auth.sign_in": Right.OPEN,
    "auth.sign_out": Right.SIGNED_IN,
    "counter.page": Right.SERVE,
    "counter.state": Right.SERVE,
    "counter.open_counter": Right.SERVE,
    "counter.close_counter": Right.SERVE,
    "counter.call_next": Right.SERVE,
    "counter.transfer": Right.SERVE,
    "counter.with_leg": Right.SERVE,
    "supervisor.page": Right.WATCH,
    "supervisor.state": Right.WATCH,
}

blueprint = Blueprint("auth", __name__)
csrf = CSRFProtect()
_tries = MovingWindowRateLimiter(MemoryStorage())


class SignInForm(FlaskForm):
    username = StringField(validators=[InputRequired(), Length(max=40), Regexp(NO_NUL)])
    password = PasswordField(validators=[InputRequired(), Length(max=200)])


def signed_in() -> SignedIn | None:
    """Whoever is signed in behind this request; asked of the database once a request."""
    if "signed_in" not in g:
        token = session_token()
        g.signed_in = token and accounts.who_is(desk(), token, **lifetimes(config().sign_in))
    return cast("SignedIn | None", g.signed_in or None)


def session_token() -> str:
    """The token that the browser sent, or nothing."""
    return request.cookies.get(COOKIE, "")


def lifetimes(settings: SignIn) -> dict[str, timedelta]:
    """How long a session lasts unused, and at all."""
    return {"idle": timedelta(minutes=settings.idle_min), "absolute": timedelta(hours=settings.absolute_h)}


def officer() -> SignedIn:
    """The person signed in. Raises SignInRequired."""
    found = signed_in()
    if found is None:
        raise SignInRequired
    return found


def register(app: Flask) -> None:
    """Rights before every view; CSRF on every POST but the kiosk's, which carries nobody's rights."""
    csrf.init_app(app)
    app.before_request(check_right)
    app.register_blueprint(blueprint)


def check_right() -> AnyResponse | None:
    """Refuses whoever lacks the right of the address; an address without a right is open to nobody."""
    if request.endpoint is None:
        return None  # no such address: the 404 tells
    right = RIGHT_OF.get(request.endpoint)
    if right is Right.OPEN:
        return None
    found = signed_in()
    if found is not None:
        g.zone = desk().office(found.office_id).zone
    if right is not None and may(found.role if found else None, right):
        return None
    if found is None and request.method == "GET" and not request.path.endswith("/state"):
        return redirect("/sign-in?next=" + request.path)
    raise NotAllowed if found else SignInRequired


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Response:
    form = SignInForm()
    if request.method != "POST":
        return make_response(render_template("sign_in.html", form=form, message=None))
    try:
        return _signed_in(form)
    except (SignInRefused, TooManyTries) as exc:
        status = 429 if isinstance(exc, TooManyTries) else 401
        return make_response(render_template("sign_in.html", form=form, message=message(exc)), status)


def _signed_in(form: SignInForm) -> Response:
    if not form.validate():
        raise SignInRefused
    username = str(form.username.data)
    settings = config().sign_in
    # Counted before the password is looked at: guesses sent all at once must not pass together.
    one_name = RateLimitItemPerSecond(settings.tries, settings.per_s)
    all_names = RateLimitItemPerSecond(settings.tries * NAMES_PER_ADDRESS, settings.per_s)
    address, name = request.remote_addr or "", username.strip().lower()
    if not (_tries.hit(all_names, address) and _tries.hit(one_name, address, name)):
        raise TooManyTries(seconds=settings.per_s)
    token = accounts.sign_in(desk(), username=username, password=str(form.password.data))
    _tries.clear(one_name, address, name)
    response = make_response(redirect(_next_page()))
    response.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def _next_page() -> str:
    """Only our own pages: an address taken from the request must not send people elsewhere."""
    wished = request.args.get("next", "")
    return wished if wished in {"/counter", "/supervisor"} else "/counter"


@blueprint.post("/sign-out")
def sign_out() -> Response:
    accounts.sign_out(desk(), request.cookies.get(COOKIE, ""), office_id=officer().office_id)
    response = make_response(redirect("/sign-in"))
    response.delete_cookie(COOKIE)
    return response
