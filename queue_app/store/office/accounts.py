"""Officers' accounts and their sign-in sessions. A session's token is stored as a hash only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import RIGHTS, Right, Role, rights_of
from queue_app.store.office.second_factor_tables import SecondFactor
from queue_app.store.office.tables import LoginSession, Officer
from queue_app.store.rows import columns
from queue_app.store.statements import Statement


@dataclass(frozen=True, slots=True)
class Account:
    id: int
    office_id: int
    username: str
    name: str
    role: Role
    password_hash: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is behind a request."""

    officer_id: int
    office_id: int
    name: str
    role: Role
    created_at: datetime
    seen_at: datetime
    may_pick: bool = False
    proved_at: datetime | None = None  # when more than a password was given last; None: never in this session
    factor_at: datetime | None = None  # since when codes are asked of the person; None: they are not
    unfactored_at: datetime | None = None  # when they were taken away, until the person has been told

    @property
    def rights(self) -> frozenset[Right]:
        return rights_of(self.role, may_pick=self.may_pick)


_ACCOUNTS = select(*columns(Account, Officer))
_ACCOUNT = _ACCOUNTS.where(Officer.username == bindparam("username"))
_ACCOUNT_OF = _ACCOUNTS.where(Officer.id == bindparam("officer"), Officer.office_id == bindparam("office"))
_SIGNED_IN = Statement(
    select(
        *columns(
            SignedIn,
            Officer,
            LoginSession,
            officer_id=Officer.id,
            factor_at=SecondFactor.set_at,
            unfactored_at=SecondFactor.removed_at,
        )
    )
    .join(LoginSession, LoginSession.officer_id == Officer.id)
    .outerjoin(SecondFactor, SecondFactor.officer_id == Officer.id)
    .where(LoginSession.token_hash == bindparam("token_hash"), LoginSession.ended_at.is_(None), Officer.is_active)
)


def account(connection: Connection, username: str) -> Account | None:
    """The account of that name, also one that is not active any more."""
    row = connection.execute(_ACCOUNT, {"username": username}).one_or_none()
    return Account(*row) if row else None


def account_of(connection: Connection, office_id: int, officer_id: int) -> Account:
    """Raises NotFound when the office has no such officer."""
    row = connection.execute(_ACCOUNT_OF, {"office": office_id, "officer": officer_id}).one_or_none()
    if row is None:
        raise NotFound(what="officer")
    return Account(*row)


def set_password_hash(connection: Connection, officer_id: int, password_hash: str) -> None:
    """The password that this hash is of is the officer's only one from now on."""
    connection.execute(update(Officer).where(Officer.id == officer_id).values(password_hash=password_hash))


def signed_in(connection: Connection, token_hash: str) -> SignedIn | None:
    """Who holds the session, while neither it nor the account has ended."""
    row = _SIGNED_IN.first(connection, token_hash=token_hash)
    return SignedIn(*row) if row else None


def begin_session(
    connection: Connection, *, token_hash: str, officer_id: int, at: datetime, proved_at: datetime | None = None
) -> None:
    """A new session, known by its hash. proved_at: when more than a password was given."""
    connection.execute(
        insert(LoginSession),
        {
            "token_hash": token_hash, "officer_id": officer_id, "created_at": at, "seen_at": at,
            "proved_at": proved_at,
        },
    )  # fmt: skip


def touch_session(connection: Connection, token_hash: str, *, at: datetime) -> None:
    """The session was used: its idle time starts again."""
    connection.execute(update(LoginSession).where(LoginSession.token_hash == token_hash).values(seen_at=at))


def end_session(connection: Connection, token_hash: str, *, at: datetime) -> bool:
    """The session is over for good. Answers whether it was open until now."""
    ended = connection.execute(
        update(LoginSession)
        .where(LoginSession.token_hash == token_hash, LoginSession.ended_at.is_(None))
        .values(ended_at=at)
    )
    return ended.rowcount == 1


def end_sessions(connection: Connection, officer_id: int, *, at: datetime) -> None:
    """Every session of the officer is over for good: the password is new, or the account is closed."""
    connection.execute(
        update(LoginSession)
        .where(LoginSession.officer_id == officer_id, LoginSession.ended_at.is_(None))
        .values(ended_at=at)
    )


def serving(connection: Connection, office_id: int, *, at: datetime) -> list[SignedIn]:
    """Everyone who may serve at a counter of the office, by id, as if all had signed in at that moment."""
    roles = [role for role in Role if Right.SERVE in RIGHTS[role]]
    rows = connection.execute(
        select(Officer.id, Officer.office_id, Officer.name, Officer.role, Officer.may_pick)
        .where(Officer.office_id == office_id, Officer.role.in_(roles), Officer.is_active)
        .order_by(Officer.id)
    )
    return [SignedIn(row.id, row.office_id, row.name, row.role, at, at, row.may_pick) for row in rows]


def colleagues(connection: Connection, office_id: int) -> dict[int, str]:
    """Everyone who may serve at a counter of the office, id -> name, by name."""
    serving = [role for role in Role if Right.SERVE in RIGHTS[role]]
    rows = connection.execute(
        select(Officer.id, Officer.name)
        .where(Officer.office_id == office_id, Officer.role.in_(serving), Officer.is_active)
        .order_by(Officer.name)
    )
    return {row.id: row.name for row in rows}


def names(connection: Connection, office_id: int) -> dict[int, str]:
    """Everyone who ever had an account at the office, id -> name."""
    rows = connection.execute(select(Officer.id, Officer.name).where(Officer.office_id == office_id))
    return {row.id: row.name for row in rows}
