"""The rows of dated notes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base


class DayNote(Base):
    """What changed at the office on a day, in a supervisor's words. Free text, so outside the log."""

    __tablename__ = "day_note"
    __table_args__ = (Index("ix_day_note_days", "office_id", "business_date"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    business_date: Mapped[date]
    text: Mapped[str] = mapped_column(String(120))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))  # who wrote it
    written_at: Mapped[datetime]
