"""The one way in: whoever gives name and password, and a code where one is asked, has a session."""

from __future__ import annotations

from flask import Response, make_response, redirect, request

from queue_app.actions.office import accounts, second_factor
from queue_app.actions.office.accounts import Half
from queue_app.domain.log.errors import SignInRefused
from queue_app.domain.log.sign_in_errors import CodeWanted
from queue_app.web.frame import code_door, staff_devices
from queue_app.web.frame.auth import COOKIE, lifetimes, session_token
from queue_app.web.frame.code_door import HalfWay
from queue_app.web.frame.cookies import own_name
from queue_app.web.frame.navigation import page_after_sign_in
from queue_app.web.frame.pages import config, desk
from queue_app.web.frame.sign_in_door import Door


def enter(username: str, password: str, *, wished: str = "") -> Response:
    """Signs in, and leads to the wished page where it is theirs, or to the code. Raises SignInRefused, TooManyTries."""
    try:
        token = Door(username).signed_in(password)
    except CodeWanted as wanted:
        half: Half = wanted.data["half"]  # type: ignore[assignment]
        return half_way(half, username=username, wished=wished)
    return let_in(token, username=username, wished=wished)


def enter_with_code(who: HalfWay, typed: str) -> Response:
    """The second step. Raises CodeRefused, TooManyCodes, SignInRefused: the account is not what it was."""
    code_door.knock(who)
    token = second_factor.sign_in(desk(), who.half, typed, by=who.by)
    code_door.opened(who)
    response = let_in(token, username=who.username, wished=who.wished)
    code_door.forget(response)
    return response


def half_way(half: Half, *, username: str, wished: str, by: str = "") -> Response:
    """Leads to where the code is asked; nobody is signed in yet."""
    response = make_response(redirect("/sign-in/code"))
    code_door.keep(response, half, username=username, wished=wished, by=by)
    return response


def let_in(token: str, *, username: str, wished: str) -> Response:
    """Opens the browser's pages for whoever holds the token. Raises SignInRefused."""
    _leave_to_the_next()
    who = accounts.holder(desk(), token, **lifetimes(config().sign_in))
    if who is None:
        raise SignInRefused  # the account was closed in this very moment
    response = with_session(token, page_after_sign_in(who, wished))
    Door(username).remember(response)
    staff_devices.note()
    return response


def with_session(token: str, way: str) -> Response:
    """Leads on to a page, which the browser opens with this session."""
    return bearing(make_response(redirect(way)), token)


def bearing(response: Response, token: str) -> Response:
    """The same answer, with which the browser gets this session."""
    response.set_cookie(own_name(COOKIE), token, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def _leave_to_the_next() -> None:
    """Whoever was signed in in this browser is so no more: pages of theirs that still stand open hear nothing more."""
    before = accounts.holder(desk(), session_token(), **lifetimes(config().sign_in))
    if before:
        accounts.sign_out(desk(), session_token(), who=before)
