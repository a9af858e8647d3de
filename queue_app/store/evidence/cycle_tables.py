"""The rows of the reports about officers: what was published, what both said of it, and the locked bytes.

The database refuses to change or to take out a published draft and a locked letter (migration 0018).
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.evidence.cycle import Decision
from queue_app.store.base import Base, RowId, stored_by_value

UNDECIDED = text("decision IS NULL")


class Evaluation(Base):
    """One officer's report of one period. revision: counts every change, so that nobody acts on what was not read."""

    __tablename__ = "evaluation"
    __table_args__ = (UniqueConstraint("office_id", "officer_id", "period"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    period: Mapped[str] = mapped_column(String(7))
    revision: Mapped[int] = mapped_column(server_default=text("0"))
    version: Mapped[int] = mapped_column(server_default=text("0"))  # of the published draft; 0: none
    received_at: Mapped[datetime | None]  # when the officer first opened that version
    note: Mapped[str] = mapped_column(Text, server_default="")
    noted_at: Mapped[datetime | None]
    feedback: Mapped[str] = mapped_column(Text, server_default="")
    feedback_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    feedback_at: Mapped[datetime | None]
    officer_discussed_at: Mapped[datetime | None]
    supervisor_discussed_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    supervisor_discussed_at: Mapped[datetime | None]
    is_locked: Mapped[bool] = mapped_column(server_default=false())


class EvaluationDraft(Base):
    """A published version: its figures in the canonical form of letter.canonical, as the log holds their hash."""

    __tablename__ = "evaluation_draft"
    evaluation_id: Mapped[int] = mapped_column(RowId, ForeignKey("evaluation.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime]
    published_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))


class Dispute(Base):
    """Of one record, or of the whole report. about: RecordId.code; "": the whole."""

    __tablename__ = "dispute"
    __table_args__ = (
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided_at_a_time"),
        # One dispute at a time about one thing, however often its button is pressed.
        Index(
            "uq_dispute_undecided", "evaluation_id", "about",
            unique=True, sqlite_where=UNDECIDED, postgresql_where=UNDECIDED,
        ),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(RowId, ForeignKey("evaluation.id"))
    version: Mapped[int]  # of the draft that it disputes
    about: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    decision: Mapped[str | None] = mapped_column(stored_by_value(Decision, "decision"))
    answer: Mapped[str] = mapped_column(Text, server_default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None]


class SkpTarget(Base):
    """A row of the SKP as the officer typed it (targets.Target)."""

    __tablename__ = "skp_target"
    evaluation_id: Mapped[int] = mapped_column(RowId, ForeignKey("evaluation.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    leader_plan: Mapped[str] = mapped_column(String(300))
    plan: Mapped[str] = mapped_column(String(300))
    aspect: Mapped[str] = mapped_column(String(20))
    indicator: Mapped[str] = mapped_column(String(300))
    target: Mapped[str] = mapped_column(String(120))
    measure: Mapped[str] = mapped_column(String(20), server_default="")


class LockedLetter(Base):
    """The canonical bytes of a locked letter, UTF-8, for ever. sha256: as the log's evidence.locked has it."""

    __tablename__ = "locked_letter"
    evaluation_id: Mapped[int] = mapped_column(RowId, ForeignKey("evaluation.id"), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))


class LetterOpening(Base):
    """A head of the unit opened one officer's report, and said why. reason: a key of cycle.OPENED."""

    __tablename__ = "letter_opening"
    __table_args__ = (Index("ix_letter_opening_of", "officer_id", "period"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    period: Mapped[str] = mapped_column(String(7))
    reader_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    reason: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime]
    opened_on: Mapped[date]  # business date: the report stays open to the reader until it ends
