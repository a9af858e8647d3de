"""Signing in with a code beside the password: setting it up, giving it, giving it again, losing the phone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from queue_app.actions.office import accounts as sessions
from queue_app.actions.office.accounts import Half
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound, SignInRefused
from queue_app.domain.log.seal_errors import SealBroken
from queue_app.domain.log.sign_in_errors import CodeRefused, SecondFactorKept, SetUpExpired
from queue_app.domain.office import second_factor
from queue_app.domain.office.second_factor import matching_step
from queue_app.store.desk import Desk, Work
from queue_app.store.office import accounts, second_factors
from queue_app.store.office.accounts import SignedIn

MARKED = "recovery code"  # purpose under which the seal marks them
OFFERED_FOR_S = 3600  # how long a secret that was shown may be taken


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person's page tells of it."""

    factor: second_factors.Factor | None
    codes_left: int
    removed_by: str  # the name of whoever took it away; "" for nobody of the office


def offer(desk: Desk, who: SignedIn) -> str:
    """A new secret, closed so that nobody else's page can send it back and no row is needed before it is taken."""
    secret = second_factor.secret_of(secrets.token_bytes(second_factor.SECRET_BYTES))
    closed = desk.seal.close(f"{who.officer_id} {int(desk.clock().timestamp())} {secret}")
    return closed.hex()


def offered(desk: Desk, who: SignedIn, offer: str) -> str:
    """The secret in an offer. Raises SetUpExpired: of somebody else, of an hour ago, or not ours."""
    try:
        officer_id, at_s, secret = desk.seal.open(bytes.fromhex(offer)).split(" ")
    except (ValueError, SealBroken) as exc:
        raise SetUpExpired from exc
    if int(officer_id) != who.officer_id or not 0 <= desk.clock().timestamp() - int(at_s) <= OFFERED_FOR_S:
        raise SetUpExpired
    return secret


def set_up(desk: Desk, who: SignedIn, *, secret: str, typed: str) -> tuple[str, list[str]]:
    """From now on codes of this secret are asked. Answers the token of a new session, and the recovery codes.

    Whoever else is signed in with the account is so no more. Raises CodeRefused: the phone shows another code.
    """
    codes = second_factor.recovery_codes(secrets.choice)
    marks = [_mark(desk, who.officer_id, each) for each in codes]
    with desk.transaction(who.office_id) as work:
        step = matching_step(secret, second_factor.bare(typed), at=work.now, after=0)
        if step is None:
            raise CodeRefused(at=work.now)
        second_factors.set_factor(
            work.connection, who.officer_id, secret=desk.seal.close(secret), step=step, marks=marks, at=work.now
        )
        accounts.end_sessions(work.connection, who.officer_id, at=work.now)
        work.record(events.SecondFactorSet(officer_id=who.officer_id))
        return sessions.new_session(work, who.officer_id, proved_at=work.now), codes


def sign_in(desk: Desk, half: Half, typed: str, *, by: str = "") -> str:
    """Answers the token of a new session for whoever gave the password before, and now a code.

    by: "single_sign_on_" where that stood in the place of the password. Raises CodeRefused (also of a code that counted
    before), SignInRefused (the account was closed, or has another password by now).
    """
    with desk.transaction(half.office_id) as work:
        account = accounts.account_of(work.connection, half.office_id, half.officer_id)
        is_known = account.is_active and sessions.half_of(work, account) == half
        way = _use(desk, work, half.officer_id, typed) if is_known else None
        token = sessions.open_session(work, account.id, way=by + way, proved_at=work.now) if way else None
        if token is None:
            work.record(events.SignInRefused(officer_id=account.id))
        now = work.now
    if not is_known:
        raise SignInRefused
    if token is None:
        raise CodeRefused(at=now)
    return token


def prove(desk: Desk, who: SignedIn, token: str, typed: str) -> str:
    """The code again, before a step that wants it fresh: answers the token of a new session, in place of this one.

    Raises CodeRefused.
    """
    with desk.transaction(who.office_id) as work:
        is_right = _use(desk, work, who.officer_id, typed) is not None
        renewed = sessions.new_session(work, who.officer_id, proved_at=work.now) if is_right else None
        if renewed:
            accounts.end_session(work.connection, sessions.token_hash(token), at=work.now)
        else:
            work.record(events.SignInRefused(officer_id=who.officer_id))
        now = work.now
    desk.sessions.pop(sessions.token_hash(token), None)
    if renewed is None:
        raise CodeRefused(at=now)
    return renewed


def give_up(desk: Desk, who: SignedIn, *, is_required: bool) -> None:
    """No code is asked of the person any more. Raises SecondFactorKept where the office asks for it."""
    if is_required:
        raise SecondFactorKept
    with desk.transaction(who.office_id) as work:
        if second_factors.remove(work.connection, who.officer_id, by=who.officer_id, at=work.now):
            work.record(events.SecondFactorRemoved(officer_id=who.officer_id, by_id=who.officer_id))
        second_factors.forget(work.connection, who.officer_id)


def reset(desk: Desk, office_id: int, *, username: str, by: int | None) -> None:
    """Of somebody whose phone is lost: no code is asked until another is set up, and the person is told at sign-in.

    Ends all their sessions. by: who did it; None for the command line. Raises NotFound: nobody of that name in the
    office, or no code is asked of them.
    """
    with desk.transaction(office_id) as work:
        account = accounts.account(work.connection, username)
        if account is None or account.office_id != office_id:
            raise NotFound(what="officer")
        if not second_factors.remove(work.connection, account.id, by=by, at=work.now):
            raise NotFound(what="second factor")
        accounts.end_sessions(work.connection, account.id, at=work.now)
        work.record(events.SecondFactorRemoved(officer_id=account.id, by_id=by))


def told(desk: Desk, who: SignedIn) -> None:
    """The person knows that the codes were taken away."""
    with desk.transaction(who.office_id) as work:
        found = second_factors.factor(work.connection, who.officer_id)
        if found is not None and found.removed_at is not None:
            second_factors.forget(work.connection, who.officer_id)
    desk.sessions.clear()


def is_asked(desk: Desk, *, username: str) -> bool:
    """Whether whoever signs in with that name is asked for a code."""
    with desk.reading() as connection:
        account = accounts.account(connection, username)
        found = second_factors.factor(connection, account.id) if account else None
    return found is not None and found.secret is not None


def standing(desk: Desk, who: SignedIn) -> Standing:
    """What there is of the person's own codes."""
    with desk.reading() as connection:
        found = second_factors.factor(connection, who.officer_id)
        left = second_factors.recovery_codes_left(connection, who.officer_id)
        by = found.removed_by_id if found else None
        name = accounts.account_of(connection, who.office_id, by).name if by else ""
    return Standing(found, left, name)


def _use(desk: Desk, work: Work, officer_id: int, typed: str) -> str | None:
    """By what the person is known: "code", "recovery", or None; what was given counts no second time."""
    found, given = second_factors.factor(work.connection, officer_id), second_factor.bare(typed)
    if found is None or found.secret is None:
        return None
    if len(given) == second_factor.RECOVERY_LENGTH:
        mark = _mark(desk, officer_id, given)
        return "recovery" if second_factors.use_recovery_code(work.connection, officer_id, mark, at=work.now) else None
    step = matching_step(desk.seal.open(found.secret), given, at=work.now, after=found.last_step)
    return "code" if step is not None and second_factors.use_step(work.connection, officer_id, step) else None


def _mark(desk: Desk, officer_id: int, code: str) -> bytes:
    return desk.seal.mark(MARKED, f"{officer_id} {second_factor.bare(code)}")
