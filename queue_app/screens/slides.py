"""What a display shows while nobody is called: the office's playlist, then slides of what it has to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queue_app.domain.hall.room import SLIDES, RoomRules
from queue_app.domain.office import hours, intervals
from queue_app.domain.office.hours import Calendar, DayPlan
from queue_app.screens.figures import Figure, figures
from queue_app.screens.state import ByLanguage, Shown
from queue_app.store.hall import media
from queue_app.store.hall.media import MediaRow
from queue_app.store.office.now import OfficeNow
from queue_app.texts import LANGUAGES, long_date, translate

HOLIDAYS_WITHIN = timedelta(days=30)
MOST_HOLIDAYS = 6  # that fit a slide
FIGURES_FOR_MIN = 5  # how long figures stand before they are counted anew
TITLES: dict[str, str] = {  # kind of a slide -> msgid
    "maklumat": "Service pledge (maklumat pelayanan)",
    "holidays": "Closed on these days",
    "closing": "Opening hours",
}
LINES: dict[str, str] = {  # what is told of a day, by why it is closed: a key of hours.CLOSED
    "open": "{day}: {hours}",
    "holiday": "{day}: closed ({name})",
    "special_day": "{day}: closed ({name})",
    "weekly_day_off": "{day}: closed",
    "again": "Open again on {day}",
}
DAYS: tuple[str, str] = ("Today", "Tomorrow")


class Picture(Shown, frozen=True, tag_field="kind", tag="picture"):
    url: str
    title: str
    seconds: int


class Video(Shown, frozen=True, tag_field="kind", tag="video"):
    url: str
    title: str
    has_sound: bool


class Figures(Shown, frozen=True, tag_field="kind", tag="figures"):
    title: ByLanguage
    figures: list[Figure]


class Maklumat(Shown, frozen=True, tag_field="kind", tag="maklumat"):
    """The office's service pledge."""

    title: ByLanguage
    text: ByLanguage


class DayOff(Shown, frozen=True):
    """name: why the office is closed on that day."""

    day: ByLanguage
    name: str


class DaysOff(Shown, frozen=True, tag_field="kind", tag="holidays"):
    title: ByLanguage
    days: list[DayOff]


class Hours(Shown, frozen=True, tag_field="kind", tag="closing"):
    """Today's and tomorrow's hours, and when it opens again."""

    title: ByLanguage
    lines: list[ByLanguage]


OfOwnData = Figures | Maklumat | DaysOff | Hours
Slide = Picture | Video | OfOwnData


class Slides(Shown, frozen=True):
    """version: another one whenever the slides may be others. Each slide's `kind` says what else it holds."""

    version: str
    slides: list[Slide]


def version(office: OfficeNow, now: datetime) -> str:
    """A short text that is another one whenever the slides may be: of another set-up, date, or five minutes."""
    local = now.astimezone(ZoneInfo(office.time_zone))
    has_figures = "figures" in office.room.slides.split()
    lap = (local.hour * 60 + local.minute) // FIGURES_FOR_MIN if has_figures else 0
    return f"{office.version}-{local.date():%m%d}-{lap}"


def slides(connection: Connection, office: OfficeNow, now: datetime) -> Slides:
    """The version, and every slide in order; one that has nothing to say is left out."""
    told = (_MADE[name](connection, office, now) for name in office.room.slides.split())
    return Slides(
        version(office, now),
        [*(_shown(each, office.room) for each in office.media.playlist), *(each for each in told if each)],
    )


def silent(connection: Connection, office: OfficeNow, now: datetime) -> frozenset[str]:
    """The slides, shown or not, that have nothing to say at present: keys of room.SLIDES."""
    return frozenset(name for name, made in _MADE.items() if made(connection, office, now) is None)


def _shown(row: MediaRow, rules: RoomRules) -> Picture | Video:
    if row.kind == "video":
        return Video(media.url(row.file), row.title, row.has_sound)
    return Picture(media.url(row.file), row.title, rules.slide_s)


def _figures(connection: Connection, office: OfficeNow, now: datetime) -> Figures | None:
    counted = figures(connection, office, now)
    return Figures(_words(SLIDES["figures"]), counted) if counted else None


def _maklumat(_connection: Connection, office: OfficeNow, _now: datetime) -> Maklumat | None:
    words = office.texts.get("maklumat")
    return Maklumat(_words(TITLES["maklumat"]), dict(words)) if words else None


def _holidays(_connection: Connection, office: OfficeNow, now: datetime) -> DaysOff | None:
    known, today = office.calendar, _today(office, now)
    last = today + HOLIDAYS_WITHIN
    closed = {day: each.name for day, each in known.special_days.items() if not each.intervals}
    own_hours = {day for day, each in known.special_days.items() if each.intervals}
    found = {day: name for day, name in {**known.holidays, **closed}.items() if day not in own_hours}
    days = [
        DayOff({lang: long_date(day, lang=lang) for lang in LANGUAGES}, name)
        for day, name in sorted(found.items())
        if today < day <= last
    ]
    return DaysOff(_words(TITLES["holidays"]), days[:MOST_HOLIDAYS]) if days else None


def _closing(_connection: Connection, office: OfficeNow, now: datetime) -> Hours | None:
    known, today = office.calendar, _today(office, now)
    tomorrow = today + timedelta(days=1)
    plans = [(label, hours.day_plan(known, day)) for label, day in zip(DAYS, (today, tomorrow), strict=True)]
    if all(plan == hours.WHOLE_DAY for _label, plan in plans):
        return None  # the office has not said any hours
    lines = [_day_line(label, plan) for label, plan in plans]
    if not plans[1][1].intervals:
        lines += _open_again(known, tomorrow)
    return Hours(_words(TITLES["closing"]), lines)


def _day_line(label: str, plan: DayPlan) -> ByLanguage:
    if plan.closed_because:
        return _words(LINES[plan.closed_because], day=label, name=plan.name)
    return _words(LINES["open"], day=label, hours=intervals.told(plan.intervals))


def _open_again(known: Calendar, after: date) -> list[ByLanguage]:
    """The next working day, where tomorrow is none."""
    day = hours.next_working_day(known, after)
    if day is None:
        return []
    return [{lang: translate(lang, LINES["again"], day=long_date(day, lang=lang)) for lang in LANGUAGES}]


def _words(msgid: str, *, day: str = "", **values: str) -> ByLanguage:
    """In each language. day: a msgid of its own."""
    return {
        lang: translate(lang, msgid, **values, **({"day": translate(lang, day)} if day else {})) for lang in LANGUAGES
    }


def _today(office: OfficeNow, now: datetime) -> date:
    return now.astimezone(ZoneInfo(office.time_zone)).date()


# A key of room.SLIDES -> the slide, or None where there is nothing to say.
_MADE: Mapping[str, Callable[[Connection, OfficeNow, datetime], OfOwnData | None]] = {
    "figures": _figures,
    "maklumat": _maklumat,
    "holidays": _holidays,
    "closing": _closing,
}
