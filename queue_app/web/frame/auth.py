"""Who is asking, and may they: one table of rights for every address, checked before any view runs."""

from __future__ import annotations

from datetime import timedelta
from typing import cast
from urllib.parse import quote

from flask import Flask, g, redirect, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.hall import admission, devices
from queue_app.actions.hall.admission import Pass
from queue_app.actions.office import accounts
from queue_app.config import SignIn
from queue_app.domain.log.errors import NotAllowed, NotPaired, SignInRequired
from queue_app.domain.log.rights import OF_DEVICES, Right, device_for
from queue_app.store.desk import OfficeKey
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.office import catalogue
from queue_app.store.office.accounts import SignedIn
from queue_app.web.frame import pairing
from queue_app.web.frame.pages import config, desk

COOKIE = "antrean_session"
RIGHT_OF: dict[str, Right] = {
    "files.shipped": Right.OPEN,
    "home.home": Right.OPEN,
    "home.healthz": Right.OPEN,
    "home.favicon": Right.OPEN,
    "api.document": Right.OPEN,
    "api.services": Right.OPEN,
    "pairing.ask": Right.OPEN,
    "wizard.page": Right.OPEN,
    "wizard.found": Right.OPEN,
    "kiosk.page": Right.TAKE_NUMBERS,
    "kiosk.state": Right.TAKE_NUMBERS,
    "kiosk.take_number": Right.TAKE_NUMBERS,
    "speech.speak": Right.TAKE_NUMBERS,
    "display.page": Right.SHOW_CALLS,
    "display.state": Right.SHOW_CALLS,
    "display.theme": Right.SHOW_CALLS,
    "survey.page": Right.ANSWER,
    "citizen.page": Right.OPEN,
    "citizen.state": Right.OPEN,
    "citizen.qr": Right.OPEN,
    "accounts.sign_in": Right.OPEN,
    "accounts.sign_out": Right.SIGNED_IN,
    "accounts.page": Right.SIGNED_IN,
    "counter.page": Right.SERVE,
    "counter.state": Right.SERVE,
    "counter.open_counter": Right.SERVE,
    "counter.find": Right.SERVE,
    "counter.close_counter": Right.SERVE,
    "counter.pause": Right.SERVE,
    "counter.come_back": Right.SERVE,
    "counter.hand_over": Right.SERVE,
    "counter.take_over": Right.TAKE_OVER,
    "counter.call_next": Right.SERVE,
    "counter.call_ticket": Right.PICK,
    "counter.call_service": Right.PICK,
    "counter.finish": Right.SERVE,
    "counter.hold": Right.SERVE,
    "counter.transfer": Right.SERVE,
    "counter.cancel": Right.SERVE,
    "counter.note": Right.SERVE,
    "counter.mark_time": Right.SERVE,
    "counter.print_paper": Right.MIND_PAPER,
    "counter.with_leg": Right.SERVE,
    "numbers.page": Right.SERVE,
    "numbers.hand_out": Right.SERVE,
    "numbers.roll": Right.SERVE,
    "numbers.enter_list": Right.SERVE,
    "supervisor.page": Right.WATCH,
    "supervisor.state": Right.WATCH,
    "supervisor.close_service": Right.CLOSE_SERVICES,
    "supervisor.reopen_service": Right.CLOSE_SERVICES,
    "supervisor.carry_over": Right.CLOSE_SERVICES,
    "stations.page": Right.WATCH,
    "stations.state": Right.WATCH,
    "stations.forget": Right.WATCH,
    "paper.page": Right.MIND_PAPER,
    "paper.decide": Right.MIND_PAPER,
    "paper.again": Right.MIND_PAPER,
    "paper.move_all": Right.MIND_PAPER,
    "paper.new_roll": Right.MIND_PAPER,
    "preview.page": Right.PREVIEW,
    "devices.page": Right.SET_UP,
    "devices.pair": Right.SET_UP,
    "devices.rename": Right.SET_UP,
    "devices.place": Right.SET_UP,
    "devices.revoke": Right.SET_UP,
    "admin.page": Right.SET_UP,
    "admin.setting": Right.SET_UP,
    "admin.listing": Right.SET_UP,
    "admin.add": Right.SET_UP,
    "admin.edit": Right.SET_UP,
    "admin.use": Right.SET_UP,
    "admin.move": Right.SET_UP,
    "admin.remove": Right.SET_UP,
    "admin.password": Right.SET_UP,
    "admin.counters": Right.SET_UP,
    "admin.hours": Right.SET_UP,
    "admin.holidays": Right.SET_UP,
    "admin.take_over": Right.SET_UP,
    "admin.standards": Right.SET_UP,
    "admin.standard_add": Right.SET_UP,
    "admin.standard_edit": Right.SET_UP,
    "admin.standard_remove": Right.SET_UP,
    "admin.ticket": Right.SET_UP,
    "admin.ticket_preview": Right.SET_UP,
    "admin.file": Right.SET_UP,
    "admin.file_download": Right.SET_UP,
    "admin.file_look": Right.SET_UP,
    "admin.file_apply": Right.SET_UP,
    "admin.voice": Right.SET_UP,
    "admin.voice_words": Right.SET_UP,
    "admin.voice_upload": Right.SET_UP,
    "admin.voice_restore": Right.SET_UP,
    "admin.media": Right.SET_UP,
    "admin.media_upload": Right.SET_UP,
    "admin.media_logo": Right.SET_UP,
    "admin.media_edit": Right.SET_UP,
    "admin.media_move": Right.SET_UP,
    "admin.media_remove": Right.SET_UP,
    "admin.slide": Right.SET_UP,
    "media.file": Right.OPEN,
    "media.slides": Right.SHOW_CALLS,
    "standards.sheet": Right.OPEN,
    "standards.pledge": Right.OPEN,
    "journal.page": Right.AUDIT,
    "journal.check": Right.AUDIT,
    "journal.day": Right.AUDIT,
}

