"""The order and the rules at the counter that an office has chosen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import Policy
from queue_app.store.office.tables import QueuePolicy
from queue_app.store.rows import columns

_POLICY = columns(Policy, QueuePolicy)
_RULES = columns(Rules, QueuePolicy)
_CHOSEN = select(*_POLICY, *_RULES).where(QueuePolicy.office_id == bindparam("office"))

Chosen = tuple[Policy, Rules]


def policy(connection: Connection, office_id: int) -> Chosen:
    """What the office has chosen; the defaults where it has chosen nothing."""
    row: tuple[Any, ...] | None = connection.execute(_CHOSEN, {"office": office_id}).one_or_none()
    if row is None:
        return Policy(), Rules()
    return Policy(*row[: len(_POLICY)]), Rules(*row[len(_POLICY) :])
