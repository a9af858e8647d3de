"""The one way in: whoever gives name and password has a session, wherever they gave them."""

from __future__ import annotations

from flask import Response, make_response, redirect, request

from queue_app.actions.office import accounts
from queue_app.domain.log.errors import SignInRefused
from queue_app.web.frame import staff_devices
from queue_app.web.frame.auth import COOKIE, lifetimes, session_token
from queue_app.web.frame.cookies import own_name
from queue_app.web.frame.navigation import page_after_sign_in
from queue_app.web.frame.pages import config, desk
from queue_app.web.frame.sign_in_door import Door


def enter(username: str, password: str, *, wished: str = "") -> Response:
    """Signs in, and leads to the wished page where it is theirs. Raises SignInRefused, TooManyTries."""
    door = Door(username)
    token = door.signed_in(password)
    _leave_to_the_next()
    who = accounts.holder(desk(), token, **lifetimes(config().sign_in))
    if who is None:
        raise SignInRefused  # the account was closed in this very moment
    response = with_session(token, page_after_sign_in(who, wished))
    door.remember(response)
    staff_devices.note()
    return response


def with_session(token: str, way: str) -> Response:
    """Leads on to a page, which the browser opens with this session."""
    response = make_response(redirect(way))
    response.set_cookie(own_name(COOKIE), token, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def _leave_to_the_next() -> None:
    """Whoever was signed in in this browser is so no more: pages of theirs that still stand open hear nothing more."""
    before = accounts.holder(desk(), session_token(), **lifetimes(config().sign_in))
    if before:
        accounts.sign_out(desk(), session_token(), who=before)
