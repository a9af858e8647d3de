"""What a kiosk tells while nobody stands there: the office's words, hours, days off, and its promise. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import get_day_names

from queue_app.domain.office import hours, intervals
from queue_app.domain.office.hours import WHOLE_DAY, Calendar, Interval
from queue_app.screens.state import ByLanguage, Shown
from queue_app.store.office.now import OfficeNow
from queue_app.texts import LANGUAGES, long_date, translate

TITLES = {
    "notice": "Please note",
    "hours": "Opening hours",
    "days": "Days with other hours",
    "maklumat": "Our promise",
}
DAYS_AHEAD = 31
MOST_DAYS = 5
EXCERPT = 320  # characters that are read while passing by


class Notice(Shown, frozen=True):
    """One full screen, in each language."""

    kind: str  # a key of TITLES
    title: ByLanguage
    lines: dict[str, list[str]]


def notices(office: OfficeNow, *, now: datetime) -> list[Notice]:
    """What there is to tell on the office's date of `now`, in the order it is shown; nothing empty."""
    today = now.astimezone(ZoneInfo(office.time_zone)).date()
    calendar, words = office.calendar, office.texts
    found = {
        "notice": {lang: _paragraphs(words, "notice", lang) for lang in LANGUAGES},
        "hours": {lang: list(_week(calendar, today, lang)) for lang in LANGUAGES},
        "days": {lang: list(_days(calendar, today, lang)) for lang in LANGUAGES},
        "maklumat": {lang: _excerpt(words, lang) for lang in LANGUAGES},
    }
    return [
        Notice(kind, {lang: translate(lang, TITLES[kind]) for lang in LANGUAGES}, lines)
        for kind, lines in found.items()
        if any(lines.values())
    ]


def _paragraphs(words: Mapping[str, Mapping[str, str]], key: str, lang: str) -> list[str]:
    lines = words.get(key, {}).get(lang, "").splitlines()
    return [line.strip() for line in lines if line.strip()]


def _week(calendar: Calendar, today: date, lang: str) -> Iterator[str]:
    """The weekly hours that hold today: neighbours with the same hours in one line."""
    if not any(calendar.weekly.values()):
        return
    season = next((each.template for each in calendar.seasons if each.first <= today <= each.last), hours.NORMAL)
    names = get_day_names("wide", locale=lang)
    of_day = {day: _hours(calendar.weekly.get((season, day), ()), lang) for day in range(7)}
    for text, days in groupby(of_day, key=of_day.__getitem__):
        run = list(days)
        name = names[run[0]] if len(run) == 1 else f"{names[run[0]]} – {names[run[-1]]}"
        yield f"{name}: {text}"


def _hours(found: Iterable[Interval], lang: str) -> str:
    return intervals.told(found) or translate(lang, "closed")


def _days(calendar: Calendar, today: date, lang: str) -> Iterator[str]:
    """Days to come that are not as their weekday is: holidays and days with hours of their own."""
    special = {*calendar.special_days, *calendar.holidays}
    coming = sorted(day for day in special if today <= day <= today + timedelta(days=DAYS_AHEAD))
    for day in coming[:MOST_DAYS]:
        plan = hours.day_plan(calendar, day)
        if plan is not WHOLE_DAY and plan.name:
            yield f"{long_date(day, lang=lang)}: {_hours(plan.intervals, lang)} ({plan.name})"


def _excerpt(words: Mapping[str, Mapping[str, str]], lang: str) -> list[str]:
    text = " ".join(_paragraphs(words, "maklumat", lang))
    if len(text) <= EXCERPT:
        return [text] if text else []
    return [text[:EXCERPT].rsplit(" ", 1)[0].rstrip(",;:") + " …"]
