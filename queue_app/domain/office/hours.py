"""When an office gives numbers: its calendar, and the one answer to "may a ticket of this service be taken now".

Days and minutes are those of the office's own wall clock: `now` is aware and in the office's zone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

DAY_MIN = 24 * 60
NOON_MIN = 12 * 60
FRIDAY = 4
NORMAL = "normal"  # the template of every day that no season covers
HORIZON_DAYS = 366  # an office that opens on no day of a year has no next opening

# Why no number is given, as the citizen reads it; `name` of an Availability fills {name} and {reason}.
CLOSED = {
    "not_yet_open": "Not open yet.",
    "closed_for_today": "Closed for today.",
    "last_ticket_passed": "No more numbers today. Everyone who has a number is still served.",
    "holiday": "Closed: {name}.",
    "special_day": "Closed on this day: {name}.",
    "weekly_day_off": "Closed on this day of the week.",
    "break": "The office has a break.",
    "friday_prayer": "The office has a break for the Friday prayer.",
    "quota_used": "The numbers of this service are used up for today.",
    "closed_by_hand": "Closed for now: {reason}.",
    "no_counter": "No counter offers this service now. Please ask an officer.",
}
CLOSINGS = {
    "blangko_habis": "the blank forms have run out",
    "siak_down": "the SIAK system is down",
    "listrik": "there is no electricity",
    "petugas_tidak_ada": "no officer is there",
    "lainnya": "another reason",
}
UNSAID = "lainnya"
# The sentence after the reason, by when it opens; what was closed by hand is only expected to open.
OPENS = {
    "today": "Opens at {time}.",
    "tomorrow": "Opens tomorrow at {time}.",
    "later": "Opens on {day} at {time}.",
}
EXPECTED = {
    "today": "Expected to open at {time}.",
    "tomorrow": "Expected to open tomorrow at {time}.",
    "later": "Expected to open on {day} at {time}.",
}


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From `opens_min`, included, to `closes_min`, not included; in minutes of the day, the end at most 1440."""

    opens_min: int
    closes_min: int

    def holds(self, minute: int) -> bool:
        return self.opens_min <= minute < self.closes_min


@dataclass(frozen=True, slots=True)
class Season:
    """From `first` to `last`, both included, the hours of `template` hold instead of the normal ones."""

    template: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Special:
    """One date's own hours, or none."""

    name: str
    intervals: Sequence[Interval] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """What an office says of its hours. Intervals of a day are in order and apart from each other."""

    weekly: Mapping[tuple[str, int], Sequence[Interval]] = field(default_factory=dict)  # (template, 0: Monday)
    seasons: Sequence[Season] = ()
    special_days: Mapping[date, Special] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)  # those that close the office, by name
    last_ticket_min: int = 0  # the last number is given so long before the day's last closing


@dataclass(frozen=True, slots=True)
class DayPlan:
    intervals: Sequence[Interval]
    closed_because: str | None = None  # a key of CLOSED, for a day without any interval
    name: str = ""  # of the holiday or the special day


@dataclass(frozen=True, slots=True)
class ServiceToday:
    """What one service adds to the office's hours. Times are aware."""

    is_open: bool = True  # False: closed by hand
    closed_reason: str | None = None  # a key of CLOSINGS
    reopens_at: datetime | None = None
    daily_quota: int | None = None
    taken_today: int = 0
    has_counter: bool = True


@dataclass(frozen=True, slots=True)
class Availability:
    code: str | None = None  # None: a ticket may be taken; else a key of CLOSED
    opens_at: datetime | None = None  # when it ends, where that is known
    name: str = ""  # of a holiday or special day; for closed_by_hand the key of CLOSINGS

    @property
    def is_open(self) -> bool:
        return self.code is None


OPEN = Availability()
WHOLE_DAY = DayPlan((Interval(0, DAY_MIN),))


def day_plan(calendar: Calendar, day: date) -> DayPlan:
    """The office's hours on `day`: its own, else none on a holiday, else those of the weekday in its season.

    An office that says no weekly hours at all is open all day on every day that has none of its own.
    """
    if special := calendar.special_days.get(day):
        return DayPlan(special.intervals, None if special.intervals else "special_day", special.name)
    if not any(calendar.weekly.values()):
        return WHOLE_DAY
    if day in calendar.holidays:
        return DayPlan((), "holiday", calendar.holidays[day])
    template = next((each.template for each in calendar.seasons if each.first <= day <= each.last), NORMAL)
    intervals = calendar.weekly.get((template, day.weekday()), ())
    return DayPlan(intervals, None if intervals else "weekly_day_off")


def availability(calendar: Calendar, service: ServiceToday, now: datetime) -> Availability:
    """May a ticket of this service be taken now; if not, why, and when it opens.

    Of several reasons the one that lasts longest is told: nobody shall wait for the end of a break to learn then
    that the blank forms have run out. Of equals the office's hours come first.
    """
    reasons = [office_hours(calendar, now), *_reasons_of(calendar, service, now)]
    closed = [reason for reason in reasons if not reason.is_open]
    return max(closed, key=lambda reason: (reason.opens_at is None, reason.opens_at or now), default=OPEN)


