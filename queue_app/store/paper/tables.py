"""The rows of paper: print jobs, printers, and the lines of an office's ticket."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text, true
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.paper.jobs import JobState
from queue_app.store.base import Base, RowId, stored_by_value

QUEUED_JOB = text("state = 'queued'")
TROUBLED_JOB = text("state IN ('queued', 'sent', 'failed')")


class PrintJob(Base):
    """One paper of a ticket: the original, or a copy that says so."""

    __tablename__ = "print_job"
    __table_args__ = (
        UniqueConstraint("ticket_id", "copy_no"),
        Index("ix_print_job_due", "office_id", "next_try_at", sqlite_where=QUEUED_JOB, postgresql_where=QUEUED_JOB),
        Index("ix_print_job_troubled", "office_id", "created_at",
              sqlite_where=TROUBLED_JOB, postgresql_where=TROUBLED_JOB),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    printer_id: Mapped[int | None] = mapped_column(ForeignKey("printer.id"))  # None: the one at the server
    copy_no: Mapped[int] = mapped_column(server_default=text("1"))  # 1: the original
    lang: Mapped[str] = mapped_column(String(5))
    ahead: Mapped[int]
    url: Mapped[str] = mapped_column(String(300))
    state: Mapped[JobState] = mapped_column(stored_by_value(JobState, "job_state"))
    attempts: Mapped[int]
    reason: Mapped[str | None] = mapped_column(String(300))  # why it is not printed: a key of paper.CONDITIONS
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]  # handed to a printer; None again once that one told that it took nothing
    sent_at: Mapped[datetime | None]  # every byte was taken
    settled_at: Mapped[datetime | None]  # confirmed, or decided by staff


class TicketLine(Base):
    """One line of the office's paper ticket, in order; an office without lines has the default layout."""

    __tablename__ = "ticket_line"
    __table_args__ = (UniqueConstraint("office_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    position: Mapped[int]
    what: Mapped[str] = mapped_column(String(20))  # a key of ticket_layout.PARTS
    size: Mapped[int]  # 1 to 8 times the normal letter
    bold: Mapped[bool]
    align: Mapped[str] = mapped_column(String(6))
    text_id: Mapped[str] = mapped_column(Text)  # of a fixed text
    text_en: Mapped[str] = mapped_column(Text)


class Printer(Base):
    """A printer for tickets, at a kiosk's own computer or at the server, and what it last said of itself."""

    __tablename__ = "printer"
    __table_args__ = (
        Index("uq_printer_at_server", "office_id", unique=True,
              sqlite_where=text("device_id IS NULL"), postgresql_where=text("device_id IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"), unique=True)  # None: hangs on the server
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(12))  # as the program that owns it told: network, usb, dummy, ...
    paper_width_mm: Mapped[int]
    condition: Mapped[str | None] = mapped_column(String(300))  # a key of paper.CONDITIONS; None: it prints
    paper: Mapped[str] = mapped_column(String(10), server_default="unknown")  # one of paper.PAPER_LEFT
    seen_at: Mapped[datetime | None]
    version: Mapped[str] = mapped_column(String(40), server_default="")
    roll_mm: Mapped[int] = mapped_column(server_default=text("0"))  # length of a new roll; 0: not counted
    used_mm: Mapped[int] = mapped_column(server_default=text("0"))  # printed since the roll was put in
    is_active: Mapped[bool] = mapped_column(server_default=true())  # False: its device was unpaired
