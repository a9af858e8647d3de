"""The order and the rules at the counter that an office has chosen."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, select

from queue_app.domain.outcomes import Rules
from queue_app.domain.routing import Policy
from queue_app.store.office_tables import QueuePolicy

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
# By database too: the programs of one process may serve several.
_kept: WeakKeyDictionary[Engine, dict[int, tuple[int, Chosen]]] = WeakKeyDictionary()


def policy_of(connection: Connection, office_id: int, setup_version: int) -> Chosen:
    """What the set-up of that version says; no statement where this process has read it before."""
    kept = _kept.setdefault(connection.engine, {})
    known = kept.get(office_id)
    if known is None or known[0] != setup_version:
        known = kept[office_id] = (setup_version, policy(connection, office_id))
    return known[1]


def policy(connection: Connection, office_id: int) -> Chosen:
    """What the office has chosen; the defaults where it has chosen nothing."""
    row: tuple[Any, ...] | None = connection.execute(_CHOSEN, {"office": office_id}).one_or_none()
    if row is None:
        return Policy(), Rules()
    return Policy(*row[: len(_POLICY)]), Rules(*row[len(_POLICY) :])
