"""The rows of the queue. What must never happen is refused here by the database, whatever the code above does."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.queue.alerts import Kind
from queue_app.domain.queue.lifecycle import State
from queue_app.store.base import Base, RowId, stored_by_value

# Written out, not bound: a database uses a partial index only where it can read the condition in the statement.
IS_WAITING = text("leg.state = 'waiting'")
IS_HELD = text("leg.state = 'held'")
IS_FINISHED = text("leg.state = 'finished'")
IS_STANDING = text("alert.ended_at IS NULL")
SOMEBODY_WAITS = text("waiting_line.waiting != 0")
IS_AT_COUNTER = text("leg.state IN ('called', 'serving')")
HAS_WISHED = text("leg.state = 'waiting' AND leg.wishes != 0")
IS_DIRECTED = text("leg.state = 'waiting' AND (leg.to_counter_id IS NOT NULL OR leg.to_officer_id IS NOT NULL)")
IS_APPOINTED = text("leg.state = 'waiting' AND leg.appointed_at IS NOT NULL")
DIRECTED = text("state = 'waiting' AND (to_counter_id IS NOT NULL OR to_officer_id IS NOT NULL)")
APPOINTED = text("state = 'waiting' AND appointed_at IS NOT NULL")
AT_COUNTER = text("state IN ('called', 'serving')")
OPEN_LEG = text("state IN ('waiting', 'called', 'serving', 'held')")


class DeskStatus(StrEnum):
    SERVING = "serving"
    BREAK = "break"  # for a reason of desks.BREAKS
    BACK_OFFICE = "back_office"  # works, but calls nobody


class DeskSession(Base):
    __tablename__ = "desk_session"
    __table_args__ = (
        Index("uq_desk_session_open_counter", "counter_id", unique=True,
              sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL")),
        Index("uq_desk_session_open_officer", "officer_id", unique=True,
              sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    status: Mapped[DeskStatus] = mapped_column(stored_by_value(DeskStatus, "desk_status"), server_default="serving")
    status_since: Mapped[datetime | None]
    status_reason: Mapped[str | None] = mapped_column(String(30))
    ended_how: Mapped[str | None] = mapped_column(String(20))  # a value of desks.Ending


class NumberCounter(Base):
    __tablename__ = "number_counter"
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    business_date: Mapped[date] = mapped_column(primary_key=True)
    last: Mapped[int]


class WaitingLine(Base):
    """How many legs wait for a service, a day: a running count (store.queue.lines)."""

    __tablename__ = "waiting_line"
    __table_args__ = (
        Index("ix_waiting_line_some", "service_id", "business_date",
              sqlite_where=text("waiting != 0"), postgresql_where=text("waiting != 0")),
    )  # fmt: skip
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    business_date: Mapped[date] = mapped_column(primary_key=True)
    waiting: Mapped[int]


class Ticket(Base):
    __tablename__ = "ticket"
    __table_args__ = (
        UniqueConstraint("office_id", "series_id", "business_date", "number"),
        UniqueConstraint("office_id", "press_key"),
        CheckConstraint("number > 0", name="number_from_one"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    business_date: Mapped[date]
    number: Mapped[int]
    token: Mapped[str] = mapped_column(String(32), unique=True)
    press_key: Mapped[str | None] = mapped_column(String(64))
    is_priority: Mapped[bool]
    arrived_at: Mapped[datetime]
    appointed_at: Mapped[datetime | None]
    party: Mapped[int] = mapped_column(server_default=text("1"))  # how many people came together
    source: Mapped[str] = mapped_column(String(10), server_default="kiosk")  # a key of numbering.SOURCES
    carried_from_id: Mapped[int | None] = mapped_column(RowId, ForeignKey("ticket.id"), index=True)
    promised: Mapped[str | None] = mapped_column(Text)  # the wait that was promised with it, as citizen.given writes it


class Leg(Base):
    __tablename__ = "leg"
    __table_args__ = (
        UniqueConstraint("ticket_id", "position"),
        Index("uq_leg_open_at_counter", "counter_id", unique=True,
              sqlite_where=AT_COUNTER, postgresql_where=AT_COUNTER),
        Index("uq_leg_open_of_ticket", "ticket_id", unique=True,
              sqlite_where=OPEN_LEG, postgresql_where=OPEN_LEG),
        Index("ix_leg_waiting", "office_id", "business_date", "is_priority", "order_no", "service_id",
              sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")),
        Index("ix_leg_ahead", "service_id", "business_date", "order_no",
              sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")),
        Index("ix_leg_directed", "office_id", "business_date", "order_no",
              sqlite_where=DIRECTED, postgresql_where=DIRECTED),
        Index("ix_leg_appointed", "office_id", "business_date", "appointed_at",
              sqlite_where=APPOINTED, postgresql_where=APPOINTED),
        Index("ix_leg_has_wished", "office_id",
              sqlite_where=text("state = 'waiting' AND wishes != 0"),
              postgresql_where=text("state = 'waiting' AND wishes != 0")),
        Index("ix_leg_at_counter", "office_id", sqlite_where=AT_COUNTER, postgresql_where=AT_COUNTER),
        Index("ix_leg_held", "office_id", sqlite_where=text("state = 'held'"), postgresql_where=text("state = 'held'")),
        Index("ix_leg_finished_by", "officer_id", "business_date", "ended_at",
              sqlite_where=text("state = 'finished'"), postgresql_where=text("state = 'finished'")),
        Index("ix_leg_day", "office_id", "business_date", "state"),
        # A leg that an undone action had opened is removed: its number must never be given again.
        {"sqlite_autoincrement": True},
    )  # fmt: skip
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"))
    business_date: Mapped[date]
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    position: Mapped[int]
    state: Mapped[State] = mapped_column(stored_by_value(State, "state"))
    is_priority: Mapped[bool]
    order_no: Mapped[int] = mapped_column(RowId)  # the ticket's place by first arrival; a transfer keeps it
    queued_at: Mapped[datetime]
    called_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    held_since: Mapped[datetime | None]
    held_s: Mapped[float]
    call_count: Mapped[int]
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    call_rule: Mapped[str | None] = mapped_column(String(30))  # why it was next: a key of routing.REASONS
    call_turn: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(String(20))  # a value of outcomes.Outcome
    documents: Mapped[int | None]
    family: Mapped[int | None]  # for how many people the papers are, where the service asks
    missing: Mapped[str | None] = mapped_column(Text)  # requirements that were not there, one a line
    hold_reason: Mapped[str | None] = mapped_column(String(30))
    back_at: Mapped[datetime | None]  # when a held citizen means to return
    end_reason: Mapped[str | None] = mapped_column(String(30))
    to_counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))  # only this counter calls, while open
    to_officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))  # only this officer, while at a counter
    back_service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))  # comes back there when finished here
    back_counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    inaccurate: Mapped[str | None] = mapped_column(String(30))  # its mark to show: a key of performance.DOUBTS
    not_before: Mapped[datetime | None]  # nobody calls it until then, by its citizen's own wish
    aside_s: Mapped[float] = mapped_column(server_default=text("0"))  # of its wait, in which nobody might call it
    let_pass: Mapped[int] = mapped_column(server_default=text("0"))  # how many its citizen let past
    wishes: Mapped[int] = mapped_column(server_default=text("0"))  # how often its citizen asked to be called later
    appointed_at: Mapped[datetime | None]
    undo: Mapped[str | None] = mapped_column(Text)  # the leg before the last action, for a few seconds


class LegMark(Base):
    """A doubt about the time of a leg, as `marks.Mark` tells it: one of each code."""

    __tablename__ = "leg_mark"
    leg_id: Mapped[int] = mapped_column(RowId, ForeignKey("leg.id"), primary_key=True)
    why: Mapped[str] = mapped_column(String(30), primary_key=True)  # a key of performance.DOUBTS
    by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))  # none: the system
    made_at: Mapped[datetime]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(String(30))  # a key of outcomes.WITHDRAWALS; none: the maker
    disputed_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    disputed_at: Mapped[datetime | None]


class Note(Base):
    """What officers wrote about a ticket for each other. Free text, so outside the log; it is deleted after a time."""

    __tablename__ = "note"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(String(500))


class Flood(Base):
    """Numbers that were taken at one place faster than people can take them."""

    __tablename__ = "flood"
    __table_args__ = (
        Index("ix_flood_standing", "office_id",
              sqlite_where=text("settled_at IS NULL"), postgresql_where=text("settled_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    place: Mapped[str] = mapped_column(String(20))  # a mark of the kiosk or address, which nobody can read back
    business_date: Mapped[date]
    began_at: Mapped[datetime]  # when staff were first told
    settled_at: Mapped[datetime | None]


class FloodTicket(Base):
    __tablename__ = "flood_ticket"
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), primary_key=True)
    flood_id: Mapped[int] = mapped_column(ForeignKey("flood.id"), index=True)


class Alert(Base):
    """What wanted a person, from when to when, and who has seen to it: written by the watch, kept as a history."""

    __tablename__ = "alert"
    __table_args__ = (
        Index("uq_alert_standing", "office_id", "kind", "subject", unique=True,
              sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")),
        Index("ix_alert_day", "office_id", "business_date"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    business_date: Mapped[date]
    kind: Mapped[Kind] = mapped_column(stored_by_value(Kind, "alert_kind"))
    subject: Mapped[int] = mapped_column(RowId)  # as alerts.Key tells it
    label: Mapped[str] = mapped_column(String(80))
    passed: Mapped[int | None]  # the office's limit, as it was then
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    acknowledged_at: Mapped[datetime | None]


class UsualTime(Base):
    """How long a service takes in this office of late, and the walk to it: what a time is held against at first."""

    __tablename__ = "usual_time"
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(10), primary_key=True)  # a value of usual_times.Part
    computed_on: Mapped[date]
    count: Mapped[int]
    median_log: Mapped[float]  # natural logarithm of seconds
    spread_log: Mapped[float]  # 1.4826 times the median deviation of the logarithms


class PriorityTally(Base):
    """How many tickets declared each category, a day: the only trace of it, never tied to a ticket."""

    __tablename__ = "priority_tally"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    business_date: Mapped[date] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(String(30), primary_key=True)
    count: Mapped[int]
