"""Whose a page is. Its token of forms, which every form and every script sends, names the person it was written for.

Two people may share one browser: a page that stands open since another one signed in must not act in the new name.
"""

from __future__ import annotations

import secrets

from flask import Flask, current_app, request, session
from itsdangerous import BadData, URLSafeTimedSerializer

from queue_app.actions.hall.admission import Pass
from queue_app.domain.log.errors import OtherPerson, PageExpired, SignInRequired
from queue_app.domain.log.rights import OF_DEVICES, Right
from queue_app.store.office.accounts import SignedIn
from queue_app.web.frame import address, auth

FIELD, HEADER = "csrf_token", "X-CSRFToken"
NOBODY = ""
_SALT = "wtf-csrf-token"  # Flask-WTF's own


def register(app: Flask) -> None:
    """Before every view, and before the CSRF check: that one compares what is bound here."""
    app.before_request(_look)


def admit(right: Right, slug: str, page: str) -> Pass:
    """What lets a socket into a room with this right. page: the token of the page that asks.

    Raises SignInRequired, NotAllowed, NotPaired, NotFound, OtherPerson, PageExpired.
    """
    let_in_by = auth.admit(right, slug)
    if let_in_by.officer:
        check(page, let_in_by.officer)
    return let_in_by


def check(token: str, who: SignedIn) -> None:
    """That the page with this token was written for this person. Raises OtherPerson, PageExpired."""
    owner = _owner(token)
    if owner == NOBODY:
        raise PageExpired
    if owner != str(who.officer_id):
        raise OtherPerson(name=who.name)


def _look() -> None:
    said = address.of(request.endpoint)
    if said is None or not said.has_session or said.right in OF_DEVICES:
        return
    token = request.headers.get(HEADER) or request.form.get(FIELD, "")
    if said.right is Right.OPEN:
        if request.method == "POST":
            _bind(_owner(token))  # whoever signs in here is somebody else than before
        return
    who = auth.signed_in()
    if who is None:
        if _owner(token) != NOBODY:
            raise SignInRequired
        return
    _bind(str(who.officer_id))
    if token:
        check(token, who)


def _bind(owner: str) -> None:
    """From now on the tokens of this browser's pages name this person; those written before count again for theirs."""
    seed = str(session.get(FIELD, "")).partition(".")[0] or secrets.token_hex(20)
    bound = f"{seed}.{owner}" if owner else seed
    if session.get(FIELD) != bound:
        session[FIELD] = bound


def _owner(token: str) -> str:
    """Of the page with this token; NOBODY where it is not one of ours."""
    try:
        said = URLSafeTimedSerializer(str(current_app.secret_key), salt=_SALT).loads(token)
    except BadData:
        return NOBODY
    return str(said).partition(".")[2]
