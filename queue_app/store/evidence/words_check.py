"""What people said in reports, and what they did to them, held against the log: it has a hash of every word.

What is locked is made of these rows. Whoever owns the database could otherwise put words into somebody's mouth, or
have an officer agree, just before the lock.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.evidence import letter, records, targets
from queue_app.domain.evidence.targets import Target
from queue_app.domain.evidence.told_words import DISPUTE, KINDS, OPENING, REPORT, ToldWords
from queue_app.domain.log.errors import NotFound
from queue_app.store.evidence.cycle_tables import Dispute, Evaluation, LetterOpening, SkpTarget
from queue_app.store.log.row_check import Difference, compared
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.rows import columns

Rows = dict[Any, tuple[Any, ...]]
_TOLD = (
    select(LoggedEvent.kind, LoggedEvent.data)
    .where(LoggedEvent.office_id == bindparam("office"), LoggedEvent.kind.in_(KINDS))
    .order_by(LoggedEvent.seq)
)
_REPORTS = select(Evaluation).where(Evaluation.office_id == bindparam("office"))
_DISPUTES = (
    select(Evaluation.officer_id, Evaluation.period, Dispute)
    .join(Evaluation, Evaluation.id == Dispute.evaluation_id)
    .where(Evaluation.office_id == bindparam("office"))
)
_TARGETS = (
    select(Evaluation.officer_id, Evaluation.period, *columns(Target, SkpTarget))
    .join(Evaluation, Evaluation.id == SkpTarget.evaluation_id)
    .where(Evaluation.office_id == bindparam("office"))
    .order_by(Evaluation.id, SkpTarget.position)
)
_OPENINGS = select(LetterOpening).where(LetterOpening.office_id == bindparam("office")).order_by(LetterOpening.id)


def differences(connection: Connection, office_id: int) -> Iterator[Difference]:
    """Each word, mark and decision that is not what the log tells, by the report (officer, period) it is of."""
    told = ToldWords()
    for kind, data in connection.execute(_TOLD, {"office": office_id}):
        told.read(kind, json.loads(data))
    asked = {"office": office_id}
    yield from compared("evaluation", REPORT, told.reports, _reports(connection, asked))
    yield from compared("dispute", DISPUTE, told.disputes, _disputes(connection, asked))
    yield from compared("skp_target", ("sha256",), told.targets, _targets(connection, asked))
    yield from compared("letter_opening", OPENING, told.openings, _openings(connection, asked))


def _hashed(text: str) -> str:
    return letter.sha256(text.encode())


def _reports(connection: Connection, asked: Mapping[str, Any]) -> Rows:
    found: Rows = {}
    for row in connection.execute(_REPORTS, asked):
        found[row.officer_id, row.period] = (
            row.version, row.received_at is not None, _hashed(row.note), _hashed(row.feedback), row.feedback_by,
            row.officer_discussed_at is not None, row.supervisor_discussed_by,
        )  # fmt: skip
    return found


def _disputes(connection: Connection, asked: Mapping[str, Any]) -> Rows:
    found: Rows = {}
    for row in connection.execute(_DISPUTES, asked):
        found[row.officer_id, row.period, row.id] = (
            *_about(row.about), _hashed(row.reason),
            row.decision, _hashed(row.answer) if row.decision else None, row.decided_by,
        )  # fmt: skip
    return found


def _about(code: str) -> tuple[object, object]:
    """The ticket and the service; of what is no record the code itself, which no log tells."""
    try:
        found = records.read(code) if code else None
    except NotFound:
        return code, code
    return (found.ticket_id, found.service_id) if found else (None, None)


def _targets(connection: Connection, asked: Mapping[str, Any]) -> Rows:
    rows: dict[Any, list[Target]] = {}
    for officer_id, period, *row in connection.execute(_TARGETS, asked):
        rows.setdefault((officer_id, period), []).append(Target(*row))
    return {key: (targets.hashed(found),) for key, found in rows.items()}


def _openings(connection: Connection, asked: Mapping[str, Any]) -> Rows:
    found: Rows = {}
    for row in connection.execute(_OPENINGS, asked):
        place = sum(key[:2] == (row.officer_id, row.period) for key in found) + 1
        found[row.officer_id, row.period, place] = (row.reader_id, row.reason, _hashed(row.words))
    return found
