"""Phones that asked to be woken. Beside the log, and gone with their day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base, RowId


class PushSubscription(Base):
    """One phone that follows one ticket. told: what it was sent last, as citizen.pushes.mark counts it."""

    __tablename__ = "push_subscription"
    __table_args__ = (
        UniqueConstraint("ticket_id", "endpoint"),
        Index("ix_push_subscription_day", "office_id", "business_date"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    business_date: Mapped[date]
    endpoint: Mapped[str] = mapped_column(String(1000))  # the address of its browser's push service
    p256dh: Mapped[str] = mapped_column(String(100))  # the browser's key, and its secret: only it can read what is sent
    auth: Mapped[str] = mapped_column(String(50))
    lang: Mapped[str] = mapped_column(String(2))
    told: Mapped[int] = mapped_column(RowId, server_default=text("0"))
