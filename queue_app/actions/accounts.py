"""Signing in and out. A session is a random token in a cookie and its hash in the database, so it can be revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from queue_app.domain.errors import SignInRefused
from queue_app.store import accounts
from queue_app.store.accounts import SignedIn
from queue_app.store.desk import Desk

_HASHER = PasswordHasher()
# Checked when the name is unknown, so that a guess costs the same time whether the name exists or not.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))
TOUCH_EVERY = timedelta(minutes=1)  # how stale the idle clock of a session may be


def hash_password(password: str) -> str:
    """Argon2id with the library's current parameters."""
    return _HASHER.hash(password)


def sign_in(desk: Desk, *, username: str, password: str) -> str:
    """Answers the token of a new session. Raises SignInRefused, without saying whether the name exists."""
    if "\0" in username:
        raise SignInRefused  # PostgreSQL takes no such text
    with desk.reading() as connection:
        account = accounts.account(connection, username.strip().lower())
    if not desk.offload(lambda: _matches(account.password_hash if account else _NOBODY, password)) or account is None:
        raise SignInRefused
    token = secrets.token_urlsafe(32)
    with desk.transaction(account.office_id) as work:
        accounts.begin_session(work.connection, token_hash=token_hash(token), officer_id=account.id, at=work.now)
    return token


def who_is(desk: Desk, token: str, *, idle: timedelta, absolute: timedelta) -> SignedIn | None:
    """Who holds the session, or None when it is unknown, ended, idle for too long, or older than `absolute`."""
    signed_in = holder(desk, token, idle=idle, absolute=absolute)
    if signed_in is not None and desk.clock() - signed_in.seen_at > TOUCH_EVERY:
        with desk.transaction(signed_in.office_id) as work:
            accounts.touch_session(work.connection, token_hash(token), at=work.now)
    return signed_in


def holder(desk: Desk, token: str, *, idle: timedelta, absolute: timedelta) -> SignedIn | None:
    """The same without counting as a use: an open page that nobody touches must not keep its session alive."""
    with desk.reading() as connection:
        signed_in = accounts.signed_in(connection, token_hash(token))
    now = desk.clock()
    if signed_in is None or now - signed_in.seen_at > idle or now - signed_in.created_at > absolute:
        return None
    return signed_in


def sign_out(desk: Desk, token: str, *, office_id: int) -> None:
    """Ends the session; ending it twice changes nothing."""
    with desk.transaction(office_id) as work:
        accounts.end_session(work.connection, token_hash(token), at=work.now)


def token_hash(token: str) -> str:
    """How a token is stored: a leaked database signs nobody in."""
    return hashlib.sha256(token.encode()).hexdigest()


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except VerificationError:
        return False
