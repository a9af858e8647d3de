"""Rows of the reports about officers: what was published, what both said, and what is locked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from queue_app.domain.evidence.cycle import Decision, Standing
from queue_app.domain.log.cycle_errors import LetterChanged
from queue_app.domain.queue.numbering import business_date
from queue_app.store.evidence.cycle_tables import Dispute, Evaluation, EvaluationDraft, LockedLetter
from queue_app.store.office.tables import Office
from queue_app.store.rows import columns


@dataclass(frozen=True, slots=True)
class Report:
    """One officer's report of one period, as far as it has come. id: 0: nothing was done to it yet."""

    id: int
    officer_id: int
    period: str
    revision: int = 0
    version: int = 0
    received_at: datetime | None = None
    note: str = ""
    noted_at: datetime | None = None
    feedback: str = ""
    feedback_by: int | None = None
    feedback_at: datetime | None = None
    officer_discussed_at: datetime | None = None
    supervisor_discussed_by: int | None = None
    supervisor_discussed_at: datetime | None = None
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A published version. content: canonical bytes of a letter.Snapshot, as text."""

    version: int
    content: str
    sha256: str
    published_at: datetime
    published_by: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A report, and what its state follows from."""

    report: Report
    published_at: datetime | None
    undecided: int
    accepted: int

    def standing(self, zone: str) -> Standing:
        """In business dates of the office's zone."""
        report = self.report
        return Standing(
            version=report.version,
            published_on=_day(self.published_at, zone),
            received_on=_day(report.received_at, zone),
            undecided=self.undecided,
            accepted=self.accepted,
            officer_discussed=report.officer_discussed_at is not None,
            supervisor_discussed=report.supervisor_discussed_at is not None,
            is_locked=report.is_locked,
        )


def _day(at: datetime | None, zone: str) -> date | None:
    return business_date(at, zone) if at else None


_SINCE = select(Office.evidence_from).where(Office.id == bindparam("office"))
_UNDECIDED = func.coalesce(func.sum(case((Dispute.decision.is_(None), 1), else_=0)), 0)
_ACCEPTED_NOW = (Dispute.decision == Decision.ACCEPTED) & (Dispute.version == Evaluation.version)
_ACCEPTED = func.coalesce(func.sum(case((_ACCEPTED_NOW, 1), else_=0)), 0)
_DISPUTED = (
    select(Evaluation.id.label("id"), _UNDECIDED.label("undecided"), _ACCEPTED.label("accepted"))
    .join(Dispute, Dispute.evaluation_id == Evaluation.id)
    .group_by(Evaluation.id)
    .subquery()
)
_PROGRESS = (
    select(
        *columns(Report, Evaluation),
        EvaluationDraft.published_at,
        func.coalesce(_DISPUTED.c.undecided, 0),
        func.coalesce(_DISPUTED.c.accepted, 0),
    )
    .outerjoin(
        EvaluationDraft,
        (EvaluationDraft.evaluation_id == Evaluation.id) & (EvaluationDraft.version == Evaluation.version),
    )
    .outerjoin(_DISPUTED, _DISPUTED.c.id == Evaluation.id)
    .where(Evaluation.office_id == bindparam("office"))
)
_OF_OFFICER = _PROGRESS.where(Evaluation.officer_id == bindparam("officer")).order_by(Evaluation.period.desc())
_ONE = _OF_OFFICER.where(Evaluation.period == bindparam("period"))
_OF_PERIOD = _PROGRESS.where(Evaluation.period == bindparam("period"))
_DRAFT = select(*columns(Draft, EvaluationDraft)).where(
    EvaluationDraft.evaluation_id == bindparam("report"), EvaluationDraft.version == bindparam("version")
)
_LOCKED = select(LockedLetter.content).where(LockedLetter.evaluation_id == bindparam("report"))


def evidence_from(connection: Connection, office_id: int) -> date | None:
    """The first day of which the office has reports about officers; None: it is still trying things out."""
    return connection.execute(_SINCE, {"office": office_id}).scalar()


def progress(connection: Connection, office_id: int, officer_id: int, period: str) -> Progress:
    """Of one report; also where nothing was done to it yet."""
    row = connection.execute(_ONE, {"office": office_id, "officer": officer_id, "period": period}).one_or_none()
    return _progress(row) if row else Progress(Report(0, officer_id, period), None, 0, 0)


def of_officer(connection: Connection, office_id: int, officer_id: int) -> list[Progress]:
    """Of all reports about one officer to which anything was done, the newest period first."""
    rows = connection.execute(_OF_OFFICER, {"office": office_id, "officer": officer_id})
    return [_progress(row) for row in rows]


def of_period(connection: Connection, office_id: int, period: str) -> dict[int, Progress]:
    """By officer, of the reports to which anything was done."""
    rows = connection.execute(_OF_PERIOD, {"office": office_id, "period": period})
    return {found.report.officer_id: found for found in map(_progress, rows)}


def _progress(row: Any) -> Progress:
    return Progress(Report(*row[:-3]), *row[-3:])


def draft(connection: Connection, report: Report) -> Draft | None:
    """The version that is published now."""
    row = connection.execute(_DRAFT, {"report": report.id, "version": report.version}).one_or_none()
    return Draft(*row) if row else None


def locked(connection: Connection, report_id: int) -> bytes | None:
    """The bytes of a locked letter."""
    content = connection.execute(_LOCKED, {"report": report_id}).scalar()
    return None if content is None else content.encode()


def begin(connection: Connection, office_id: int, report: Report) -> Report:
    """The report with a row of its own. Raises LetterChanged where another transaction has just begun it."""
    if report.id:
        return report
    row = {"office_id": office_id, "officer_id": report.officer_id, "period": report.period}
    try:
        made = connection.execute(insert(Evaluation).returning(Evaluation.id), row).scalar_one()
    except IntegrityError as exc:
        raise LetterChanged from exc
    return Report(made, report.officer_id, report.period)


def change(connection: Connection, report: Report, values: Mapping[str, Any]) -> None:
    """What the report becomes, if it still is as it was read. Raises LetterChanged."""
    as_read = (Evaluation.id == report.id, Evaluation.revision == report.revision)
    changed = update(Evaluation).where(*as_read).values(revision=report.revision + 1, **values)
    if connection.execute(changed).rowcount != 1:
        raise LetterChanged


def note_received(connection: Connection, report: Report, *, at: datetime) -> bool:
    """That the officer opened the published version: once. It changes nothing that anybody has read."""
    first = (Evaluation.id == report.id, Evaluation.version == report.version, Evaluation.received_at.is_(None))
    return connection.execute(update(Evaluation).where(*first).values(received_at=at)).rowcount == 1


def add_draft(connection: Connection, report: Report, made: Draft) -> None:
    """Keeps a published version for ever."""
    row = {name: getattr(made, name) for name in ("version", "content", "sha256", "published_at", "published_by")}
    connection.execute(insert(EvaluationDraft), {"evaluation_id": report.id, **row})


def add_locked(connection: Connection, report: Report, *, content: bytes, sha256: str) -> None:
    """Keeps the letter for ever."""
    row = {"evaluation_id": report.id, "content": content.decode(), "sha256": sha256}
    connection.execute(insert(LockedLetter), row)
