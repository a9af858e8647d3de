"""An office for somebody at home: what is open, how long a newcomer waits, what is left, and the next days' hours.

Of no officer, and of nobody who waits but how many. Reads only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.promise import MINUTE_S, Promise
from queue_app.domain.citizen.usual import Hour, Usual, usual
from queue_app.domain.evidence.rollups import ALL
from queue_app.domain.office import hours
from queue_app.domain.office.hours import DayPlan
from queue_app.domain.queue import numbering
from queue_app.domain.queue.quota import Quota
from queue_app.screens.state import ByLanguage, Moment, Shown, moment
from queue_app.store.citizen import waits_now
from queue_app.store.evidence import kept_days, rollups
from queue_app.store.office import availability, catalogue
from queue_app.store.office.availability import Told
from queue_app.store.office.catalogue import ServiceRow
from queue_app.store.office.now import OfficeNow, office_and_head
from queue_app.store.queue import quota, visitors
from queue_app.texts import LANGUAGES

USUAL_DAYS = 13 * 7  # before today: long enough for ten people an hour, short enough to be about this season
DAYS_AHEAD = 7


class WaitRange(Shown, frozen=True):
    """How many minutes a newcomer without priority waits: about eight of ten, no less and no longer.

    is_early: there is little history behind it.
    """

    from_minutes: int
    to_minutes: int
    is_early: bool


class ServiceWait(Shown, frozen=True, kw_only=True):
    """One service. waiting: None where numbers are torn off a roll, and nobody has recorded who waits.

    reason, why, opens_at: a key of hours.CLOSED, in words, until when; None while it gives numbers. wait: None where
    nothing can be promised. quota, left: numbers a day, and how many of them are left; None without one.
    """

    id: int
    code: str
    series: str
    group: str  # its code
    name: ByLanguage
    requirements: dict[str, list[str]]
    standard_minutes: int
    waiting: int | None
    quota: int | None
    left: int | None
    reason: str | None
    why: ByLanguage | None
    opens_at: Moment | None
    wait: WaitRange | None


class OfficeWaiting(Shown, frozen=True, kw_only=True):
    """The office at one moment. reason, why, opens_at: of the office as a whole, as at ServiceWait."""

    at: Moment
    reason: str | None
    why: ByLanguage | None
    opens_at: Moment | None
    services: list[ServiceWait]


class OpenDay(NamedTuple):
    """A day of the calendar as the office is open on it."""

    day: date
    plan: DayPlan


def office_waiting(connection: Connection, office: OfficeNow, *, now: datetime) -> OfficeWaiting:
    """Everything that changes in the course of the day."""
    day = numbering.business_date(now, office.time_zone)
    services = catalogue.services(connection, office.id)
    quotas = quota.of_services(connection, services, day, office_id=office.id, now=now)
    answers = availability.of_services(office, services, quotas, now=now)
    waiting = visitors.waiting_by_service(connection, office.id, day)
    promised, standards = _promised(connection, office, now), office.standards_on(day)
    whole = availability.told(availability.of_office(office, now=now), office, now=now)
    return OfficeWaiting(
        at=moment(now), reason=whole.reason, why=whole.why, opens_at=moment(whole.opens_at),
        services=[
            _service(
                each, availability.told(answers[each.id], office, now=now), quotas[each.id],
                standard_minutes=standards[each.id], wait=promised.get(each.id),
                waiting=waiting.get(each.id, 0) if office.room.numbering == "kiosk" else None,
            )
            for each in services
        ],
    )  # fmt: skip


def _service(
    row: ServiceRow, told: Told, found: Quota, *, standard_minutes: int, waiting: int | None, wait: WaitRange | None
) -> ServiceWait:
    return ServiceWait(
        id=row.id, code=row.code, series=row.letter, group=row.group_code,
        name={lang: row.name(lang) for lang in LANGUAGES},
        requirements={lang: row.requirements(lang) for lang in LANGUAGES}, standard_minutes=standard_minutes,
        waiting=waiting, quota=found.limit, left=found.left, reason=told.reason, why=told.why,
        opens_at=moment(told.opens_at), wait=None if told.reason else wait,
    )  # fmt: skip


def _promised(connection: Connection, office: OfficeNow, now: datetime) -> Mapping[int, WaitRange]:
    """By service id; nothing where numbers are not taken here, or where what was promised may be true no more."""
    waits = waits_now.kept(connection, office.id)
    seq, _office = office_and_head(connection, office.id)
    if waits is None or office.room.numbering != "kiosk" or not waits.is_told(seq=seq, now=now.timestamp()):
        return {}
    return {
        service_id: wait_range(promise)
        for (service_id, is_priority), promise in waits.newcomers.items()
        if not is_priority and promise.how is not How.NONE
    }


def wait_range(promise: Promise) -> WaitRange:
    """A newcomer's promise as the wait that it is, whoever comes when, in whole minutes."""
    least, most = (max(0, round((at - promise.made_at) / MINUTE_S)) for at in (promise.from_at, promise.to_at))
    return WaitRange(least, max(least, most, 1), promise.how is How.EARLY)


def usual_waits(connection: Connection, office: OfficeNow, *, now: datetime, service_id: int = ALL) -> Usual:
    """How long people waited at each hour of the week, in the last quarter of a year up to yesterday.

    A day of which the rows are not written yet, or are out of date, is left out.
    """
    last = numbering.business_date(now, office.time_zone) - timedelta(days=1)
    first = last - timedelta(days=USUAL_DAYS - 1)
    fresh = kept_days.standing(connection, office.id, first, last).fresh
    rows = rollups.hours_of_days(connection, office.id, first, last, service_id=service_id)
    return usual((Hour(day.weekday(), hour), counts) for day, hour, counts in rows if day in fresh)


def next_days(office: OfficeNow, *, now: datetime) -> list[OpenDay]:
    """Today and the days after it, a week in all."""
    today = numbering.business_date(now, office.time_zone)
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    return [OpenDay(day, hours.day_plan(office.calendar, day)) for day in days]
