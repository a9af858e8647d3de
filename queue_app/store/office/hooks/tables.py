"""Addresses of other programs, up to where each was told the log, and what is held back for it.

What is to be told stands nowhere but in the log: a receiver that is away for a week costs one row.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base, RowId


class Hook(Base):
    """One address. told_seq: every event up to it was told, is held back, or is none that the hook wants."""

    __tablename__ = "hook"
    # The log names a hook by its number: one that was removed must never lend its number to another.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it from the class
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(Text)
    kinds: Mapped[str] = mapped_column(Text)  # keys of kinds.KINDS, parted by spaces
    secret: Mapped[bytes] = mapped_column(LargeBinary)  # sealed
    old_secret: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed; signs beside the new one until old_until
    old_until: Mapped[datetime | None]
    made_at: Mapped[datetime]
    told_seq: Mapped[int] = mapped_column(RowId)
    paused_at: Mapped[datetime | None]
    paused_why: Mapped[str | None] = mapped_column(String(20))  # a key of kinds.PAUSES
    failures: Mapped[int] = mapped_column(server_default=text("0"))  # in a row, whichever messages they were
    failing_since: Mapped[datetime | None]
    next_at: Mapped[datetime | None]  # nothing is tried before
    test_asked: Mapped[str | None] = mapped_column(String(32))  # names the test message that somebody waits for
    claimed_by: Mapped[str | None] = mapped_column(String(32))  # the worker that tells it now
    claimed_until: Mapped[datetime | None]


class HeldMessage(Base):
    """A message that its receiver would not take, or that waits behind such a one of the same ticket."""

    __tablename__ = "hook_held"
    hook_id: Mapped[int] = mapped_column(ForeignKey("hook.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(RowId, primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))  # as kinds.subject_of
    tries: Mapped[int]
    next_at: Mapped[datetime]


class Delivery(Base):
    """One of the last tries. status: as the receiver answered. fault: a key of posted.FAULTS; None: it took it."""

    __tablename__ = "hook_delivery"
    __table_args__ = (Index("ix_hook_delivery_hook_id_id", "hook_id", "id"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    hook_id: Mapped[int] = mapped_column(ForeignKey("hook.id"))
    seq: Mapped[int | None] = mapped_column(RowId)  # None: a test
    kind: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime]
    took_ms: Mapped[int]
    status: Mapped[int | None]
    fault: Mapped[str | None] = mapped_column(String(20))
