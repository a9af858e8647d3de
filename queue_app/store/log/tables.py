"""The rows of the log: events, and the head of each office's chain."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base, RowId

IS_JUMP = text("kind = 'clock.jumped'")  # of the few events that are, so that they are found among millions


class LoggedEvent(Base):
    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("office_id", "seq"),
        Index("ix_event_jumped", "office_id", "seq", sqlite_where=IS_JUMP, postgresql_where=IS_JUMP),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    seq: Mapped[int] = mapped_column(RowId)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(30))
    data: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))


class ChainHead(Base):
    __tablename__ = "chain_head"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(RowId)
    hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime | None]  # of the last event; None before the first
    clocks: Mapped[str | None] = mapped_column(Text)  # of the machines that wrote last, as store.log.clocks writes them
    jumped_until: Mapped[datetime | None]  # whatever was noted with a later time than this was noted after every jump


class LogDay(Base):
    """Numbers of the log, among which every event stands that tells a business date: domain.queue.day_ranges."""

    __tablename__ = "log_day"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    business_date: Mapped[date] = mapped_column(primary_key=True)
    first_seq: Mapped[int] = mapped_column(RowId, primary_key=True)
    last_seq: Mapped[int] = mapped_column(RowId)


class LogDaysRead(Base):
    """Up to which event an office's rows of log_day tell, and how things stood there."""

    __tablename__ = "log_days_read"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(RowId)
    opened: Mapped[str] = mapped_column(Text)  # day_ranges.Opened as JSON
