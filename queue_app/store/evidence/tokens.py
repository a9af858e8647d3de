"""Tokens of other programs, by their hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from queue_app.domain.log.rights import Role
from queue_app.store.evidence.token_tables import ApiToken
from queue_app.store.office.tables import Officer
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class TokenRow:
    """last_day: the last one on which it works. used_at: when it last did, to the hour."""

    id: int
    office_id: int
    name: str
    scope: str
    officer_id: int | None
    made_by: int
    made_at: datetime
    last_day: date
    revoked_at: datetime | None
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Held:
    """A token that somebody showed, and who made it."""

    token: TokenRow
    maker_role: Role
    maker_is_active: bool


_ALL = (
    select(*columns(TokenRow, ApiToken)).where(ApiToken.office_id == bindparam("office")).order_by(ApiToken.id.desc())
)
_BY_HASH = (
    select(*columns(TokenRow, ApiToken), Officer.role, Officer.is_active)
    .join(Officer, Officer.id == ApiToken.made_by)
    .where(ApiToken.token_hash == bindparam("hash"))
)
_IN_USE = select(func.count()).where(
    ApiToken.office_id == bindparam("office"), ApiToken.revoked_at.is_(None), ApiToken.last_day >= bindparam("day")
)


def of_office(connection: Connection, office_id: int) -> list[TokenRow]:
    """Every one that was ever made, the newest first."""
    return [TokenRow(*row) for row in connection.execute(_ALL, {"office": office_id})]


def in_use(connection: Connection, office_id: int, day: date) -> int:
    """How many work on that day."""
    return connection.execute(_IN_USE, {"office": office_id, "day": day}).scalar_one()


def held(connection: Connection, token_hash: str) -> Held | None:
    """The token of that hash, of whatever office."""
    row = connection.execute(_BY_HASH, {"hash": token_hash}).one_or_none()
    return Held(TokenRow(*row[:-2]), row[-2], row[-1]) if row else None


def add(connection: Connection, values: Mapping[str, object]) -> int:
    """Answers its number. values: columns of ApiToken."""
    return connection.execute(insert(ApiToken).returning(ApiToken.id), values).scalar_one()


def revoke(connection: Connection, office_id: int, token_id: int, *, at: datetime) -> bool:
    """Whether it was one of the office's that worked until now."""
    own = (ApiToken.id == token_id, ApiToken.office_id == office_id, ApiToken.revoked_at.is_(None))
    return connection.execute(update(ApiToken).where(*own).values(revoked_at=at)).rowcount == 1


def note_use(connection: Connection, token_id: int, *, at: datetime) -> None:
    """It was shown just now."""
    connection.execute(update(ApiToken).where(ApiToken.id == token_id).values(used_at=at))
