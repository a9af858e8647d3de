"""The rows of what was promised against what was kept: sums of days that are over."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.citizen.estimate import How
from queue_app.store.base import Base, RowId, stored_by_value


class WaitScored(Base):
    """A business date whose promises are counted, as the log told it up to event `seq`."""

    __tablename__ = "wait_scored"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    business_date: Mapped[date] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(RowId)


class WaitScore(Base):
    """The sums of one cell of domain.citizen.scored on a business date."""

    __tablename__ = "wait_score"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    business_date: Mapped[date] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    how: Mapped[How] = mapped_column(stored_by_value(How, "score_how"), primary_key=True)
    is_first: Mapped[bool] = mapped_column(primary_key=True)
    sums: Mapped[str] = mapped_column(Text)  # JSON: scored.Sums
