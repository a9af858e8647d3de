"""What those see of complaints who handle them: all that are for their eyes, those first that are due first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from queue_app.domain.citizen.complaints import due, states
from queue_app.domain.citizen.complaints.deadlines import Deadline, Rule, remind_on
from queue_app.domain.citizen.complaints.kinds import Group, group_of
from queue_app.domain.citizen.complaints.lodged import Lodged, is_late
from queue_app.domain.citizen.complaints.sight import Viewer, may_see, require_sight
from queue_app.domain.citizen.complaints.states import OVER, State, Verb
from queue_app.domain.log.rights import Role
from queue_app.domain.office.hours import Calendar
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.complaints import files, readers, rows, rules, steps
from queue_app.store.citizen.complaints.reported import reported
from queue_app.store.citizen.complaints.rows import Kept
from queue_app.store.citizen.complaints.steps import Step
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.office import calendar

PAST_MOST = 100  # of those that are over


@dataclass(frozen=True, slots=True)
class Line:
    """One complaint. due: what runs, the earliest first. days_left: until the first of them, less than 0: passed."""

    id: int
    state: State
    lodged: Lodged
    received_on: date
    closed_on: date | None
    handler_id: int | None
    due: tuple[Deadline, ...]
    days_left: int | None
    is_near: bool  # seven tenths of the days have passed, and the last one has not
    is_late: bool  # it came later than 30 days after the service

    @property
    def group(self) -> Group:
        return group_of(self.lodged.kind, self.lodged.category)

    @property
    def is_overdue(self) -> bool:
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class Listing:
    """names: id -> name of everybody who may have one. unreadable: how many another seal file closed.

    has_inspector: there is somebody for reports about integrity, and for those about the head; else nobody reads them.
    """

    standing: list[Line]
    over: list[Line]
    names: Mapping[int, str]
    unreadable: int
    has_inspector: bool


@dataclass(frozen=True, slots=True)
class One:
    """One complaint whole, but for who it came from. able: who may be given it, id -> name. verbs: what is offered."""

    line: Line
    steps: list[Step]
    names: Mapping[int, str]
    able: Mapping[int, str]
    verbs: tuple[Verb, ...]
    has_identity: bool
    may_open: bool
    is_mine: bool
    lapses_on: date | None
    closes_on: date | None
    no_lapor: str
    pictures: tuple[int, ...]  # numbers of what was sent along


@dataclass(frozen=True, slots=True)
class Ground:
    """What the days of any complaint of the office stand on."""

    today: date
    calendar: Calendar
    rules: Mapping[Rule, int]


def listing(desk: Desk, office_id: int, viewer: Viewer) -> Listing:
    """All that the viewer may see: those that stand, the first due first, and the last that are over."""
    office = desk.office(office_id)
    with desk.reading() as connection:
        ground = ground_of(connection, office, desk)
        found, lost = rows.all_of(connection, desk.seal, office_id)
        lines = [line_of(kept, ground) for kept in found if _is_for(connection, office, viewer, kept)]
        names = readers.names(connection, office_id)
        has_inspector = any(each.role is Role.INSPECTOR for each in readers.viewers(connection, office_id))
    over = sorted((each for each in lines if each.closed_on), key=lambda each: each.closed_on or date.min, reverse=True)
    standing = sorted((each for each in lines if not each.closed_on), key=_first_due)
    return Listing(standing, over[:PAST_MOST], names, lost, has_inspector)


def one(desk: Desk, office_id: int, viewer: Viewer, complaint_id: int) -> One:
    """Raises NotFound, also where it is not for those eyes."""
    office = desk.office(office_id)
    with desk.reading() as connection:
        kept = rows.read(connection, desk.seal, office_id, complaint_id)
        of = reported(connection, kept.lodged, kept.received_on, time_zone=office.time_zone)
        require_sight(viewer, kept.lodged.track, of)
        ground = ground_of(connection, office, desk)
        names = readers.names(connection, office_id)
        able = [each.officer_id for each in readers.viewers(connection, office_id)
                if may_see(each, kept.lodged.track, of)]  # fmt: skip
        is_mine = kept.handling.handler_id == viewer.officer_id
        return One(
            line=line_of(kept, ground), steps=steps.of(connection, desk.seal, complaint_id), names=names,
            able={each: names[each] for each in able}, verbs=_offered(kept, is_mine=is_mine),
            has_identity=kept.has_identity, may_open=kept.has_identity and (is_mine or not kept.lodged.is_confidential),
            is_mine=is_mine, lapses_on=due.lapses_on(kept.handling),
            closes_on=due.closes_on(ground.calendar, kept.handling), no_lapor=kept.handling.no_lapor,
            pictures=tuple(each.id for each in files.of_complaint(connection, complaint_id)),
        )  # fmt: skip


def ground_of(connection: Connection, office: OfficeKey, desk: Desk) -> Ground:
    """Read once for many complaints."""
    today = business_date(desk.clock(), office.time_zone)
    return Ground(today, calendar.opening(connection, office.id).calendar, rules.rules(connection, office.id))


def line_of(kept: Kept, ground: Ground) -> Line:
    """The complaint with its days."""
    group = group_of(kept.lodged.kind, kept.lodged.category)
    runs = due.running(
        ground.calendar, ground.rules, group, kept.state, received_on=kept.received_on, handling=kept.handling
    )
    left = (runs[0].due_on - ground.today).days if runs else None
    is_near = left is not None and left >= 0 and ground.today >= remind_on(ground.calendar, runs[0])
    return Line(
        kept.id, kept.state, kept.lodged, kept.received_on, kept.closed_on, kept.handling.handler_id, runs, left,
        is_near, is_late(kept.lodged, kept.received_on),
    )  # fmt: skip


def _is_for(connection: Connection, office: OfficeKey, viewer: Viewer, kept: Kept) -> bool:
    of = reported(connection, kept.lodged, kept.received_on, time_zone=office.time_zone)
    return may_see(viewer, kept.lodged.track, of)


def _offered(kept: Kept, *, is_mine: bool) -> tuple[Verb, ...]:
    """Only the person who has it answers; whoever opened a name did so by a button of its own."""
    hidden = {Verb.OPEN_IDENTITY} if is_mine else {Verb.OPEN_IDENTITY, Verb.ANSWER}
    noted = {Verb.NOTE} if kept.state in OVER else set()
    return tuple(each for each in states.offered(kept.state) if each not in hidden | noted)


def _first_due(line: Line) -> tuple[date, int]:
    return (line.due[0].due_on if line.due else date.max), line.id
