"""The rows of the waiting room: devices, zones, screens seen, announcements, uploads, and how it is set up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.log.rights import DeviceKind
from queue_app.store.base import Base, RowId, stored_by_value

UNUSED_CODE = text("code IS NOT NULL")


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
    counter_id: Mapped[int | None]  # of a survey tablet: where it stands; none: at the exit. No key: it may outlive it


class Zone(Base):
    """A part of the building whose counters a display shows; zones of one hall are within hearing of each other."""

    __tablename__ = "zone"
    __table_args__ = (UniqueConstraint("office_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    code: Mapped[str] = mapped_column(String(20))
    name_id: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    hall: Mapped[str] = mapped_column(String(20))  # "": the hall of every zone that names none
    position: Mapped[int]


class RoomSetting(Base):
    """One row an office: look and voice of its waiting room; an office without a row has room.RoomRules' defaults."""

    __tablename__ = "room_setting"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    theme: Mapped[str] = mapped_column(String(20))  # a folder of display/themes
    accent: Mapped[str] = mapped_column(String(7))  # "#1c5d99"; "": the theme's own
    reading: Mapped[str] = mapped_column(String(10))  # a key of speech.READINGS
    languages: Mapped[str] = mapped_column(String(20))  # in the order they are spoken: "id", "id en"
    repeat: Mapped[int]  # how often each language is said
    rate_pct: Mapped[int]  # 100: as recorded
    chime: Mapped[bool]
    browser_voice: Mapped[bool]  # spoken by the browser where it has a voice of the language
    ticker_moves: Mapped[bool]  # the running text moves; else its lines take turns
    slides: Mapped[str] = mapped_column(String(120))  # keys of room.SLIDES, in order
    slide_s: Mapped[int]  # seconds a still picture or slide stays
    numbering: Mapped[str] = mapped_column(String(10))  # a key of room.NUMBERINGS


class Screen(Base):
    """A kiosk, display or tablet that was seen lately, by the name its browser keeps; forgotten after some days."""

    __tablename__ = "screen"
    __table_args__ = (UniqueConstraint("office_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    key: Mapped[str] = mapped_column(String(40))  # made by the browser, kept there
    kind: Mapped[DeviceKind] = mapped_column(stored_by_value(DeviceKind, "screen_kind"))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    zone: Mapped[str] = mapped_column(String(20))
    version: Mapped[str] = mapped_column(String(40))  # the build its page runs
    sound: Mapped[str] = mapped_column(String(12))  # one of presence.SOUNDS
    first_seen_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)


class Announcement(Base):
    """One call or recall as the room hears it: when its turn in its hall is, and whether anybody spoke it."""

    __tablename__ = "announcement"
    __table_args__ = (
        UniqueConstraint("office_id", "seq"),
        Index("ix_announcement_turn", "office_id", "starts_at"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    seq: Mapped[int] = mapped_column(RowId)  # the cursor: one more than the office's last announcement
    leg_id: Mapped[int | None] = mapped_column(RowId, index=True)  # no key: an undone leg may be gone; None: withdrawn
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))
    hall: Mapped[str] = mapped_column(String(20))  # where it sounds; announcements.EVERYWHERE for a counter of no zone
    at: Mapped[datetime]
    starts_at: Mapped[datetime]  # its turn: not before the one before it in the hall has ended
    ends_at: Mapped[datetime]
    due_at: Mapped[datetime]  # a display that spoke it has told so by then
    heard_at: Mapped[datetime | None]
    heard_by: Mapped[str | None] = mapped_column(String(40))  # a screen's key


class Media(Base):
    """An uploaded picture or video of the room's playlist, or the office's logo. The file lies in server.files_dir."""

    __tablename__ = "media"
    __table_args__ = (CheckConstraint("kind IN ('picture', 'video', 'logo')", name="kind"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(120))
    file: Mapped[str] = mapped_column(String(80))  # sha256 and suffix
    bytes: Mapped[int] = mapped_column(RowId)
    position: Mapped[int]
    has_sound: Mapped[bool] = mapped_column(server_default=false())  # a video that may be heard
    is_active: Mapped[bool] = mapped_column(server_default=true())
    added_at: Mapped[datetime]


class OwnClip(Base):
    """A clip of the voice that the office recorded itself, in place of the shipped one."""

    __tablename__ = "own_clip"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    lang: Mapped[str] = mapped_column(String(5), primary_key=True)
    name: Mapped[str] = mapped_column(String(30), primary_key=True)
    file: Mapped[str] = mapped_column(String(80))
    seconds: Mapped[float]
    added_at: Mapped[datetime]
