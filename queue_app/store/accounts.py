"""Officers' accounts and their sign-in sessions. A session's token is stored as a hash only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from queue_app.domain.rights import Role
from queue_app.store.tables import LoginSession, Officer


@dataclass(frozen=True, slots=True)
class Account:
    id: int
    office_id: int
    username: str
    name: str
    role: Role
    password_hash: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is behind a request."""

    officer_id: int
    office_id: int
    name: str
    role: Role
    created_at: datetime
    seen_at: datetime


_ACCOUNT = select(
    Officer.id, Officer.office_id, Officer.username, Officer.name, Officer.role, Officer.password_hash
).where(Officer.username == bindparam("username"), Officer.is_active)
_SIGNED_IN = (
    select(Officer.id, Officer.office_id, Officer.name, Officer.role, LoginSession.created_at, LoginSession.seen_at)
    .join(LoginSession, LoginSession.officer_id == Officer.id)
    .where(LoginSession.token_hash == bindparam("token_hash"), LoginSession.ended_at.is_(None), Officer.is_active)
)


def account(connection: Connection, username: str) -> Account | None:
    """The active account of that name."""
    row = connection.execute(_ACCOUNT, {"username": username}).one_or_none()
    return Account(*row) if row else None


def signed_in(connection: Connection, token_hash: str) -> SignedIn | None:
    """Who holds the session, while neither it nor the account has ended."""
    row = connection.execute(_SIGNED_IN, {"token_hash": token_hash}).one_or_none()
    return SignedIn(*row) if row else None


def begin_session(connection: Connection, *, token_hash: str, officer_id: int, at: datetime) -> None:
    """A new session, known by its hash."""
    connection.execute(
        insert(LoginSession), {"token_hash": token_hash, "officer_id": officer_id, "created_at": at, "seen_at": at}
    )


def touch_session(connection: Connection, token_hash: str, *, at: datetime) -> None:
    """The session was used: its idle time starts again."""
    connection.execute(update(LoginSession).where(LoginSession.token_hash == token_hash).values(seen_at=at))


def end_session(connection: Connection, token_hash: str, *, at: datetime) -> None:
    """The session is over for good."""
    connection.execute(
        update(LoginSession)
        .where(LoginSession.token_hash == token_hash, LoginSession.ended_at.is_(None))
        .values(ended_at=at)
    )


def officers(connection: Connection, office_id: int, *, role: Role) -> list[int]:
    """Ids of the active people of that role."""
    rows = connection.execute(
        select(Officer.id)
        .where(Officer.office_id == office_id, Officer.role == role, Officer.is_active)
        .order_by(Officer.id)
    )
    return list(rows.scalars())
