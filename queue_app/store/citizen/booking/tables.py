"""Booked times. No name, no phone number: only what recognises a code or a holder again, if it is shown."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.citizen.booking.states import State, Via
from queue_app.store.base import Base, RowId, stored_by_value

IS_BOOKED = text("booking.state = 'booked'")
BOOKED = text("state = 'booked'")


class Booking(Base):
    """One booked time. Marks are HMACs whose key is in no database; they and the mail are forgotten after a time."""

    __tablename__ = "booking"
    __table_args__ = (
        UniqueConstraint("office_id", "code_mark"),
        Index("uq_booking_of_holder", "office_id", "service_id", "holder_mark", unique=True,
              sqlite_where=BOOKED, postgresql_where=BOOKED),
        Index("ix_booking_day", "office_id", "business_date", "service_id", "state"),
        Index("ix_booking_booked", "office_id", "business_date", "holds_until",
              sqlite_where=BOOKED, postgresql_where=BOOKED),
        Index("ix_booking_holder", "office_id", "holder_mark"),
        Index("ix_booking_device", "office_id", "device_mark"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    business_date: Mapped[date]
    slot_at: Mapped[datetime]
    holds_until: Mapped[datetime]  # the place is free from then on, whatever the office's rule becomes
    code_mark: Mapped[bytes] = mapped_column(LargeBinary(32))
    token: Mapped[str] = mapped_column(String(32), unique=True)  # its page's; the code follows from it, with the key
    state: Mapped[State] = mapped_column(stored_by_value(State, "booking_state"))
    ticket_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("ticket.id"), index=True)
    moved_to_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("booking.id"))
    holder_mark: Mapped[bytes | None] = mapped_column(LargeBinary(32))  # of the phone, or of the device without one
    device_mark: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    mail: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed; only where a reminder is wished
    lang: Mapped[str] = mapped_column(String(2), server_default="id")
    reminded_at: Mapped[datetime | None]
    made_via: Mapped[Via] = mapped_column(stored_by_value(Via, "booking_via"))
    made_at: Mapped[datetime]
    is_priority: Mapped[bool] = mapped_column(server_default=false())


class BookingRule(Base):
    """One row an office; an office without a row has the defaults of rules.BookingRules."""

    __tablename__ = "booking_rule"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    takes_bookings: Mapped[bool]
    opens_early_min: Mapped[int]
    late_min: Mapped[int]
    cool_down_days: Mapped[int]
