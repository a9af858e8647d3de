"""The rows of the register of outages."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.evidence.outages import OutageKind
from queue_app.store.base import Base, stored_by_value


class OfficeOutage(Base):
    """When an office could not work as usual. Never changed, only withdrawn: it decides which times count."""

    __tablename__ = "outage"
    __table_args__ = (
        CheckConstraint("0 <= from_min AND from_min < until_min AND until_min <= 1440", name="span_of_a_day"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_somebody"),
        Index("ix_outage_days", "office_id", "business_date"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    business_date: Mapped[date]
    from_min: Mapped[int]
    until_min: Mapped[int]
    kind: Mapped[OutageKind] = mapped_column(stored_by_value(OutageKind, "outage_kind"))
    services: Mapped[str] = mapped_column(Text, server_default=text("''"))  # as outages.written: numbers, or all
    noted_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    noted_at: Mapped[datetime]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    withdrawn_at: Mapped[datetime | None]
