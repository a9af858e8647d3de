"""Who is asking, and may they: the right that an address says is checked before its view runs."""

from __future__ import annotations

from datetime import timedelta
from typing import cast
from urllib.parse import quote

from flask import Flask, Response, current_app, g, redirect, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.hall import admission, devices
from queue_app.actions.hall.admission import Pass
from queue_app.actions.office import accounts
from queue_app.config import SignIn
from queue_app.domain.log.errors import NotAllowed, NotPaired, SignInRequired
from queue_app.domain.log.rights import OF_DEVICES, Right, device_for
from queue_app.domain.log.sign_in_errors import CodeRequired, SecondFactorRequired
from queue_app.domain.office.second_factor import LEADING
from queue_app.store.desk import OfficeKey
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.office.accounts import SignedIn
from queue_app.web.frame import address, pairing
from queue_app.web.frame.address import Address
from queue_app.web.frame.cookies import own_name
from queue_app.web.frame.pages import config, desk, picture

COOKIE = "antrean_session"
OWN_ACCOUNT = frozenset({"accounts", "second_factor"})  # blueprints whose pages are about the person who asks
csrf = CSRFProtect()


class FormSession(SecureCookieSessionInterface):
    """Flask's own session, which holds the forms' token: over HTTPS only where the page came so."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - Flask's own signature
        return request.is_secure


def signed_in() -> SignedIn | None:
    """Whoever is signed in behind this request; asked of the database once a request."""
    if "signed_in" not in g:
        token = session_token()
        g.signed_in = token and accounts.who_is(desk(), token, **lifetimes(config().sign_in))
    return cast("SignedIn | None", g.signed_in or None)


def session_token() -> str:
    """The token that the browser sent, or nothing. Under the bare name: from scripts, and as it was set before 0.5."""
    return request.cookies.get(own_name(COOKIE)) or request.cookies.get(COOKIE, "")


def lifetimes(settings: SignIn) -> dict[str, timedelta]:
    """How long a session lasts unused, and at all."""
    return {"idle": timedelta(minutes=settings.idle_min), "absolute": timedelta(hours=settings.absolute_h)}


def officer() -> SignedIn:
    """The person signed in. Raises SignInRequired."""
    found = signed_in()
    if found is None:
        raise SignInRequired
    return found


def device() -> DeviceRow | None:
    """The paired screen that asks; None where the office lets everyone before its screens use them."""
    found: DeviceRow | None = g.get("device")
    return found


def office_name() -> str:
    """Of the office of the person signed in, for the head of a page. Raises SignInRequired."""
    return picture(officer().office_id).name


def register(app: Flask) -> None:
    """Rights before every view; CSRF on every POST but those that `exempt_devices` names."""
    app.session_interface = FormSession()
    csrf.init_app(app)
    app.before_request(check_right)
    app.after_request(_renew_pairing)


def exempt_devices(app: Flask) -> None:
    """No CSRF token is asked of what devices send, which carries nobody's session. Once every view is there."""
    for endpoint, said in address.known(app).items():
        if not said.has_session:
            csrf.exempt(app.view_functions[endpoint])


def check_right() -> AnyResponse | None:
    """Refuses whoever lacks the right of the address; one of which nothing is said is open to nobody."""
    if request.endpoint is None:
        return None  # no such address: the 404 tells
    said = address.of(request.endpoint)
    right = said and said.right
    if right is Right.OPEN:
        return None
    if right in OF_DEVICES:
        return _check_device(right, desk().office_called(str((request.view_args or {})["slug"])))
    found = signed_in()
    if found is not None:
        g.time_zone = desk().office(found.office_id).time_zone
    if said is not None and found is not None and said.right in found.rights:
        return _led_to_code(said, found)
    if found is None and _is_page():
        return redirect("/sign-in?next=" + quote(_led_back_to()))
    raise NotAllowed if found else SignInRequired


def is_required_of(who: SignedIn) -> bool:
    """Whether the office asks a second factor of the person."""
    return config().sign_in.second_factor == "required" and who.role in LEADING


def must_prove(who: SignedIn) -> bool:
    """Whether the person's last code is too old for a step that wants it fresh."""
    lasts = timedelta(minutes=config().sign_in.step_up_min)
    return who.factor_at is not None and (who.proved_at is None or desk().clock() - who.proved_at > lasts)


def _lacks_factor(who: SignedIn) -> bool:
    """Somebody of whom a second factor is asked and who has none: the page where it is set up is all there is."""
    return is_required_of(who) and who.factor_at is None and who.proved_at is None


def _led_to_code(said: Address, who: SignedIn) -> AnyResponse | None:
    """Where else somebody goes first who has the right. Raises SecondFactorRequired, CodeRequired to a script."""
    is_own = request.blueprint in OWN_ACCOUNT
    if not is_own and _lacks_factor(who):
        if _is_page():
            return redirect("/account/second-factor")
        raise SecondFactorRequired
    if said.fresh(request.view_args or {}) and must_prove(who):
        if request.is_json:
            raise CodeRequired
        return redirect("/account/code?next=" + quote(_led_back_to() if _is_page() else request.path))
    return None


def admit(right: Right, slug: str) -> Pass:
    """What lets a socket into a room with this right.

    Raises SignInRequired, NotAllowed, SecondFactorRequired, NotPaired, NotFound.
    """
    if right is Right.OPEN:
        return admission.everyone()
    if right in OF_DEVICES:
        office = desk().office_called(slug)
        return admission.of_device(desk(), office, right, token=pairing.device_token(device_for(right), slug))
    let_in_by = admission.of_officer(desk(), right, token=session_token(), **lifetimes(config().sign_in))
    if let_in_by.officer and _lacks_factor(let_in_by.officer):
        raise SecondFactorRequired
    return let_in_by


def _check_device(right: Right, office: OfficeKey) -> AnyResponse | None:
    g.time_zone, kind = office.time_zone, device_for(right)
    try:
        g.device = devices.admit(desk(), office, right, token=pairing.device_token(kind, office.slug))
    except NotPaired:
        if not _is_page():
            raise
        return pairing.page(kind, office)
    if g.device:
        g.pairing = kind, office.slug
    return None


def _renew_pairing(response: Response) -> Response:
    """Of a device that was let in: no browser keeps a cookie longer than 400 days after it was given last."""
    if "pairing" in g:
        kind, slug = g.pairing
        pairing.keep(response, kind, slug, token=pairing.device_token(kind, slug))
    return response


def _led_back_to() -> str:
    """Where a sign-in leads: not from a training to the same page of the office, where every press counts."""
    return "/training" if current_app.config.get("IS_TRAINING") else request.full_path.removesuffix("?")


def _is_page() -> bool:
    """Whether a person asks, who is led on, or a script, which is told."""
    return request.method == "GET" and not address.is_state()
