"""What was promised to people who wait, and by what it was estimated."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.citizen.estimate import How
from queue_app.store.base import Base, RowId, stored_by_value


class WaitNow(Base):
    """The newest promises of an office, as one small document: pages read it, and nobody computes for a reader."""

    __tablename__ = "wait_now"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(RowId)  # the office's last event that it knows of
    at: Mapped[datetime]
    data: Mapped[str] = mapped_column(Text)  # JSON


class WaitPromise(Base):
    """A range that somebody who waits was shown. number: 0 is the one that came with the ticket."""

    __tablename__ = "wait_promise"
    __table_args__ = (Index("ix_wait_promise_day", "office_id", "business_date"),)
    leg_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    business_date: Mapped[date]
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    made_at: Mapped[datetime]
    from_at: Mapped[datetime]
    to_at: Mapped[datetime]
    p50_at: Mapped[datetime]
    p80_at: Mapped[datetime]
    p90_at: Mapped[datetime]
    how: Mapped[How] = mapped_column(stored_by_value(How, "wait_how"))
    model_id: Mapped[int | None] = mapped_column(ForeignKey("wait_model.id"))
    factor: Mapped[float]
    cause: Mapped[str | None] = mapped_column(String(30))  # a key of causes.CAUSES


class WaitModel(Base):
    """What an office's past has taught: a model with its figures, and whether it is the one in use."""

    __tablename__ = "wait_model"
    __table_args__ = (Index("ix_wait_model_office", "office_id", "made_on"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    made_on: Mapped[date]  # business date
    first_day: Mapped[date]
    last_day: Mapped[date]
    legs: Mapped[int]
    features: Mapped[str] = mapped_column(Text)  # JSON: their names
    figures: Mapped[str] = mapped_column(Text)  # JSON: its own and those of the one before it, on the same days
    is_in_use: Mapped[bool]
    policy: Mapped[str] = mapped_column(Text)  # JSON: the order of calls that it has learned
    since: Mapped[date | None]  # from when on that order counts; None: as far as anybody knows, always
    data: Mapped[bytes | None] = mapped_column(LargeBinary)  # None: forgotten, the figures stay
