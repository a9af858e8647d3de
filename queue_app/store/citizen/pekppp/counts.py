"""How much of what an evaluator asks for stands in the rows of a year: counts, and of nobody in particular."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, bindparam, case, distinct, func, select

from queue_app.domain.citizen.booking.states import Via
from queue_app.domain.citizen.forum.forums import ForumKind, Group
from queue_app.domain.citizen.pekppp.held import NO_PLAN, FollowUpDone
from queue_app.domain.citizen.survey.instrument import Kind
from queue_app.domain.log.rights import DeviceKind
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.citizen.forum.tables import ForumAttendance, ForumRow
from queue_app.store.citizen.survey.publication_tables import FollowUp, IkmPublication
from queue_app.store.citizen.survey.tables import SurveyAnswer
from queue_app.store.evidence.course_tables import Course, UnitCriterion
from queue_app.store.evidence.cycle_tables import Evaluation
from queue_app.store.hall.tables import Device, Screen
from queue_app.store.queue.half_hours import LENGTH_S, NUMBERED
from queue_app.store.queue.tables import Leg, Ticket
from queue_app.store.statements import Statement

NOON = (time(12), time(12, 30))  # where their half hours begin
PARTS = {  # groups of a forum -> the five parts of the public that the evaluator's form counts
    **dict.fromkeys((Group.CITIZENS, Group.DISABILITY, Group.WOMEN, Group.BUSINESS), "users"),
    Group.EXPERTS: "experts", Group.GOVERNMENT: "government", Group.ORGANISATIONS: "organisations",
    Group.MEDIA: "media",
}  # fmt: skip
_CALLED = {
    name: select(numbered(Leg.called_at).label("half")).distinct().where(
        Leg.office_id == bindparam("office"), Leg.business_date.between(bindparam("first"), bindparam("last")),
        Leg.called_at.is_not(None),
    )
    for name, numbered in NUMBERED.items()
}  # fmt: skip
_HALVES = Statement(_CALLED)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers that were given: on how many days, in all, with priority, of how many series, handed out by staff."""

    days: int
    numbers: int
    priority: int
    series: int
    handed_out: int


def numbers(connection: Connection, office_id: int, first: date, last: date) -> Numbers:
    """Of business dates `first` to `last`."""
    of_staff, urgent = (case((each, 1), else_=0) for each in (Ticket.source == "reception", Ticket.is_priority))
    row = connection.execute(
        select(
            func.count(distinct(Ticket.business_date)), func.count(), func.coalesce(func.sum(urgent), 0),
            func.count(distinct(Ticket.series_id)), func.coalesce(func.sum(of_staff), 0),
        ).where(Ticket.office_id == office_id, Ticket.business_date.between(first, last))
    ).one()  # fmt: skip
    return Numbers(*map(int, row))


def noon_days(connection: Connection, office_id: int, first: date, last: date, *, zone: str) -> int:
    """Days on which somebody was called in each half hour from 12.00 to 13.00 of the office's clocks."""
    seen: defaultdict[date, set[time]] = defaultdict(set)
    for (half,) in _HALVES.rows(connection, office=office_id, first=first, last=last):
        at = datetime.fromtimestamp(half * LENGTH_S, UTC).astimezone(ZoneInfo(zone))
        seen[at.date()].add(at.time())
    return sum(times.issuperset(NOON) for times in seen.values())


def screens(connection: Connection, office_id: int, since: datetime) -> tuple[int, int, int]:
    """Displays, displays that speak, and kiosks that were seen after `since`."""
    seen = select(Screen.kind, Screen.sound).where(Screen.office_id == office_id, Screen.seen_at >= since)
    found = connection.execute(seen).all()
    displays = [row.sound for row in found if row.kind == DeviceKind.DISPLAY]
    return len(displays), displays.count("ok"), sum(row.kind == DeviceKind.KIOSK for row in found)


def low_kiosks(connection: Connection, office_id: int) -> int:
    """Paired kiosks whose buttons are within reach of a seat."""
    paired = and_(Device.paired_at.is_not(None), Device.revoked_at.is_(None), Device.is_low)
    mine = (Device.office_id == office_id, Device.kind == DeviceKind.KIOSK, paired)
    return connection.execute(select(func.count()).select_from(Device).where(*mine)).scalar_one()


