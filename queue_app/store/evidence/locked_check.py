"""Published drafts, locked letters and what was said of them, held byte for byte against the hashes of the log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.evidence import letter
from queue_app.domain.log.cycle_errors import EvidenceDiffers
from queue_app.domain.log.events import DraftPublished, LetterLocked
from queue_app.store.evidence import words_check
from queue_app.store.evidence.cycle_tables import Evaluation, EvaluationDraft, LockedLetter
from queue_app.store.evidence.letters import Whose
from queue_app.store.log import chain
from queue_app.store.log.row_check import MISSING, UNKNOWN, Difference
from queue_app.store.log.tables import LoggedEvent

Key = tuple[int, str, int]  # officer, period, version
_TOLD = (
    select(LoggedEvent.kind, LoggedEvent.data)
    .where(LoggedEvent.office_id == bindparam("office"), LoggedEvent.kind.in_([DraftPublished.kind, LetterLocked.kind]))
    .order_by(LoggedEvent.seq)
)
_DRAFTS = (
    select(
        Evaluation.officer_id, Evaluation.period, EvaluationDraft.version, EvaluationDraft.content,
        EvaluationDraft.sha256,
    )
    .join(Evaluation, Evaluation.id == EvaluationDraft.evaluation_id)
    .where(Evaluation.office_id == bindparam("office"))
)  # fmt: skip
_LETTERS = (
    select(Evaluation.officer_id, Evaluation.period, Evaluation.version, LockedLetter.content, LockedLetter.sha256)
    .join(Evaluation, Evaluation.id == LockedLetter.evaluation_id)
    .where(Evaluation.office_id == bindparam("office"))
)
_LOCKED = select(Evaluation.officer_id, Evaluation.period, Evaluation.version).where(
    Evaluation.office_id == bindparam("office"), Evaluation.is_locked
)
_KEPT = {  # kind of event -> the table of what it vouches for, and its rows
    DraftPublished.kind: (EvaluationDraft.__tablename__, _DRAFTS),
    LetterLocked.kind: (LockedLetter.__tablename__, _LETTERS),
}


def differences(connection: Connection, office_id: int) -> Iterator[Difference]:
    """Each byte sequence or word that is gone, is not what the log vouches for, or is vouched for by nothing."""
    told = _told(connection, office_id)
    for kind, (table, rows) in _KEPT.items():
        yield from _compared(table, told[kind], _kept(connection, office_id, rows))
    yield from _said_to_be_locked(connection, office_id, told[LetterLocked.kind])
    yield from words_check.differences(connection, office_id)


def require_sound(connection: Connection, whose: Whose) -> None:
    """That the log is whole, and that it vouches for all that was published and said about this officer in this period.

    Raises BrokenLog, EvidenceDiffers.
    """
    chain.verify(connection, whose.office_id)
    name = f"{whose.officer_id} {whose.period.code}"
    if any(each.row.startswith(name) for each in differences(connection, whose.office_id)):
        raise EvidenceDiffers(officer=whose.officer_id, period=whose.period.code)


def _told(connection: Connection, office_id: int) -> dict[str, dict[Key, str]]:
    found: dict[str, dict[Key, str]] = {kind: {} for kind in _KEPT}
    for kind, data in connection.execute(_TOLD, {"office": office_id}):
        event = json.loads(data)
        found[kind][event["officer_id"], event["period"], event["version"]] = event["sha256"]
    return found


def _kept(connection: Connection, office_id: int, rows: Any) -> dict[Key, tuple[str, str]]:
    return {
        (officer_id, period, version): (letter.sha256(content.encode()), sha256)
        for officer_id, period, version, content, sha256 in connection.execute(rows, {"office": office_id})
    }


def _compared(table: str, told: dict[Key, str], kept: dict[Key, tuple[str, str]]) -> Iterator[Difference]:
    for key in sorted(told.keys() | kept.keys()):
        row = " ".join(map(str, key))
        if key not in kept or key not in told:
            yield Difference(table, row, MISSING if key in told else UNKNOWN, told.get(key), kept.get(key))
            continue
        of_bytes, noted = kept[key]
        if of_bytes != told[key]:
            yield Difference(table, row, "content", told[key], of_bytes)
        if noted != told[key]:
            yield Difference(table, row, "sha256", told[key], noted)


def _said_to_be_locked(connection: Connection, office_id: int, told: dict[Key, str]) -> Iterator[Difference]:
    kept = {(row[0], row[1], row[2]) for row in connection.execute(_LOCKED, {"office": office_id})}
    for key in sorted(kept ^ told.keys()):
        yield Difference("evaluation", " ".join(map(str, key)), "is_locked", key in told, key in kept)
