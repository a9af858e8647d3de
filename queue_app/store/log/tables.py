"""The rows of the log: events, and the head of each office's chain."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base, RowId


class LoggedEvent(Base):
    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("office_id", "seq"),)
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
