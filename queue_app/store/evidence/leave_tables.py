"""The rows of officers' requests for leave and duty elsewhere."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.evidence.leave import Kind, State
from queue_app.store.base import Base, stored_by_value


class Leave(Base):
    """When one officer is not expected. kind and words may tell of health: they are nowhere else, not in the log."""

    __tablename__ = "leave"
    __table_args__ = (
        CheckConstraint("first <= last", name="days_in_order"),
        CheckConstraint("(from_min IS NULL) = (until_min IS NULL)", name="both_times_or_none"),
        CheckConstraint(
            "from_min IS NULL OR (first = last AND 0 <= from_min AND from_min < until_min AND until_min <= 1440)",
            name="times_of_a_day",
        ),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decided_by_somebody"),
        Index("ix_leave_days", "office_id", "last"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    first: Mapped[date]
    last: Mapped[date]
    from_min: Mapped[int | None]
    until_min: Mapped[int | None]
    kind: Mapped[Kind] = mapped_column(stored_by_value(Kind, "leave_kind"))
    words: Mapped[str] = mapped_column(String(200), server_default=text("''"))
    state: Mapped[State] = mapped_column(stored_by_value(State, "leave_state"))
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(200), server_default=text("''"))
    withdrawn_at: Mapped[datetime | None]
