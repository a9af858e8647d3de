"""Second factors: whose codes are asked for, by which secret, and the codes for a lost phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from queue_app.store.office.second_factor_tables import RecoveryCode, SecondFactor
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class Factor:
    """secret: closed under the seal; None: the factor was taken away at removed_at, and the person not yet told."""

    secret: bytes | None
    set_at: datetime | None
    last_step: int
    removed_at: datetime | None
    removed_by_id: int | None


_FACTOR = select(*columns(Factor, SecondFactor)).where(SecondFactor.officer_id == bindparam("officer"))


def factor(connection: Connection, officer_id: int) -> Factor | None:
    """The person's row; None: there never was one, or it has been taken away and told."""
    row = connection.execute(_FACTOR, {"officer": officer_id}).one_or_none()
    return Factor(*row) if row else None


def with_one(connection: Connection, officer_ids: list[int]) -> set[int]:
    """Those of whom codes are asked."""
    found = select(SecondFactor.officer_id).where(
        SecondFactor.officer_id.in_(officer_ids), SecondFactor.set_at.is_not(None)
    )
    return set(connection.execute(found).scalars())


def set_factor(
    connection: Connection, officer_id: int, *, secret: bytes, step: int, marks: list[bytes], at: datetime
) -> None:
    """This secret is the person's only one from now on, and these are the only recovery codes. step: used already."""
    forget(connection, officer_id)
    connection.execute(
        insert(SecondFactor), {"officer_id": officer_id, "secret": secret, "set_at": at, "last_step": step}
    )
    connection.execute(insert(RecoveryCode), [{"officer_id": officer_id, "mark": mark} for mark in marks])


def use_step(connection: Connection, officer_id: int, step: int) -> bool:
    """Takes the code of that step, once: False where it or a later one was taken already."""
    done = connection.execute(
        update(SecondFactor)
        .where(SecondFactor.officer_id == officer_id, SecondFactor.last_step < step, SecondFactor.set_at.is_not(None))
        .values(last_step=step)
    )
    return done.rowcount == 1


def use_recovery_code(connection: Connection, officer_id: int, mark: bytes, *, at: datetime) -> bool:
    """Takes the recovery code with that mark, once."""
    own = (RecoveryCode.officer_id == officer_id, RecoveryCode.mark == mark, RecoveryCode.used_at.is_(None))
    return connection.execute(update(RecoveryCode).where(*own).values(used_at=at)).rowcount == 1


def recovery_codes_left(connection: Connection, officer_id: int) -> int:
    """How many of them were not used."""
    own = (RecoveryCode.officer_id == officer_id, RecoveryCode.used_at.is_(None))
    return connection.execute(select(func.count()).where(*own)).scalar_one()


def remove(connection: Connection, officer_id: int, *, by: int | None, at: datetime) -> bool:
    """No code is asked any more, and the person is still to be told. False where none was asked."""
    done = connection.execute(
        update(SecondFactor)
        .where(SecondFactor.officer_id == officer_id, SecondFactor.set_at.is_not(None))
        .values(secret=None, set_at=None, removed_at=at, removed_by_id=by)
    )
    connection.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer_id))
    return done.rowcount == 1


def forget(connection: Connection, officer_id: int) -> None:
    """Nothing is kept of a factor: the person was told, or sets up another."""
    for table in (SecondFactor, RecoveryCode):
        connection.execute(delete(table).where(table.officer_id == officer_id))
