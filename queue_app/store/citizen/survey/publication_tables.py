"""Rows of what an office published of its survey, what it promised of it, and what it changed meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base


class IkmPublication(Base):
    """A period as it was published. No row is ever changed or taken out: a correction is the next version."""

    __tablename__ = "ikm_publication"
    __table_args__ = (UniqueConstraint("office_id", "period", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    period: Mapped[str] = mapped_column(String(10))  # SurveyPeriod.code
    version: Mapped[int]  # from 1 on
    weight: Mapped[str] = mapped_column(String(10))  # a value of ikm.Weight
    figures: Mapped[str] = mapped_column(Text)  # JSON of frozen.Frozen
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of figures, as the log's survey.published has it
    reason: Mapped[str] = mapped_column(String(300))  # of a correction; "": the first
    published_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    published_at: Mapped[datetime]


class FollowUp(Base):
    """One line of the follow-up plan (RTL) of a period."""

    __tablename__ = "follow_up"
    __table_args__ = (
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter_of_a_year"),
        CheckConstraint("term IN ('short', 'middle', 'long')", name="term"),
        CheckConstraint("(done_on IS NULL) = (done_by IS NULL)", name="done_by_somebody"),
        Index("ix_follow_up_period", "office_id", "period"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    period: Mapped[str] = mapped_column(String(10))  # SurveyPeriod.code of the survey that it answers
    unsur: Mapped[str] = mapped_column(String(20))  # a code
    programme: Mapped[str] = mapped_column(String(300))
    owner: Mapped[str] = mapped_column(String(120))
    year: Mapped[int]
    quarter: Mapped[int]
    term: Mapped[str] = mapped_column(String(10))
    due_on: Mapped[date]
    is_public: Mapped[bool]
    realisation: Mapped[str] = mapped_column(String(500))
    evidence: Mapped[str] = mapped_column(String(500))
    file_name: Mapped[str] = mapped_column(String(120))  # "": no file
    file: Mapped[bytes | None] = mapped_column(LargeBinary)
    done_on: Mapped[date | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    set_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    set_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class DatedChange(Base):
    """What the office changed on a day, in its own words, to look at the survey before and after it."""

    __tablename__ = "dated_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    business_date: Mapped[date]
    name: Mapped[str] = mapped_column(String(120))
    noted_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    noted_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