def criteria(connection: Connection, office_id: int, first: date, last: date) -> int:
    """Criteria of recognition that stood on any of these days."""
    stood = (
        UnitCriterion.office_id == office_id, UnitCriterion.published_on <= last,
        func.coalesce(UnitCriterion.withdrawn_on, last) >= first,
    )  # fmt: skip
    return connection.execute(select(func.count()).select_from(UnitCriterion).where(*stood)).scalar_one()


def courses(connection: Connection, office_id: int, first: date, last: date) -> int:
    """Courses of these days in the register."""
    held = (
        Course.office_id == office_id, Course.business_date.between(first, last), Course.withdrawn_at.is_(None),
    )  # fmt: skip
    return connection.execute(select(func.count()).select_from(Course).where(*held)).scalar_one()


def assessed(connection: Connection, office_id: int, year: int) -> int:
    """Reports about officers of periods of the year that are locked."""
    locked = (Evaluation.office_id == office_id, Evaluation.period.startswith(f"{year}-"), Evaluation.is_locked)
    return connection.execute(select(func.count()).select_from(Evaluation).where(*locked)).scalar_one()


def booked(connection: Connection, office_id: int, first: date, last: date) -> int:
    """Times that were booked on the public page."""
    online = (
        Booking.office_id == office_id, Booking.business_date.between(first, last), Booking.made_via == Via.PAGE,
    )  # fmt: skip
    return connection.execute(select(func.count()).select_from(Booking).where(*online)).scalar_one()


def forum_parts(connection: Connection, office_id: int, first: date, last: date) -> int:
    """Parts of the public of whom somebody came to a published consultation (FKP)."""
    came = (
        ForumRow.office_id == office_id, ForumRow.held_on.between(first, last), ForumRow.is_published,
        ForumRow.kind == ForumKind.CONSULTATION, ForumAttendance.people > 0,
    )  # fmt: skip
    found = select(ForumAttendance.group).join(ForumRow, ForumRow.id == ForumAttendance.forum_id).where(*came)
    return len({PARTS[group] for group in connection.execute(found).scalars() if group in PARTS})


def answers(connection: Connection, office_id: int, first: date, last: date, kind: Kind = Kind.SKM) -> int:
    """Sets of answers to instruments of a kind."""
    given = (
        SurveyAnswer.office_id == office_id, SurveyAnswer.business_date.between(first, last),
        SurveyAnswer.instrument.startswith(f"{kind}/"),
    )  # fmt: skip
    return connection.execute(select(func.count()).select_from(SurveyAnswer).where(*given)).scalar_one()


def published(connection: Connection, office_id: int, years: Sequence[int]) -> dict[str, date]:
    """Code of each period of these years whose survey is published -> the day (UTC) on which it was first."""
    found = connection.execute(
        select(IkmPublication.period, func.min(IkmPublication.published_at))
        .where(IkmPublication.office_id == office_id)
        .group_by(IkmPublication.period)
    )
    return {period: at.date() for period, at in found if int(period[:4]) in years}


def follow_up(connection: Connection, office_id: int, years: Sequence[int], until: date) -> FollowUpDone:
    """The lines of the plans for surveys of these years, as they stood on `until`."""
    rows = connection.execute(
        select(FollowUp.period, FollowUp.done_on).where(
            FollowUp.office_id == office_id, FollowUp.withdrawn_at.is_(None)
        )
    )
    lines = [row for row in rows if int(row.period[:4]) in years]
    done = [row for row in lines if row.done_on is not None and row.done_on <= until]
    if not lines:
        return NO_PLAN
    began = published(connection, office_id, years)
    took = [_months(began[row.period], row.done_on) for row in done if row.period in began]
    is_all = len(took) == len(lines)
    return FollowUpDone(len(lines), len(done), max(took) if is_all else None)


def _months(began: date, ended: date) -> int:
    """Whole months within which it was done: 1 for any day of the first."""
    whole = (ended.year - began.year) * 12 + ended.month - began.month
    return max(1, whole if ended.day <= began.day else whole + 1)
