"""What citizens answered, in rows that point at nobody.

Here stands no ticket, token, leg, time, half of a day, address, device, nor who entered a form. Ids are random and
never a sequence: on SQLite they are the order of the rows in the file. Every table says by its columns what is known.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base, RowId

CHANNELS = "channel IN ('page', 'tablet', 'kiosk', 'paper', 'import')"


class SurveyAnswer(Base):
    """One respondent's answers. business_date: of the visit, or of the form on paper."""

    __tablename__ = "survey_answer"
    __table_args__ = (
        CheckConstraint(CHANNELS, name="channel"),
        Index("ix_survey_answer_day", "office_id", "business_date"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)  # random
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    business_date: Mapped[date]
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    channel: Mapped[str] = mapped_column(String(10))
    is_own_device: Mapped[bool]  # answered at the counter's own device
    instrument: Mapped[str] = mapped_column(String(20))  # its kind and version: "skm 2017-1"
    answers: Mapped[str] = mapped_column(Text)  # JSON: code of an unsur -> 1..4, only what was answered
    sex: Mapped[str | None] = mapped_column(String(20))
    age_band: Mapped[str | None] = mapped_column(String(20))
    education: Mapped[str | None] = mapped_column(String(20))
    occupation: Mapped[str | None] = mapped_column(String(20))
    has_disability: Mapped[bool | None]


class SurveyMark(Base):
    """That a ticket's answers were taken, so that it has no second ones; only the seal's key finds its ticket."""

    __tablename__ = "survey_mark"
    __table_args__ = (Index("ix_survey_mark_forget", "office_id", "forget_on"),)
    mark: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    forget_on: Mapped[date]


class SurveyComment(Base):
    """What somebody wrote, joined to no answer. tags: JSON, words of whoever read it."""

    __tablename__ = "survey_comment"
    __table_args__ = (Index("ix_survey_comment_day", "office_id", "business_date"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)  # random
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    business_date: Mapped[date]
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    text: Mapped[str] = mapped_column(Text)
    tags: Mapped[str] = mapped_column(Text, server_default="[]")


class QuickRating(Base):
    """One press on one of four faces; never an answer of the survey, never IKM."""

    __tablename__ = "quick_rating"
    __table_args__ = (
        CheckConstraint("score BETWEEN 1 AND 4", name="score"),
        Index("ix_quick_rating_day", "office_id", "business_date"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)  # random
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    business_date: Mapped[date]
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    score: Mapped[int]


class SurveyDay(Base):
    """A business date: whether the survey was on, and once no more is taken, what its seal says."""

    __tablename__ = "survey_day"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    business_date: Mapped[date] = mapped_column(primary_key=True)
    was_on: Mapped[bool]
    answers: Mapped[int | None]  # how many, when it was sealed; None: it is not yet
    digest: Mapped[str | None] = mapped_column(String(64))  # sha256 over them


class SurveyBatch(Base):
    """Forms that were entered or imported together; none is joined to an answer. digest: of the file, if it was one."""

    __tablename__ = "survey_batch"
    __table_args__ = (UniqueConstraint("office_id", "digest"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    taken_on: Mapped[date]  # business date
    channel: Mapped[str] = mapped_column(String(10))
    forms: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date]
    digest: Mapped[str | None] = mapped_column(String(64))
