"""Signing in and out, and passwords. A session is a random token in a cookie and its hash in the database."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound, SignInRefused, WeakPassword, WrongPassword
from queue_app.domain.log.sign_in_errors import CodeWanted, CommonPassword
from queue_app.domain.office.plan import LEAST_PASSWORD
from queue_app.domain.office.weak_passwords import is_weak
from queue_app.store.desk import Desk, Work
from queue_app.store.log import jumps
from queue_app.store.office import accounts, catalogue, second_factors
from queue_app.store.office.accounts import Account, SignedIn

_HASHER = PasswordHasher()
# Checked when the name is unknown, so that a guess costs the same time whether the name exists or not.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))
TOUCH_EVERY = timedelta(minutes=1)  # how stale the idle clock of a session may be
KEPT_FOR, MOST_KEPT = timedelta(seconds=1), 1000  # sessions that are not asked for again


def hash_password(password: str) -> str:
    """Argon2id with the library's current parameters."""
    return _HASHER.hash(password)


@dataclass(frozen=True, slots=True)
class Half:
    """Somebody whose password was right, and whose code is not given yet. mark: of the password that it was."""

    office_id: int
    officer_id: int
    mark: str


def is_somebody(desk: Desk, username: str) -> bool:
    """Whether there is an account of that name, as it was typed; also one that is closed."""
    with desk.reading() as connection:
        return "\0" not in username and accounts.account(connection, username.strip().lower()) is not None


def sign_in(desk: Desk, *, username: str, password: str) -> str:
    """Answers the token of a new session. Raises SignInRefused, without saying whether the name exists.

    Raises CodeWanted where the password is right and a code is asked beside it; `half_way` says who that is.
    """
    if "\0" in username:
        raise SignInRefused  # PostgreSQL takes no such text
    with desk.reading() as connection:
        account = accounts.account(connection, username.strip().lower())
        offices = [account.office_id] if account else [each.id for each in catalogue.offices(connection)]
    is_right = desk.offload(lambda: _matches(account.password_hash if account else _NOBODY, password))
    if not offices:
        raise SignInRefused
    # Refusals are written too, in the first office where the name is nobody's: both cases take the same time.
    with desk.transaction(offices[0]) as work:
        is_known = account is not None and is_right and is_current(work, account)
        half = half_of(work, account) if account and is_known else None
        token = open_session(work, account.id, way="password") if account and is_known and half is None else None
        if token is None and half is None:
            work.record(events.SignInRefused(officer_id=account.id if account else None))
    if half is not None:
        raise CodeWanted(half=half)
    if token is None:
        raise SignInRefused
    return token


def half_of(work: Work, account: Account) -> Half | None:
    """Who has given one of two things; None where no second one is asked of the person."""
    factor = second_factors.factor(work.connection, account.id)
    if factor is None or factor.secret is None:
        return None
    return Half(account.office_id, account.id, hashlib.sha256(account.password_hash.encode()).hexdigest()[:16])


def who_is(desk: Desk, token: str, *, idle: timedelta, absolute: timedelta) -> SignedIn | None:
    """Who holds the session, or None when it is unknown, ended, idle for too long, or older than `absolute`."""
    signed_in = holder(desk, token, idle=idle, absolute=absolute)
    if signed_in is not None and desk.clock() - signed_in.seen_at > TOUCH_EVERY:
        key = token_hash(token)
        desk.sessions.pop(key, None)
        desk.aside(
            ("a session's use", key), signed_in.office_id,
            lambda work: accounts.touch_session(work.connection, key, at=work.now),
        )  # fmt: skip
    return signed_in


def holder(desk: Desk, token: str, *, idle: timedelta, absolute: timedelta) -> SignedIn | None:
    """The same without counting as a use: an open page that nobody touches must not keep its session alive.

    Asked of the database once in KEPT_FOR: a session that another worker has ended lives no longer than that here.
    """
    now = desk.clock()
    signed_in = _kept(desk, token_hash(token), now)
    if signed_in is None:
        return None
    is_long_ago = now - signed_in.seen_at > idle or now - signed_in.created_at > absolute
    return None if is_long_ago and _is_over(desk, signed_in, now, idle=idle, absolute=absolute) else signed_in


def _is_over(desk: Desk, signed_in: SignedIn, now: datetime, *, idle: timedelta, absolute: timedelta) -> bool:
    """By the time that passed: a clock that is set forward must not sign a whole office out."""
    with desk.reading() as connection:
        return any(
            jumps.passed(connection, signed_in.office_id, since, now=now, steady=desk.steady) > most
            for since, most in ((signed_in.seen_at, idle), (signed_in.created_at, absolute))
        )


def _kept(desk: Desk, key: str, now: datetime) -> SignedIn | None:
    asked_at, signed_in = desk.sessions.get(key, (None, None))
    if asked_at is not None and timedelta(0) <= now - asked_at < KEPT_FOR:
        return signed_in
    with desk.glance() as connection:
        signed_in = accounts.signed_in(connection, key)
    if len(desk.sessions) >= MOST_KEPT:
        desk.sessions.clear()
    if signed_in is not None:
        desk.sessions[key] = (now, signed_in)
    return signed_in


