"""The rows of the training register and of the criteria of recognition."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base


class Course(Base):
    """One course. Topic and note are free text, so outside the log. services: their ids, parted by spaces."""

    __tablename__ = "course"
    __table_args__ = (
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_somebody"),
        Index("ix_course_days", "office_id", "business_date"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    business_date: Mapped[date]  # its last day
    topic: Mapped[str] = mapped_column(String(120))
    hours: Mapped[int]  # lesson hours (JP)
    note: Mapped[str] = mapped_column(String(500))
    services: Mapped[str] = mapped_column(Text)
    noted_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    noted_at: Mapped[datetime]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    withdrawn_at: Mapped[datetime | None]


class CourseAttendee(Base):
    __tablename__ = "course_attendee"
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True, index=True)


class CourseTopic(Base):
    """What an office suggests for a kind of gap, in its own words. gap: a value of gaps.Gap."""

    __tablename__ = "course_topic"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    gap: Mapped[str] = mapped_column(String(20), primary_key=True)
    topic: Mapped[str] = mapped_column(String(120))


class UnitCriterion(Base):
    """As recognition.Criterion tells it; a row is never changed but for its withdrawal."""

    __tablename__ = "criterion"
    __table_args__ = (CheckConstraint("limit_pct BETWEEN 1 AND 100", name="limit_is_a_share"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    measure: Mapped[str] = mapped_column(String(20))
    limit_pct: Mapped[int]
    group_code: Mapped[str] = mapped_column(String(20))
    published_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
