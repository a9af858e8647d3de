"""The yearly evaluation (PEKPPP): each indicator with the level that the evidence held here supports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queue_app.domain.citizen.complaints.recap import Part, Recap
from queue_app.domain.citizen.pekppp.held import Held, Settled, StandardVersion
from queue_app.domain.citizen.pekppp.indicators import HIGHEST, Form, Indicator, Words
from queue_app.domain.citizen.pekppp.levels import Supported, supported
from queue_app.domain.citizen.pekppp.permenpanrb_29_2022 import FORM_2022
from queue_app.domain.office import intervals
from queue_app.domain.office.hours import Interval
from queue_app.domain.office.plan import NORMAL, WEEKDAYS, HoursPlan, OfficePlan, StandardPlan
from queue_app.domain.office.standards import COMPONENTS
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.complaints.recap import recap
from queue_app.store.citizen.pekppp import counts
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.office import setup

NOON = (12 * 60, 13 * 60)
DAY_MIN = 24 * 60


class Line(NamedTuple):
    """One indicator. lifts: what the next level asks for; None at the highest."""

    indicator: Indicator
    found: Supported
    lifts: Words | None


@dataclass(frozen=True, slots=True)
class Pekppp:
    """lines: in the order of the form. plan: the office as it is set up now. complaints: those of the year."""

    form: Form
    held: Held
    lines: Sequence[Line]
    plan: OfficePlan
    complaints: Recap

    @property
    def shown(self) -> int:
        """How many indicators have a level here."""
        return sum(line.found.level is not None for line in self.lines)


def pekppp(desk: Desk, office: OfficeKey, year: int, *, public_url: str, form: Form = FORM_2022) -> Pekppp:
    """Of the year up to today. public_url: where the server is reached from outside; "": nowhere."""
    today, last = business_date(desk.clock(), office.time_zone), date(year, 12, 31)
    until, answered_until = min(last, today), min(last, today - timedelta(days=1))
    with desk.reading() as connection:
        plan = setup.read(connection, office.id)
        known = recap(connection, desk.seal, office.id, year, time_zone=office.time_zone, today=today)
        found = held(
            connection, office, plan, year=year, until=until, answered_until=answered_until, public_url=public_url
        )
    found = replace(found, own=_settled(known.own), lapor=_settled(known.lapor))
    lines = [_line(each, supported(each, found)) for each in form.indicators]
    return Pekppp(form, found, lines, plan, known)


def _settled(part: Part) -> Settled | None:
    return Settled(part.received, part.done) if part.received else None


def _line(indicator: Indicator, found: Supported) -> Line:
    level = found.level or 0
    return Line(indicator, found, indicator.level(level + 1) if level < HIGHEST else None)


def held(
    connection: Connection, office: OfficeKey, plan: OfficePlan, *, year: int, until: date, answered_until: date,
    public_url: str,
) -> Held:  # fmt: skip
    """What the office holds of business dates from 1 January to `until`.

    answered_until: of the survey's answers; never today, or a look more would tell who answers now.
    """
    first = date(year, 1, 1)
    span = (connection, office.id, first, until)
    given = counts.numbers(*span)
    since = datetime.combine(first, time(), ZoneInfo(office.time_zone)).astimezone(UTC)
    displays, speaking, kiosks = counts.screens(connection, office.id, since)
    week = next((each for each in plan.hours if each.template == NORMAL), None)
    return Held(
        year=year, until=until,
        standards=[_versions(each.standards, until) for each in plan.services if each.is_active],
        has_pledge=any(each.key == "maklumat" and each.text_id.strip() for each in plan.texts),
        has_hours=week is not None, opens_at_noon=_opens_at_noon(week),
        opens_at_weekends=week is not None and bool(week.sat or week.sun), opens_all_day=_opens_all_day(week),
        days=given.days, noon_days=counts.noon_days(*span, zone=office.time_zone), numbers=given.numbers,
        priority_numbers=given.priority, series=given.series, handed_out=given.handed_out,
        booked=counts.booked(*span), displays=displays, speaking=speaking, kiosks=kiosks,
        low_kiosks=counts.low_kiosks(connection, office.id), public_host=urlsplit(public_url).hostname or "",
        criteria=counts.criteria(*span), courses=counts.courses(*span),
        assessed=counts.assessed(connection, office.id, year),
        answers=counts.answers(connection, office.id, first, answered_until),
        published=len(counts.published(connection, office.id, [year])),
        follow_up=counts.follow_up(connection, office.id, [year - 1, year], until),
        forum_groups=counts.forum_parts(*span),
    )  # fmt: skip


def _versions(standards: Sequence[StandardPlan], until: date) -> list[StandardVersion]:
    begun = sorted((each for each in standards if each.valid_from <= until), key=lambda each: each.valid_from)
    return [
        StandardVersion(each.valid_from, bool(each.decree.strip()), _filled(each, of=True), _filled(each, of=False))
        for each in begun
    ]


def _filled(standard: StandardPlan, *, of: bool) -> int:
    """How many components say something, of those that are public or of the others."""
    return sum(bool(text.strip()) for key, text in standard.components.items() if COMPONENTS[key].is_public == of)


def _days(week: HoursPlan | None) -> dict[str, tuple[Interval, ...]]:
    """Each weekday on which the office opens, with its hours."""
    days = {weekday: getattr(week, weekday, "") for weekday in WEEKDAYS}
    return {weekday: intervals.parse(text) for weekday, text in days.items() if text}


def _opens_at_noon(week: HoursPlan | None) -> bool:
    """On every day on which the office opens; Friday's prayers have their own hours and ask nothing of it."""
    days = [hours for weekday, hours in _days(week).items() if weekday != "fri"]
    return bool(days) and all(_covers(hours, *NOON) for hours in days)


def _opens_all_day(week: HoursPlan | None) -> bool:
    days = _days(week)
    return len(days) == len(WEEKDAYS) and all(_covers(hours, 0, DAY_MIN) for hours in days.values())


def _covers(hours: tuple[Interval, ...], first_min: int, last_min: int) -> bool:
    return any(each.opens_min <= first_min and each.closes_min >= last_min for each in hours)