def office_hours(calendar: Calendar, now: datetime) -> Availability:
    """The same for the office alone, whatever the service: by its hours, days off and last ticket."""
    plan, minute = day_plan(calendar, now.date()), now.hour * 60 + now.minute
    if plan.closed_because:
        return Availability(plan.closed_because, next_opening(calendar, now), plan.name)
    gives = _gives_numbers(calendar, plan)
    if any(each.holds(minute) for each in gives):
        return OPEN
    return Availability(_why(plan, gives, minute, weekday=now.weekday()), next_opening(calendar, now))


def is_closed_by_hand(service: ServiceToday, now: datetime) -> bool:
    """Whether somebody closed the service and the end that was told, if any, has not come yet."""
    return not service.is_open and (service.reopens_at is None or now < service.reopens_at)


def next_opening(calendar: Calendar, after: datetime) -> datetime | None:
    """When numbers are given again, after that moment; in its zone. None: not within a year."""
    for ahead in range(HORIZON_DAYS):
        day = after.date() + timedelta(days=ahead)
        for each in _gives_numbers(calendar, day_plan(calendar, day)):
            opens_at = _at(day, each.opens_min, after)
            if opens_at > after:
                return opens_at
    return None


def next_working_day(calendar: Calendar, after: date) -> date | None:
    """The first day after that one on which the office is open at all. None: not within a year."""
    days = (after + timedelta(days=ahead) for ahead in range(1, HORIZON_DAYS))
    return next((day for day in days if day_plan(calendar, day).intervals), None)


def working_days_before(calendar: Calendar, before: date, *, most_back: int) -> list[date]:
    """The days before that one on which the office was open, at most `most_back` days ago, the latest first."""
    days = (before - timedelta(days=ago) for ago in range(1, most_back + 1))
    return [day for day in days if day_plan(calendar, day).intervals]


def next_day_to_serve(calendar: Calendar, missed: date, now: datetime) -> date | None:
    """The day on which those are served who were asked to come on the day off `missed`. None: not within a year.

    The next working day after it; where that day is over already, today, as long as numbers are still given today.
    """
    today, minute = now.date(), now.hour * 60 + now.minute
    if missed < today and any(each.closes_min > minute for each in _gives_numbers(calendar, day_plan(calendar, today))):
        return today
    return next_working_day(calendar, max(missed, today))


def doors_open_at(calendar: Calendar, day: date, like: datetime) -> datetime | None:
    """The day's first opening, in the zone of `like`; None on a day off."""
    intervals = day_plan(calendar, day).intervals
    return _at(day, intervals[0].opens_min, like) if intervals else None


def gives_numbers(calendar: Calendar, day: date) -> Sequence[Interval]:
    """When numbers are given on that day, without the time after the last ticket; nothing on a day off."""
    return _gives_numbers(calendar, day_plan(calendar, day))


def how_soon(opens_at: datetime, now: datetime) -> str:
    """The key of OPENS and EXPECTED that fits; both in the office's zone."""
    days = (opens_at.date() - now.date()).days
    return {0: "today", 1: "tomorrow"}.get(days, "later")


def _reasons_of(calendar: Calendar, service: ServiceToday, now: datetime) -> Sequence[Availability]:
    reasons = []
    if is_closed_by_hand(service, now):
        reasons.append(Availability("closed_by_hand", service.reopens_at, service.closed_reason or UNSAID))
    if service.daily_quota is not None and service.taken_today >= service.daily_quota:
        midnight = _at(now.date(), DAY_MIN, now) - timedelta(microseconds=1)
        reasons.append(Availability("quota_used", next_opening(calendar, midnight)))
    if not service.has_counter:
        reasons.append(Availability("no_counter"))
    return reasons


def _gives_numbers(calendar: Calendar, plan: DayPlan) -> Sequence[Interval]:
    """The day's intervals without the time after the last ticket."""
    if plan is WHOLE_DAY or not plan.intervals:
        return plan.intervals
    last = plan.intervals[-1].closes_min - calendar.last_ticket_min
    cut = (Interval(each.opens_min, min(each.closes_min, last)) for each in plan.intervals)
    return [each for each in cut if each.opens_min < each.closes_min]


def _why(plan: DayPlan, gives: Sequence[Interval], minute: int, *, weekday: int) -> str:
    """Why no number is given at this minute of a working day."""
    if minute >= plan.intervals[-1].closes_min:
        return "closed_for_today"
    later = [each.opens_min for each in gives if each.opens_min > minute]
    if not later:
        return "last_ticket_passed"
    earlier = [each.closes_min for each in plan.intervals if each.closes_min <= minute]
    if not earlier:
        return "not_yet_open"
    is_over_noon = max(earlier) <= NOON_MIN < min(later)
    return "friday_prayer" if weekday == FRIDAY and is_over_noon else "break"


def _at(day: date, minute: int, like: datetime) -> datetime:
    """That minute of the day on the wall clock of `like`'s zone."""
    return datetime.combine(day, time(), like.tzinfo) + timedelta(minutes=minute)
