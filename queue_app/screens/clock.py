"""What an office's staff is told of the server's clock: that it cannot be right, and that it was set. Reads only."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from queue_app.domain.log.clock import ClockSet, stands_behind
from queue_app.domain.queue.numbering import day_start
from queue_app.store.desk import OfficeKey
from queue_app.store.log import jumps
from queue_app.store.log.chain import latest_at
from queue_app.texts import clock_time, duration, long_time, translate

MOST_TOLD = 3  # of a day: a clock that is set again and again says no more by being told ten times
BACK = "The server's clock was set back by {by} at {time}. Times that were under way are marked."  # a msgid
FORWARD = "The server's clock was set forward by {by} at {time}. Times that were under way are marked."  # a msgid


def behind(connection: Connection, office: OfficeKey, *, now: datetime, lang: str) -> str:
    """What to tell whoever can set the clock; "" where it may be right."""
    noted = latest_at(connection, office.id)
    if noted is None or not stands_behind(now, noted):
        return ""
    words = translate(lang, "The server's clock says {now}, but its log goes to {noted}. Set it: dates are wrong.")
    said = {"now": now, "noted": noted}
    return words.format(**{name: long_time(at, office.time_zone, lang=lang) for name, at in said.items()})


def was_set(connection: Connection, office: OfficeKey, *, day: date, lang: str) -> list[str]:
    """How it was set on a business date, the last few times, in their order; each at the time that it said then."""
    first, until = (day_start(day + timedelta(days=more), office.time_zone) for more in (0, 1))
    found = jumps.between(connection, office.id, first, until)[-MOST_TOLD:]
    return [_told(jump, office.time_zone, lang) for jump in found]


def _told(jump: ClockSet, zone: str, lang: str) -> str:
    msgid = BACK if jump.by_s < 0 else FORWARD
    return translate(lang, msgid, by=duration(jump.by_s, lang=lang), time=clock_time(jump.at, zone))
