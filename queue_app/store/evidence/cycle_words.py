"""Rows of what people say in a report: disputes, targets, and why a head of the unit opened it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from queue_app.domain.evidence import records
from queue_app.domain.evidence.cycle import Decision
from queue_app.domain.evidence.records import RecordId
from queue_app.domain.evidence.targets import Target
from queue_app.store.evidence.cycle_tables import Dispute, Evaluation, LetterOpening, SkpTarget
from queue_app.store.office.tables import Officer
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class Disputed:
    """about: RecordId.code; "": the report as a whole. decision: a value of Decision; None while it waits for one."""

    id: int
    version: int
    about: str
    reason: str
    made_at: datetime
    decision: str | None = None
    answer: str = ""
    decided_by: int | None = None
    decided_at: datetime | None = None

    @property
    def record(self) -> RecordId | None:
        """What it is about; None: the whole."""
        return records.read(self.about) if self.about else None


@dataclass(frozen=True, slots=True)
class Opening:
    """Who of the unit's heads read one officer's report, when and why. reason: a key of cycle.OPENED."""

    reader: str
    opened_at: datetime
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A head of the unit who reads one officer's report on a business date."""

    officer_id: int
    period: str
    reader_id: int
    day: date


_DISPUTES = select(*columns(Disputed, Dispute)).where(Dispute.evaluation_id == bindparam("report")).order_by(Dispute.id)
_ACCEPTED = (
    select(Dispute.about)
    .join(Evaluation, Evaluation.id == Dispute.evaluation_id)
    .where(Evaluation.office_id == bindparam("office"), Dispute.decision == Decision.ACCEPTED, Dispute.about != "")
)
_TARGETS = (
    select(*columns(Target, SkpTarget))
    .where(SkpTarget.evaluation_id == bindparam("report"))
    .order_by(SkpTarget.position)
)
_OPENINGS = (
    select(*columns(Opening, LetterOpening, reader=Officer.name))
    .join(Officer, Officer.id == LetterOpening.reader_id)
    .where(LetterOpening.officer_id == bindparam("officer"), LetterOpening.period == bindparam("period"))
    .order_by(LetterOpening.id)
)
_IS_OPEN = (
    select(LetterOpening.id)
    .where(
        LetterOpening.officer_id == bindparam("officer"),
        LetterOpening.period == bindparam("period"),
        LetterOpening.reader_id == bindparam("reader"),
        LetterOpening.opened_on == bindparam("day"),
    )
    .limit(1)
)
_DECIDE = (
    update(Dispute)
    .where(Dispute.id == bindparam("dispute"), Dispute.decision.is_(None))
    .values(
        decision=bindparam("was_decided"), answer=bindparam("words"), decided_by=bindparam("by"),
        decided_at=bindparam("at"),
    )
)  # fmt: skip


def disputes(connection: Connection, report_id: int) -> list[Disputed]:
    """All of the report, the oldest first."""
    return [Disputed(*row) for row in connection.execute(_DISPUTES, {"report": report_id})]


def excluded(connection: Connection, office_id: int) -> set[RecordId]:
    """Records of imported visits of which a supervisor accepted a dispute: no mark of a leg holds that."""
    found = (records.read(about) for (about,) in connection.execute(_ACCEPTED, {"office": office_id}))
    return {each for each in found if each.is_imported}


def add_dispute(
    connection: Connection, report_id: int, *, version: int, about: str, reason: str, made_at: datetime
) -> int:
    """Answers the dispute's number."""
    row = {"evaluation_id": report_id, "version": version, "about": about, "reason": reason, "made_at": made_at}
    return connection.execute(insert(Dispute).returning(Dispute.id), row).scalar_one()


def decide(connection: Connection, dispute_id: int, decision: Decision, *, words: str, by: int, at: datetime) -> bool:
    """Whether it was still undecided."""
    values = {"dispute": dispute_id, "was_decided": decision.value, "words": words, "by": by, "at": at}
    return connection.execute(_DECIDE, values).rowcount == 1


def targets(connection: Connection, report_id: int) -> list[Target]:
    """In the order in which the officer typed them."""
    return [Target(*row) for row in connection.execute(_TARGETS, {"report": report_id})]


def set_targets(connection: Connection, report_id: int, rows: Sequence[Target]) -> None:
    """These in place of those that were there."""
    connection.execute(delete(SkpTarget).where(SkpTarget.evaluation_id == report_id))
    if rows:
        placed = [{"evaluation_id": report_id, "position": at, **asdict(row)} for at, row in enumerate(rows, 1)]
        connection.execute(insert(SkpTarget), placed)


def open_letter(
    connection: Connection, office_id: int, whom: Reading, *, reason: str, words: str, at: datetime
) -> None:
    """Keeps who opened it and why."""
    row = {
        "office_id": office_id, "officer_id": whom.officer_id, "period": whom.period, "reader_id": whom.reader_id,
        "reason": reason, "words": words, "opened_at": at, "opened_on": whom.day,
    }  # fmt: skip
    connection.execute(insert(LetterOpening), row)


def is_open_to(connection: Connection, whom: Reading) -> bool:
    """Whether the reader has said on that day why."""
    asked = {"officer": whom.officer_id, "period": whom.period, "reader": whom.reader_id, "day": whom.day}
    return connection.execute(_IS_OPEN, asked).first() is not None


def openings(connection: Connection, officer_id: int, period: str) -> list[Opening]:
    """Who opened it, the oldest first."""
    return [Opening(*row) for row in connection.execute(_OPENINGS, {"officer": officer_id, "period": period})]