SESSIONLESS = (
    "kiosk",
    "speech",
    "pairing",
)  # blueprints for devices: their requests carry nobody's session, and no CSRF token
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


def device() -> DeviceRow | None:
    """The paired screen that asks; None where the office lets everyone before its screens use them."""
    found: DeviceRow | None = g.get("device")
    return found


def office_name() -> str:
    """Of the office of the person signed in, for the head of a page. Raises SignInRequired."""
    with desk().reading() as connection:
        return catalogue.office(connection, officer().office_id).name


def register(app: Flask) -> None:
    """Rights before every view; CSRF on every POST but those of devices, which carry nobody's session."""
    app.session_interface = FormSession()
    csrf.init_app(app)
    app.before_request(check_right)


def check_right() -> AnyResponse | None:
    """Refuses whoever lacks the right of the address; an address without a right is open to nobody."""
    if request.endpoint is None:
        return None  # no such address: the 404 tells
    right = RIGHT_OF.get(request.endpoint)
    if right is Right.OPEN:
        return None
    if right in OF_DEVICES:
        return _check_device(right, desk().office_called(str((request.view_args or {})["slug"])))
    found = signed_in()
    if found is not None:
        g.time_zone = desk().office(found.office_id).time_zone
    if right is not None and found is not None and right in found.rights:
        return None
    if found is None and _is_page():
        return redirect("/sign-in?next=" + quote(request.path))
    raise NotAllowed if found else SignInRequired


def admit(right: Right, slug: str) -> Pass:
    """What lets a socket into a room with this right. Raises SignInRequired, NotAllowed, NotPaired, NotFound."""
    if right is Right.OPEN:
        return admission.everyone()
    if right in OF_DEVICES:
        office = desk().office_called(slug)
        return admission.of_device(desk(), office, right, token=pairing.device_token(device_for(right), slug))
    return admission.of_officer(desk(), right, token=session_token(), **lifetimes(config().sign_in))


def _check_device(right: Right, office: OfficeKey) -> AnyResponse | None:
    g.time_zone, kind = office.time_zone, device_for(right)
    try:
        g.device = devices.admit(desk(), office, right, token=pairing.device_token(kind, office.slug))
    except NotPaired:
        if not _is_page():
            raise
        return pairing.page(kind, office)
    return None


def _is_page() -> bool:
    """Whether a person asks, who is led on, or a script, which is told."""
    return request.method == "GET" and not request.path.endswith(("/state", "/search", "/slides"))
