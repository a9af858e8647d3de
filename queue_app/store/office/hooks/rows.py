"""Hooks of an office as an administrator sees them: set up, paused, and what was tried lately."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from queue_app.domain.log.errors import NotFound
from queue_app.store.office.hooks.tables import Delivery, HeldMessage, Hook
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class HookRow:
    """Columns of Hook."""

    id: int
    office_id: int
    name: str
    address: str
    kinds: str
    secret: bytes
    old_secret: bytes | None
    old_until: datetime | None
    made_at: datetime
    told_seq: int
    paused_at: datetime | None
    paused_why: str | None
    failures: int
    failing_since: datetime | None
    next_at: datetime | None
    test_asked: str | None


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Columns of Delivery."""

    id: int
    hook_id: int
    seq: int | None
    kind: str
    at: datetime
    took_ms: int
    status: int | None
    fault: str | None


def of_office(connection: Connection, office_id: int) -> list[HookRow]:
    """The oldest first."""
    asked = select(*columns(HookRow, Hook)).where(Hook.office_id == office_id).order_by(Hook.id)
    return [HookRow(*row) for row in connection.execute(asked)]


def one(connection: Connection, office_id: int, hook_id: int) -> HookRow:
    """Raises NotFound."""
    found = [each for each in of_office(connection, office_id) if each.id == hook_id]
    if not found:
        raise NotFound(what="hook")
    return found[0]


def add(connection: Connection, values: Mapping[str, Any]) -> int:
    """Answers its number. values: columns of Hook."""
    return connection.execute(insert(Hook).returning(Hook.id), values).scalar_one()


def change(connection: Connection, hook_id: int, **values: Any) -> None:
    """Sets those columns."""
    connection.execute(update(Hook).where(Hook.id == hook_id).values(**values))


def remove(connection: Connection, hook_id: int) -> None:
    """With all that is kept of it."""
    for table in (HeldMessage, Delivery):
        connection.execute(delete(table).where(table.hook_id == hook_id))
    connection.execute(delete(Hook).where(Hook.id == hook_id))


def drop_held(connection: Connection, hook_id: int) -> int:
    """What is held back is told no more; answers how much that was."""
    return connection.execute(delete(HeldMessage).where(HeldMessage.hook_id == hook_id)).rowcount


def hasten_held(connection: Connection, hook_id: int, *, at: datetime) -> None:
    """What is held back is tried again at once, as if for the first time."""
    connection.execute(update(HeldMessage).where(HeldMessage.hook_id == hook_id).values(next_at=at, tries=0))


def held_counts(connection: Connection, office_id: int) -> dict[int, int]:
    """Hook -> how many messages are held back for it."""
    asked = (
        select(HeldMessage.hook_id, func.count())
        .join(Hook, Hook.id == HeldMessage.hook_id)
        .where(Hook.office_id == office_id)
        .group_by(HeldMessage.hook_id)
    )
    return {hook_id: count for hook_id, count in connection.execute(asked)}  # noqa: C416 - rows are no pairs to mypy


def deliveries(connection: Connection, hook_id: int) -> list[DeliveryRow]:
    """The last tries, the newest first."""
    asked = select(*columns(DeliveryRow, Delivery)).where(Delivery.hook_id == hook_id).order_by(Delivery.id.desc())
    return [DeliveryRow(*row) for row in connection.execute(asked)]


def paused_by_itself(connection: Connection, office_id: int) -> int:
    """How many hooks were paused by no person: somebody has to look after them."""
    asked = select(func.count()).where(
        Hook.office_id == office_id, Hook.paused_at.is_not(None), Hook.paused_why != "asked"
    )
    return connection.execute(asked).scalar_one()
