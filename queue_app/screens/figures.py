"""Figures of the day for everybody in the waiting room: only such as can be said honestly."""

from __future__ import annotations

from datetime import datetime
from statistics import median

from sqlalchemy import Connection

from queue_app.domain.queue.numbering import business_date
from queue_app.screens.state import ByLanguage, Shown
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue import visitors, waits
from queue_app.texts import LANGUAGES, translate

LEAST = 5  # waits; of fewer the middle one says little about the next
LABELS: dict[str, str] = {  # figure -> msgid
    "waiting": "Waiting now",
    "longest": "Longest wait now",
    "median": "Usual wait",
    "served": "Served today",
}


class Figure(Shown, frozen=True):
    """name: a key of LABELS. label: its words in each language."""

    name: str
    label: ByLanguage
    value: ByLanguage


def figures(connection: Connection, office: OfficeNow, now: datetime) -> list[Figure]:
    """What the office can say of its day so far: who waits, how long they waited, how many were served.

    Left out are the median while fewer than LEAST have been called, and, where numbers are torn off a roll, everything
    about those who wait: nobody has recorded them.
    """
    day = business_date(now, office.time_zone)
    found: dict[str, ByLanguage] = {}
    if office.room.numbering == "kiosk":
        found["waiting"] = _number(sum(visitors.waiting_by_service(connection, office.id, day).values()))
        since = waits.longest_since(connection, office.id, day, now=now)
        if since is not None:
            found["longest"] = _minutes((now - since).total_seconds())
    ended = waits.ended(connection, office.id, day)
    if len(ended) >= LEAST:
        found["median"] = _about(median(ended))
    found["served"] = _number(waits.served(connection, office.id, day))
    labels = {name: {lang: translate(lang, LABELS[name]) for lang in LANGUAGES} for name in found}
    return [Figure(name, labels[name], value) for name, value in found.items()]


def _number(count: int) -> ByLanguage:
    return dict.fromkeys(LANGUAGES, str(count))


def _minutes(wait_s: float) -> ByLanguage:
    """In whole minutes, rounded up: nobody waits for zero minutes."""
    count = max(1, -int(-wait_s // 60))
    return {lang: translate(lang, "{count} min", count=count) for lang in LANGUAGES}


def _about(wait_s: float) -> ByLanguage:
    """In whole minutes, to the nearest, at least one."""
    count = max(1, round(wait_s / 60))
    return {lang: translate(lang, "± {count} min", count=count) for lang in LANGUAGES}