def sign_out(desk: Desk, token: str, *, who: SignedIn) -> None:
    """Ends the session; ending it twice changes nothing."""
    with desk.transaction(who.office_id) as work:
        if accounts.end_session(work.connection, token_hash(token), at=work.now):
            work.record(events.SignedOut(officer_id=who.officer_id))


def begin(desk: Desk, office_id: int, officer_id: int) -> str:
    """Answers the token of a new session, for whoever is known already: no password is asked, and no event written."""
    with desk.transaction(office_id) as work:
        return new_session(work, officer_id)


def set_password(desk: Desk, office_id: int, *, username: str, password: str, by: int | None) -> None:
    """Gives an officer a new password and ends all their sessions. by: who set it; None for the command line.

    Raises NotFound, WeakPassword.
    """
    with desk.reading() as connection:
        account = accounts.account(connection, username)
    if account is None or account.office_id != office_id:
        raise NotFound(what="officer")
    password_hash = _new_hash(desk, account, password)
    with desk.transaction(office_id) as work:
        _replace(work, account.id, password_hash, by=by)


def change_own_password(desk: Desk, who: SignedIn, *, old: str, new: str) -> str:
    """Ends all the person's sessions and answers the token of a new one, for the browser that asked.

    Raises WrongPassword, WeakPassword.
    """
    with desk.reading() as connection:
        account = accounts.account_of(connection, who.office_id, who.officer_id)
    if not desk.offload(lambda: _matches(account.password_hash, old)):
        raise WrongPassword
    password_hash = _new_hash(desk, account, new)
    with desk.transaction(who.office_id) as work:
        if not is_current(work, account):
            raise WrongPassword  # somebody else has set another one meanwhile
        _replace(work, account.id, password_hash, by=account.id)
        return new_session(work, account.id, proved_at=who.proved_at)


def is_own_password(desk: Desk, who: SignedIn, password: str) -> bool:
    """Whether it is the person's, asked again before a step that a passer-by at the screen must not take."""
    with desk.reading() as connection:
        account = accounts.account_of(connection, who.office_id, who.officer_id)
    return bool(desk.offload(lambda: _matches(account.password_hash, password)))


def faults_of_own(
    desk: Desk, who: SignedIn, *, old: str, new: str
) -> dict[str, WrongPassword | WeakPassword | CommonPassword]:
    """Everything for which change_own_password would refuse these: "old", "new" -> the refusal. Changes nothing."""
    with desk.reading() as connection:
        account = accounts.account_of(connection, who.office_id, who.officer_id)
    faults: dict[str, WrongPassword | WeakPassword | CommonPassword] = {}
    if not desk.offload(lambda: _matches(account.password_hash, old)):
        faults["old"] = WrongPassword()
    try:
        check_password(new, username=account.username)
    except (WeakPassword, CommonPassword) as exc:
        faults["new"] = exc
    return faults


def check_password(password: str, *, username: str) -> None:
    """Raises WeakPassword for one that is too short, or that is the user name; CommonPassword for one soon guessed."""
    if len(password) < LEAST_PASSWORD or password.strip().lower() == username.lower():
        raise WeakPassword(length=LEAST_PASSWORD)
    if is_weak(password, names=(username,)):
        raise CommonPassword


def token_hash(token: str) -> str:
    """How a token is stored: a leaked database signs nobody in."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_current(work: Work, account: Account) -> bool:
    """Whether the account that was read before its password was looked at is still so."""
    found = accounts.account_of(work.connection, account.office_id, account.id)
    return found.is_active and found.password_hash == account.password_hash


def open_session(work: Work, officer_id: int, *, way: str, proved_at: datetime | None = None) -> str:
    """Lets somebody in, which the log tells, and answers the token. way: a key of second_factor.WAYS."""
    work.record(events.SignedIn(officer_id=officer_id, way=way))
    return new_session(work, officer_id, proved_at=proved_at)


def new_session(work: Work, officer_id: int, *, proved_at: datetime | None = None) -> str:
    """A session and its token, of which the log tells nothing. proved_at: when more than a password was given."""
    token = secrets.token_urlsafe(32)
    key = token_hash(token)
    accounts.begin_session(work.connection, token_hash=key, officer_id=officer_id, at=work.now, proved_at=proved_at)
    return token


def _new_hash(desk: Desk, account: Account, password: str) -> str:
    check_password(password, username=account.username)
    return str(desk.offload(lambda: hash_password(password)))


def _replace(work: Work, officer_id: int, password_hash: str, *, by: int | None) -> None:
    accounts.set_password_hash(work.connection, officer_id, password_hash)
    accounts.end_sessions(work.connection, officer_id, at=work.now)
    work.record(events.PasswordSet(officer_id=officer_id, by_id=by))


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except VerificationError:
        return False
