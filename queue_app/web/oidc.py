"""Signing in by single sign-on: on the way to the provider, and back. The password goes on working beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from flask import Blueprint, Flask, Response, current_app, make_response, redirect, render_template, request

from queue_app.actions.office import single_sign_on
from queue_app.actions.office.single_sign_on import Said
from queue_app.config import Oidc
from queue_app.domain.log.errors import NotFound, TooManyTries
from queue_app.domain.log.rights import Right
from queue_app.domain.log.seal_errors import SealBroken
from queue_app.domain.log.sign_in_errors import CodeWanted, NotKnownHere, SingleSignOnAway, SingleSignOnRefused
from queue_app.web.accounts import CAME_BY, SignInForm
from queue_app.web.frame import client, entry
from queue_app.web.frame.address import REDIRECT, TEXT, Address
from queue_app.web.frame.cookies import own_name
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.limits import SINGLE_SIGN_ON
from queue_app.web.frame.pages import config, desk
from queue_app.web.frame.throttle import throttle

if TYPE_CHECKING:
    from queue_app.web.oidc_provider import Begun, Provider

blueprint = Blueprint("oidc", __name__)

COOKIE = "antrean_sso"
LASTS_S = 600
BACK = "/sign-in/sso/back"
SHOWN_HERE = (SingleSignOnRefused, SingleSignOnAway, NotKnownHere, TooManyTries)


def register(app: Flask, settings: Oidc) -> None:
    """Where the settings name a provider: its packages are there from the start, or nothing starts.

    Raises ImportError, OSError (the file of the secret).
    """
    if settings.issuer:
        from queue_app.web.oidc_provider import Provider  # noqa: PLC0415 - its packages are an extra

        app.extensions["antrean.oidc"] = Provider.of(settings)
    app.context_processor(lambda: {"sso_label": settings.label if settings.issuer else ""})


@blueprint.get("/sign-in/sso")
@Address(
    Right.OPEN, "Leads to the provider of single sign-on", gives=REDIRECT, refuses=(404, 429, 503), query={"next": TEXT}
)
def begin() -> Response:
    provider = _provider()
    try:
        _knock()
        url, begun = provider.begin(
            _own_address(BACK), wished=request.args.get("next", ""), at_s=int(desk().clock().timestamp())
        )
    except SHOWN_HERE as exc:
        return _told(exc)
    response = make_response(redirect(url))
    response.set_cookie(
        own_name(COOKIE), desk().seal.close_bytes(msgspec.json.encode(begun)).hex(), max_age=LASTS_S, httponly=True,
        samesite="Lax", secure=request.is_secure, path="/sign-in/sso",
    )  # fmt: skip
    return response


@blueprint.get(BACK)
@Address(
    Right.OPEN, "Back from the provider of single sign-on", gives=REDIRECT, refuses=(401, 403, 404, 429, 503),
    query={"code": TEXT, "state": TEXT, "error": TEXT, "iss": TEXT, "session_state": TEXT},
)  # fmt: skip
def back() -> Response:
    provider = _provider()
    try:
        response = _entered(provider, _begun())
    except SHOWN_HERE as exc:
        response = _told(exc)
    response.delete_cookie(own_name(COOKIE), path="/sign-in/sso")
    return response


@blueprint.get("/sign-in/sso/out")
@Address(Right.OPEN, "Leads to where one signs out of the provider", gives=REDIRECT, refuses=(404,))
def out() -> Response:
    return make_response(redirect(_provider().way_out(_own_address("/sign-in")) or "/sign-in"))


def _entered(provider: Provider, begun: Begun | None) -> Response:
    _knock()
    if begun is None or "error" in request.args:
        raise SingleSignOnRefused
    claims = provider.finish(
        begun, state=request.args.get("state", ""), code=request.args.get("code", ""), redirect_uri=_own_address(BACK)
    )
    try:
        token, username = single_sign_on.sign_in(desk(), _said(claims))
    except CodeWanted as wanted:
        half: Any = wanted.data["half"]
        return entry.half_way(half, username=str(wanted.data["username"]), wished=begun.wished, by=single_sign_on.BY)
    response = entry.let_in(token, username=username, wished=begun.wished)
    response.set_cookie(own_name(CAME_BY), "1", httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def _said(claims: Mapping[str, Any]) -> Said:
    settings = config().oidc
    ways = {str(each) for each in (claims.get("amr") or [])} | {str(claims.get("acr", ""))}
    name = claims.get(settings.claim)
    return Said(
        settings.issuer, str(claims["sub"]), name if isinstance(name, str) else "", settings.matches,
        is_proved_twice=not ways.isdisjoint(settings.second_factor),
    )  # fmt: skip


def _begun() -> Begun | None:
    """What this browser keeps of a way to the provider that it began itself, within LASTS_S."""
    from queue_app.web.oidc_provider import Begun  # noqa: PLC0415 - an extra

    try:
        held = desk().seal.open_bytes(bytes.fromhex(request.cookies.get(own_name(COOKIE), "")))
    except (ValueError, SealBroken):
        return None
    read = msgspec.json.decode(held, type=Begun)
    return read if 0 <= desk().clock().timestamp() - read.at_s <= LASTS_S else None


def _knock() -> None:
    """Raises TooManyTries: each try is a question to the provider."""
    if not throttle().hit(SINGLE_SIGN_ON, "single sign-on", client.block()):
        raise TooManyTries(seconds=SINGLE_SIGN_ON.get_expiry())


def _provider() -> Provider:
    """Raises NotFound where the settings name none."""
    found: Provider | None = current_app.extensions.get("antrean.oidc")
    if found is None:
        raise NotFound(what="page")
    return found


def _own_address(path: str) -> str:
    """As it is registered at the provider: below the public address, else where the browser asks."""
    return (config().server.public_url.rstrip("/") or link_base() or request.host_url.rstrip("/")) + path


def _told(error: SingleSignOnRefused | SingleSignOnAway | NotKnownHere | TooManyTries) -> Response:
    page = render_template("sign_in.html", form=SignInForm(formdata=None), message=message(error), action="/sign-in")
    return make_response(page, STATUS[type(error)])
