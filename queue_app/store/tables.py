"""The rows. What must never happen is refused here by the database itself, whatever the code above does."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.log.rights import Role
from queue_app.domain.paper.jobs import JobState
from queue_app.domain.queue.lifecycle import State
from queue_app.store import office_tables, room_tables  # noqa: F401 - the rest of the same schema
from queue_app.store.base import Base, RowId, stored_by_value

# Written out, not bound: a database uses a partial index only where it can read the condition in the statement.
IS_WAITING = text("leg.state = 'waiting'")
IS_HELD = text("leg.state = 'held'")
IS_FINISHED = text("leg.state = 'finished'")
IS_AT_COUNTER = text("leg.state IN ('called', 'serving')")
IS_DIRECTED = text("leg.state = 'waiting' AND (leg.to_counter_id IS NOT NULL OR leg.to_officer_id IS NOT NULL)")
IS_APPOINTED = text("leg.state = 'waiting' AND leg.appointed_at IS NOT NULL")
QUEUED_JOB = text("state = 'queued'")
TROUBLED_JOB = text("state IN ('queued', 'sent', 'failed')")
DIRECTED = text("state = 'waiting' AND (to_counter_id IS NOT NULL OR to_officer_id IS NOT NULL)")
APPOINTED = text("state = 'waiting' AND appointed_at IS NOT NULL")
AT_COUNTER = text("state IN ('called', 'serving')")
OPEN_LEG = text("state IN ('waiting', 'called', 'serving', 'held')")


class Employment(StrEnum):
    PNS = "PNS"
    PPPK = "PPPK"
    NON_ASN = "NON_ASN"


class DeskStatus(StrEnum):
    SERVING = "serving"
    BREAK = "break"  # for a reason of desks.BREAKS
    BACK_OFFICE = "back_office"  # works, but calls nobody


class Office(Base):
    __tablename__ = "office"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str] = mapped_column(String(40))
    is_demo: Mapped[bool]
    setup_version: Mapped[int] = mapped_column(server_default=text("0"))  # counts every change of the set-up
    pairs_devices: Mapped[bool] = mapped_column(server_default=false())  # kiosks and displays need a pairing


class Series(Base):
    __tablename__ = "series"
    __table_args__ = (UniqueConstraint("office_id", "letter"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    letter: Mapped[str] = mapped_column(String(1))


class ServiceGroup(Base):
    __tablename__ = "service_group"
    __table_args__ = (UniqueConstraint("office_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    code: Mapped[str] = mapped_column(String(20))
    name_id: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]


class Service(Base):
    __tablename__ = "service"
    __table_args__ = (
        UniqueConstraint("office_id", "code"),
        CheckConstraint("standard_minutes > 0", name="standard_minutes_positive"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("service_group.id"))
    code: Mapped[str] = mapped_column(String(10))
    name_id: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    requirements_id: Mapped[str] = mapped_column(Text)  # one requirement a line
    requirements_en: Mapped[str] = mapped_column(Text)
    standard_minutes: Mapped[int]
    position: Mapped[int]
    is_open: Mapped[bool]  # False: closed by hand, for closed_reason, until reopens_at where that is known
    closed_reason: Mapped[str | None] = mapped_column(String(30))
    reopens_at: Mapped[datetime | None]
    daily_quota: Mapped[int | None]
    is_active: Mapped[bool] = mapped_column(server_default=true())  # False: taken out of the office, kept for its past


class Counter(Base):
    __tablename__ = "counter"
    __table_args__ = (UniqueConstraint("office_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    number: Mapped[int]
    regular_run: Mapped[int]  # regular calls since the last priority call, on run_date
    appointed_run: Mapped[int] = mapped_column(server_default=text("0"))  # appointed calls since the last other one
    run_date: Mapped[date | None]
    is_active: Mapped[bool] = mapped_column(server_default=true())
    zone: Mapped[str] = mapped_column(String(20), server_default="")  # a zone's code; "": shown everywhere


class CounterService(Base):
    __tablename__ = "counter_service"
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(server_default=text("1"))  # 1: own work; 2 and more: help past a waiting time


class Officer(Base):
    __tablename__ = "officer"
    __table_args__ = (
        CheckConstraint("employment = 'NON_ASN' OR nip IS NOT NULL", name="asn_has_nip"),
        UniqueConstraint("office_id", "nip"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    username: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    nip: Mapped[str | None] = mapped_column(String(18))
    employment: Mapped[Employment] = mapped_column(stored_by_value(Employment, "employment"))
    role: Mapped[Role] = mapped_column(stored_by_value(Role, "role"))
    password_hash: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool]
    may_pick: Mapped[bool] = mapped_column(server_default=false())  # may call out of order, with a reason


class LoginSession(Base):
    __tablename__ = "login_session"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


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
    missing: Mapped[str | None] = mapped_column(Text)  # requirements that were not there, one a line
    hold_reason: Mapped[str | None] = mapped_column(String(30))
    back_at: Mapped[datetime | None]  # when a held citizen means to return
    end_reason: Mapped[str | None] = mapped_column(String(30))
    to_counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))  # only this counter calls, while open
    to_officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))  # only this officer, while at a counter
    back_service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))  # comes back there when finished here
    back_counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    inaccurate: Mapped[str | None] = mapped_column(String(30))  # why its time says nothing: a key of performance.DOUBTS
    appointed_at: Mapped[datetime | None]
    undo: Mapped[str | None] = mapped_column(Text)  # the leg before the last action, for a few seconds


class Note(Base):
    """What officers wrote about a ticket for each other. Free text, so outside the log; it is deleted after a time."""

    __tablename__ = "note"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    ticket_id: Mapped[int] = mapped_column(RowId, ForeignKey("ticket.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(String(500))


class ServicePace(Base):
    """How long a service takes in this office, of late: what a time is held against before it is believed."""

    __tablename__ = "service_pace"
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
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
