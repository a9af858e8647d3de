"""Tokens of other programs. Only the hash of one is kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base


class ApiToken(Base):
    """officer_id: whose reports it reads; None: all of the office. made_by: it works while they may evaluate."""

    __tablename__ = "api_token"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scope: Mapped[str] = mapped_column(String(20))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    made_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    made_at: Mapped[datetime]
    last_day: Mapped[date]  # of the office, included
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]  # lately, to the hour
