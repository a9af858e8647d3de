"""The rows of an office: its set-up, its people, its hours and standards."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from queue_app.domain.log.rights import Role
from queue_app.store.base import Base, stored_by_value


class Employment(StrEnum):
    PNS = "PNS"
    PPPK = "PPPK"
    NON_ASN = "NON_ASN"


class CopyState(StrEnum):
    SENDING = "sending"
    DONE = "done"
    FAILED = "failed"


class Office(Base):
    __tablename__ = "office"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200))
    time_zone: Mapped[str] = mapped_column(String(40))
    is_demo: Mapped[bool]
    setup_version: Mapped[int] = mapped_column(server_default=text("0"))  # counts every change of the set-up
    pairs_devices: Mapped[bool] = mapped_column(server_default=false())  # kiosks and displays need a pairing
    evidence_from: Mapped[date | None]  # the first day of which there are reports about officers; none: a trial period


class FirstStep(Base):
    """What an administrator has said of the first steps: a key of first_steps.SAID."""

    __tablename__ = "first_step"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(20), primary_key=True)


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
    pictogram: Mapped[str] = mapped_column(String(20), server_default="")  # a key of pictograms.PICTOGRAMS
    hue: Mapped[str] = mapped_column(String(20), server_default="")  # a key of hues.HUES; "": by its place


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
    standard_minutes: Mapped[int]  # as it was set last; from when it counts, and what counted before: StandardTime
    position: Mapped[int]
    is_open: Mapped[bool]  # False: closed by hand, for closed_reason, until reopens_at where that is known
    closed_reason: Mapped[str | None] = mapped_column(String(30))
    reopens_at: Mapped[datetime | None]
    daily_quota: Mapped[int | None]
    short_cut_s: Mapped[int] = mapped_column(server_default=text("20"))  # served in less: in no ratio of anybody
    asks_family: Mapped[bool] = mapped_column(server_default=false())  # the finish asks for how many people it was
    is_active: Mapped[bool] = mapped_column(server_default=true())  # False: taken out of the office, kept for its past
    slot_minutes: Mapped[int] = mapped_column(server_default=text("30"))  # from one time that can be booked to the next
    per_slot: Mapped[int] = mapped_column(server_default=text("0"))  # bookings at each of them; 0: it is not booked
    days_ahead: Mapped[int] = mapped_column(server_default=text("14"))  # so far ahead it can be booked


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
    proved_at: Mapped[datetime | None]  # when it was last proved by more than a password


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
    late_wish_min: Mapped[int] = mapped_column(server_default=text("10"))
    let_pass_most: Mapped[int] = mapped_column(server_default=text("5"))
    wishes_most: Mapped[int] = mapped_column(server_default=text("2"))
    survey_is_on: Mapped[bool] = mapped_column(server_default=true())
    asks_f03: Mapped[bool] = mapped_column(server_default=false())


class OfficeTargets(Base):
    """One row an office; an office without a row has the defaults of targets.Targets."""

    __tablename__ = "targets"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    waiting: Mapped[int]
    wait_min: Mapped[int]
    service_pct: Mapped[int]
    stay_min: Mapped[int]
    unserved_min: Mapped[int] = mapped_column(server_default=text("5"))


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


class StandardTime(Base):
    """The standard time of a service from a day on, until the next one's: the days before keep theirs."""

    __tablename__ = "standard_time"
    __table_args__ = (CheckConstraint("minutes > 0", name="minutes_positive"),)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    from_day: Mapped[date] = mapped_column(primary_key=True)  # standard_times.ALWAYS: it never had another before
    minutes: Mapped[int]


class ServiceStandard(Base):
    """One version of a service's standard (standar pelayanan), in force from its date until the next one's."""

    __tablename__ = "service_standard"
    __table_args__ = (UniqueConstraint("service_id", "valid_from"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    valid_from: Mapped[date]
    decree: Mapped[str] = mapped_column(String(120))  # number of the SK
    components: Mapped[str] = mapped_column(Text)  # JSON: keys of standards.COMPONENTS


class RecapCopy(Base):
    """Where the recap of a day went, once each way; what has a row is never sent that way again, unless it failed."""

    __tablename__ = "recap_copy"
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    way: Mapped[str] = mapped_column(String(10), primary_key=True)  # mail or folder
    state: Mapped[CopyState] = mapped_column(stored_by_value(CopyState, "copy_state"))
    tried_at: Mapped[datetime]
    fault: Mapped[str] = mapped_column(String(200))  # why it failed; "" otherwise
