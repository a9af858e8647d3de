"""Signing in by what a provider of single sign-on says of somebody, to an account that is there already."""

from __future__ import annotations

from dataclasses import dataclass

from queue_app.actions.office import accounts as sessions
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.sign_in_errors import CodeWanted, NotKnownHere
from queue_app.store.desk import Desk, Work
from queue_app.store.office import accounts, catalogue, single_sign_on
from queue_app.store.office.accounts import Account

BY = "single_sign_on_"  # before the ways of second_factor.sign_in


@dataclass(frozen=True, slots=True)
class Said:
    """What the provider says of somebody, proved. subject: of this person alone, for ever. name: as `matches` says.

    matches: "username" or "nip". is_proved_twice: the provider asked more than a password.
    """

    issuer: str
    subject: str
    name: str
    matches: str
    is_proved_twice: bool


def sign_in(desk: Desk, said: Said) -> tuple[str, str]:
    """Answers the token of a new session and the user name. No account is ever made.

    The first time the account is found by the name that the provider tells; from then on by the subject alone, so
    that a name which the provider gives to somebody else opens nothing. Raises NotKnownHere; CodeWanted where the
    person has a second factor and the provider asked for none.
    """
    account = _account(desk, said)
    if account is None:
        _refuse_nobody(desk)
        raise NotKnownHere
    with desk.transaction(account.office_id) as work:
        is_known = _is_theirs(work, account, said)
        half = sessions.half_of(work, account) if is_known and not said.is_proved_twice else None
        token = None
        if is_known and half is None:
            at = work.now if said.is_proved_twice else None
            token = sessions.open_session(work, account.id, way="single_sign_on", proved_at=at)
        elif not is_known:
            work.record(events.SignInRefused(officer_id=account.id))
    if half is not None:
        raise CodeWanted(half=half, username=account.username)
    if token is None:
        raise NotKnownHere
    return token, account.username


def release(desk: Desk, *, username: str) -> None:
    """The account is bound to nobody at a provider any more. Raises NotFound: no such account, or it was not bound."""
    with desk.reading() as connection:
        account = accounts.account(connection, username)
    if account is None:
        raise NotFound(what="officer")
    with desk.transaction(account.office_id) as work:
        if not single_sign_on.release(work.connection, account.id):
            raise NotFound(what="single sign-on")
        work.record(events.SingleSignOnReleased(officer_id=account.id))


def _account(desk: Desk, said: Said) -> Account | None:
    with desk.reading() as connection:
        bound = single_sign_on.bound_to(connection, issuer=said.issuer, subject=said.subject)
        if bound is not None:
            return bound
        if "\0" in said.name or not said.name:
            return None
        if said.matches == "nip":
            found = single_sign_on.with_nip(connection, said.name)
            return found[0] if len(found) == 1 else None  # of two offices nobody knows which is meant
        return accounts.account(connection, said.name.strip().lower())


def _is_theirs(work: Work, account: Account, said: Said) -> bool:
    """Whether the account is in use and this person's; binds it to them the first time."""
    if not accounts.account_of(work.connection, account.office_id, account.id).is_active:
        return False
    bound = single_sign_on.bound_to(work.connection, issuer=said.issuer, subject=said.subject)
    if bound is not None:
        return bound.id == account.id
    if single_sign_on.is_bound(work.connection, account.id, issuer=said.issuer):
        return False
    single_sign_on.bind(work.connection, account.id, issuer=said.issuer, subject=said.subject, at=work.now)
    work.record(events.SingleSignOnBound(officer_id=account.id))
    return True


def _refuse_nobody(desk: Desk) -> None:
    """Written in the first office, as with a name that nobody has."""
    with desk.reading() as connection:
        offices = catalogue.offices(connection)
    if offices:
        with desk.transaction(offices[0].id) as work:
            work.record(events.SignInRefused(officer_id=None))
