"""A booked time as a file for the calendar of a phone: RFC 5545, nothing in it but what its own page says. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LONGEST_LINE = 75  # octets, RFC 5545 3.1
DAY_BEFORE = "-P1D"
_ESCAPED = re.compile(r"([\\;,])")


@dataclass(frozen=True, slots=True)
class Appointment:
    """uid: the same for every file of the booking. version: how often it was changed since the first one.

    starts_at, written_at: aware. url: of its own page; "" where no address is known. alarm: what the phone says the
    day before.
    """

    uid: str
    version: int
    starts_at: datetime
    minutes: int
    time_zone: str
    title: str
    place: str
    text: str
    url: str
    alarm: str
    written_at: datetime
    is_off: bool = False


def calendar_file(found: Appointment) -> bytes:
    """The whole file; a phone that reads a later version of the same booking changes what it holds."""
    return b"".join(_folded(line) for line in _lines(found))


def _lines(found: Appointment) -> Iterator[str]:
    zone = ZoneInfo(found.time_zone)
    starts = found.starts_at.astimezone(zone)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Antrean//Antrean//ID", "METHOD:PUBLISH")
    yield from _zone(found.time_zone, starts)
    yield from ("BEGIN:VEVENT", f"UID:{found.uid}", f"DTSTAMP:{found.written_at.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    yield f"SEQUENCE:{found.version}"
    yield f"DTSTART;TZID={found.time_zone}:{starts:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={found.time_zone}:{_ends(found).astimezone(zone):%Y%m%dT%H%M%S}"
    yield from _texts(found)
    if not found.is_off:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{DAY_BEFORE}")
        yield from (f"DESCRIPTION:{_escaped(found.alarm)}", "END:VALARM")
    yield from ("END:VEVENT", "END:VCALENDAR")


def _texts(found: Appointment) -> Iterator[str]:
    yield f"STATUS:{'CANCELLED' if found.is_off else 'CONFIRMED'}"
    yield f"SUMMARY:{_escaped(found.title)}"
    yield f"LOCATION:{_escaped(found.place)}"
    yield f"DESCRIPTION:{_escaped(found.text)}"
    if found.url:
        yield f"URL:{found.url}"
    yield "CLASS:PRIVATE"


def _zone(name: str, starts: datetime) -> Iterator[str]:
    """The zone as it is on that day: of one appointment nothing else is asked."""
    offset = _offset(starts)
    yield from ("BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", "DTSTART:19700101T000000")
    yield from (f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", f"TZNAME:{starts.tzname()}")
    yield from ("END:STANDARD", "END:VTIMEZONE")


def _offset(at: datetime) -> str:
    return f"{at:%z}"[:5]


def _ends(found: Appointment) -> datetime:
    return found.starts_at + timedelta(minutes=found.minutes)


def _escaped(text: str) -> str:
    one_kind = "\n".join(text.splitlines())
    return _ESCAPED.sub(r"\\\1", one_kind).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Cut where it grows too long, never within a letter; a line that goes on begins with a blank."""
    rows, row = [], b""
    for letter in line:
        told = letter.encode()
        if len(row) + len(told) > LONGEST_LINE:
            rows.append(row)
            row = b" "
        row += told
    return b"\r\n".join([*rows, row]) + b"\r\n"
