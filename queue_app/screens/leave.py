"""The calendars: one officer's month with what was asked for, and the team's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from queue_app.domain.evidence import leave
from queue_app.domain.evidence.leave import STANDS, State
from queue_app.domain.log.rights import Role
from queue_app.domain.office.hours import DAY_MIN, Calendar, day_plan
from queue_app.store.desk import Desk
from queue_app.store.evidence import leave as rows
from queue_app.store.evidence.leave import Request
from queue_app.store.office import calendar


@dataclass(frozen=True, slots=True)
class Own:
    """requests: all the officer's, the newest days first. away: by day, those that stand. expected_s: of the month."""

    requests: Sequence[Request]
    away: dict[date, list[Request]]
    closed: dict[date, str]
    expected_s: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """One of the team in a month. away: by day, those that stand."""

    officer_id: int
    name: str
    away: dict[date, list[Request]]
    expected_s: float | None

    @property
    def requests(self) -> list[Request]:
        """Each once."""
        return list({each.id: each for found in self.away.values() for each in found}.values())


@dataclass(frozen=True, slots=True)
class Team:
    """waiting: what somebody is to decide. lines: by name."""

    waiting: Sequence[Request]
    lines: Sequence[Line]
    closed: dict[date, str]


def own(desk: Desk, office_id: int, officer_id: int, first: date, last: date) -> Own:
    """The officer's own, of these days."""
    with desk.reading() as connection:
        requests = rows.of_officer(connection, office_id, officer_id)
        hours = calendar.opening(connection, office_id).calendar
    line = _line(officer_id, "", requests, hours, first=first, last=last)
    return Own(requests[::-1], line.away, _closed(hours, first, last), line.expected_s)


def team(desk: Desk, office_id: int, first: date, last: date) -> Team:
    """Everybody's, of these days."""
    with desk.reading() as connection:
        found, people = rows.between(connection, office_id, first, last), rows.team(connection, office_id)
        waiting = rows.waiting(connection, office_id)
        hours = calendar.opening(connection, office_id).calendar
    lines = [
        _line(number, name, [each for each in found if each.officer_id == number], hours, first=first, last=last)
        for number, (name, _role) in people.items()
    ]
    by_name = sorted(lines, key=lambda each: (each.name.casefold(), each.officer_id))
    return Team(waiting, by_name, _closed(hours, first, last))


def of_supervisors(desk: Desk, office_id: int) -> list[Request]:
    """Requests of supervisors that wait: the head may decide them too."""
    with desk.reading() as connection:
        return [each for each in rows.waiting(connection, office_id) if each.role is Role.SUPERVISOR]


def is_whole(request: Request) -> bool:
    """Whether it takes whole days."""
    times = request.span.times
    return (times.opens_min, times.closes_min) == (0, DAY_MIN)


def _line(number: int, name: str, requests: Sequence[Request], hours: Calendar, *, first: date, last: date) -> Line:
    standing = {each.id: each for each in requests if each.state in STANDS}
    days = leave.by_day(first, last, {each.id: each.span for each in standing.values()})
    approved = [each.span for each in standing.values() if each.state is State.APPROVED]
    away = {day: [standing[each] for each in found] for day, found in days.items()}
    return Line(number, name, away, leave.expected_s(first, last, hours, approved))


def _closed(hours: Calendar, first: date, last: date) -> dict[date, str]:
    """Days on which the office is not open, with the name of the holiday, if it has one."""
    days = (date.fromordinal(each) for each in range(first.toordinal(), last.toordinal() + 1))
    plans = ((day, day_plan(hours, day)) for day in days)
    return {day: plan.name for day, plan in plans if not plan.intervals}
