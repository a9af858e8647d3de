"""Rows of numbers that are lent to a kiosk's computer, and of every slip that it gave while it was cut off."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.store.base import Base, RowId

IS_OPEN = text("number_lease.returned_at IS NULL")
WANTS_A_LOOK = text("offline_slip.fault IS NOT NULL AND offline_slip.settled_at IS NULL")


class NumberLease(Base):
    """A block of numbers of one series and day that one computer may give. A block is lent once, and never again."""

    __tablename__ = "number_lease"
    __table_args__ = (
        UniqueConstraint("series_id", "business_date", "first"),
        CheckConstraint("first <= last", name="in_order"),
        Index("ix_number_lease_device", "device_id", "business_date"),
        Index("ix_number_lease_open", "office_id", "business_date",
              sqlite_where=text("returned_at IS NULL"), postgresql_where=text("returned_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"))
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    business_date: Mapped[date]
    first: Mapped[int]
    last: Mapped[int]
    granted_at: Mapped[datetime]
    returned_at: Mapped[datetime | None]  # nothing of it is given after that, as far as the server knows


class LeasePlace(Base):
    """How many places of a service's quota a computer holds for a day: nobody else takes them meanwhile."""

    __tablename__ = "lease_place"
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    business_date: Mapped[date] = mapped_column(primary_key=True)
    held: Mapped[int]


class KioskContact(Base):
    """When a computer, with nothing left to hand in, heard its server last: no slip of it is believed to be older."""

    __tablename__ = "kiosk_contact"
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    contact_at: Mapped[datetime]
    unsent: Mapped[int] = mapped_column(server_default=text("0"))  # slips that it holds still, as it says


class OfflineSlip(Base):
    """One number that a kiosk gave while it was cut off, as it was handed in, and what became of it."""

    __tablename__ = "offline_slip"
    __table_args__ = (
        UniqueConstraint("office_id", "press_key"),
        Index("ix_offline_slip_day", "office_id", "business_date"),
        Index("ix_offline_slip_wants_a_look", "office_id",
              sqlite_where=text("fault IS NOT NULL AND settled_at IS NULL"),
              postgresql_where=text("fault IS NOT NULL AND settled_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"))  # that handed it in
    press_key: Mapped[str] = mapped_column(String(64))
    business_date: Mapped[date]
    shown: Mapped[str] = mapped_column(String(8))  # the number on the paper
    taken_at: Mapped[datetime]  # as the server believes it
    handed_in_at: Mapped[datetime]
    fault: Mapped[str | None] = mapped_column(String(20))  # a key of slips.FAULTS; none: as it should be
    ticket_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("ticket.id"))  # none: nobody waits for it
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    settled_at: Mapped[datetime | None]
