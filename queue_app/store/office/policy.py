"""The order and the rules at the counter that an office has chosen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import Policy
from queue_app.store.office.tables import QueuePolicy

_POLICY = (
    QueuePolicy.kind, QueuePolicy.regular, QueuePolicy.head_start_min, QueuePolicy.early_min, QueuePolicy.late_min,
    QueuePolicy.appointed_in_a_row, QueuePolicy.help_after_min,
)  # fmt: skip  # in the order of routing.Policy
_RULES = (
    QueuePolicy.recalls_before_no_show, QueuePolicy.restore_within_min, QueuePolicy.restore_place,
    QueuePolicy.restore_after, QueuePolicy.last_ticket_min,
)  # fmt: skip  # in the order of outcomes.Rules
_CHOSEN = select(*_POLICY, *_RULES).where(QueuePolicy.office_id == bindparam("office"))

Chosen = tuple[Policy, Rules]


def policy(connection: Connection, office_id: int) -> Chosen:
    """What the office has chosen; the defaults where it has chosen nothing."""
    row: tuple[Any, ...] | None = connection.execute(_CHOSEN, {"office": office_id}).one_or_none()
    if row is None:
        return Policy(), Rules()
    return Policy(*row[: len(_POLICY)]), Rules(*row[len(_POLICY) :])
