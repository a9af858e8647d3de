"""The rows of an office's set-up that no ticket needs: its order, hours, holidays, texts, standards and devices."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.log.rights import DeviceKind
from queue_app.store.base import Base, stored_by_value

UNUSED_CODE = text("code IS NOT NULL")


class QueuePolicy(Base):
    """One row an office; an office without a row has the defaults of routing.Policy and rules.Rules."""

    __tablename__ = "queue_policy"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))  # a key of routing.POLICIES
    regular: Mapped[int]
    head_start_min: Mapped[int]
    early_min: Mapped[int]
    late_min: Mapped[int]
    appointed_in_a_row: Mapped[int]
    help_after_min: Mapped[int]
    recalls_before_no_show: Mapped[int]
    restore_within_min: Mapped[int]
    restore_place: Mapped[str] = mapped_column(String(10))  # a value of rules.Place
    restore_after: Mapped[int]
    last_ticket_min: Mapped[int]


class OpeningHours(Base):
    """One interval of a weekday, in minutes of the office's day; the gap between two is a break."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        UniqueConstraint("office_id", "template", "weekday", "opens_min"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("0 <= opens_min AND opens_min < closes_min AND closes_min <= 1440", name="interval"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    template: Mapped[str] = mapped_column(String(20))  # "normal", "ramadan"
    weekday: Mapped[int]  # 0: Monday
    opens_min: Mapped[int]
    closes_min: Mapped[int]


class Season(Base):
    """From `first` to `last`, both included, the hours of `template` hold instead of the normal ones."""

    __tablename__ = "season"
    __table_args__ = (UniqueConstraint("office_id", "first"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    template: Mapped[str] = mapped_column(String(20))
    first: Mapped[date]
    last: Mapped[date]


class SpecialDay(Base):
    """One date with hours of its own, or none; it outweighs holidays and weekly hours."""

    __tablename__ = "special_day"
    __table_args__ = (UniqueConstraint("office_id", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    day: Mapped[date]
    name: Mapped[str] = mapped_column(String(120))
    hours: Mapped[str] = mapped_column(String(80))  # "08.00-11.30 13.00-15.00"; empty: closed


class Holiday(Base):
    __tablename__ = "holiday"
    __table_args__ = (UniqueConstraint("office_id", "day", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    day: Mapped[date]
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(12))  # "national", "collective" (cuti bersama), "local"
    source: Mapped[str] = mapped_column(String(80))
    is_active: Mapped[bool] = mapped_column(server_default=true())  # False: the office opens all the same
    is_estimate: Mapped[bool] = mapped_column(server_default=false())  # the date is not decreed yet


class OfficeText(Base):
    __tablename__ = "office_text"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(30), primary_key=True)  # a key of plan.TEXTS
    text_id: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)


class ServiceStandard(Base):
    """One version of a service's standard (standar pelayanan), in force from its date until the next one's."""

    __tablename__ = "service_standard"
    __table_args__ = (UniqueConstraint("service_id", "valid_from"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    valid_from: Mapped[date]
    decree: Mapped[str] = mapped_column(String(120))  # number of the SK
    components: Mapped[str] = mapped_column(Text)  # JSON: keys of standards.COMPONENTS


class Device(Base):
    """A kiosk, display or tablet: first a code that waits to be typed in, then a token that can be revoked."""

    __tablename__ = "device"
    __table_args__ = (
        Index("uq_device_code", "code", unique=True, sqlite_where=UNUSED_CODE, postgresql_where=UNUSED_CODE),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    kind: Mapped[DeviceKind] = mapped_column(stored_by_value(DeviceKind, "device_kind"))
    name: Mapped[str] = mapped_column(String(60))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code: Mapped[str | None] = mapped_column(String(6))
    created_at: Mapped[datetime]
    paired_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    zone: Mapped[str] = mapped_column(String(20), server_default="")  # of a display: which calls it shows; "": all
    printer_id: Mapped[int | None]  # of a kiosk; no key: printers refer to devices already
    is_low: Mapped[bool] = mapped_column(server_default=false())  # of a kiosk: buttons within reach of a seat
    is_silent: Mapped[bool] = mapped_column(server_default=false())  # of a display: it shows and does not speak
