"""Words and dates in the reader's language, from the gettext catalogues.

Indonesian is the default; msgids are the English text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po
from babel.units import format_unit

from queue_app.places import PACKAGE

NAMES = {
    "id": "Bahasa Indonesia",
    "en": "English",
}
LANGUAGES = tuple(NAMES)
DEFAULT = "id"
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_ROMAN = ("I", "II", "III", "IV")
_UNITS_S = {"duration-day": 86_400, "duration-hour": 3600, "duration-minute": 60, "duration-second": 1}
ZONE_LABELS = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Every msgid with its text in `lang`."""
    with (PACKAGE / "translations" / lang / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {str(message.id): str(message.string or message.id) for message in read_po(file) if message.id}


def translate(lang: str, msgid: str, /, **values: object) -> str:
    """The text of `msgid` in `lang`, its {placeholders} filled; the msgid itself where no text is known."""
    text = catalogue(lang).get(msgid, msgid)
    return text.format(**values) if values else text


def language(*wished: str | None) -> str:
    """The first of the wished languages that we speak; else Indonesian."""
    return next((lang for lang in wished if lang in LANGUAGES), DEFAULT)


def zone_label(zone: str) -> str:
    """How people call the zone: WIB, WITA, WIT."""
    return ZONE_LABELS.get(zone, zone)


def long_time(at: datetime, zone: str, *, lang: str) -> str:
    """Day, date, time and zone: Minggu, 22 November 2026, 08.05 WIB."""
    pattern = "EEEE, d MMMM y, HH.mm" if lang == "id" else "EEEE, d MMMM y, HH:mm"
    return f"{format_datetime(at, pattern, tzinfo=ZoneInfo(zone), locale=lang)} {zone_label(zone)}"


def long_date(day: date, *, lang: str) -> str:
    """Day and date: Minggu, 22 November 2026."""
    return format_date(day, "EEEE, d MMMM y", locale=lang)


def short_date(day: date, *, lang: str) -> str:
    """The date where there is little room: 22 Nov 2026."""
    return format_date(day, "d MMM y", locale=lang)


def long_period(code: str, *, lang: str) -> str:
    """A month or a quarter by its code, 2026-11 or 2026-Q4: November 2026, triwulan IV 2026."""
    year, _dash, part = code.partition("-")
    if part.startswith("Q"):
        return translate(lang, "quarter {number} of {year}", number=_ROMAN[int(part[1:]) - 1], year=year)
    return format_date(date(int(year), int(part), 1), "MMMM y", locale=lang)


def with_dates(text: str, *, lang: str) -> str:
    """The text with each date in it as people write it, in place of 2026-12-31."""
    return _DATE.sub(lambda found: _dated(found[0], lang), text)


def _dated(text: str, lang: str) -> str:
    try:
        return long_date(date.fromisoformat(text), lang=lang)
    except ValueError:  # digits that look like one
        return text


def clock_time(at: datetime, zone: str) -> str:
    """Hours and minutes with the Indonesian separator: 08.05."""
    return at.astimezone(ZoneInfo(zone)).strftime("%H.%M")


def clock_range(first: float, last: float, zone: str) -> str:
    """Between which times: 08.40–08.55. first, last: POSIX seconds."""
    return "–".join(clock_time(datetime.fromtimestamp(each, UTC), zone) for each in (first, last))


def duration(seconds: float, *, lang: str) -> str:
    """How long, in the two largest units that it has: 18 menit, 1 jam 5 menit. Its sign is left out."""
    left, said = round(abs(seconds)), []
    for unit, size in _UNITS_S.items():
        count, left = divmod(left, size)
        said += [format_unit(count, unit, locale=lang)] if count else []
    return " ".join(said[:2]) or format_unit(0, "duration-second", locale=lang)
