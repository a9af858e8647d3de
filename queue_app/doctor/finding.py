"""One thing that was looked at: how it is, in words that somebody in an office reads, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from queue_app.texts import duration, long_date, long_time, translate


class Level(StrEnum):
    FAULT = "fault"  # something does not work, or is about to be lost
    WARNING = "warning"  # it works today
    OK = "ok"


WORST_FIRST = tuple(Level)
LEVELS: dict[Level, str] = {Level.FAULT: "Fault", Level.WARNING: "Warning", Level.OK: "All right"}


def _(msgid: str) -> str:
    """Marks a text for the catalogues; a finding is told in its reader's language."""
    return msgid


@dataclass(frozen=True, slots=True)
class Finding:
    """says, todo: msgids for `values`, of which times and durations are told as people write them."""

    level: Level
    says: str
    todo: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, lang: str, zone: str) -> str:
        """How it is."""
        return self._told(self.says, lang, zone)

    def advised(self, lang: str, zone: str) -> str:
        """What to do; "" where there is nothing to do."""
        return self._told(self.todo, lang, zone) if self.todo else ""

    def _told(self, msgid: str, lang: str, zone: str) -> str:
        return translate(lang, msgid, **{name: _readable(value, lang, zone) for name, value in self.values.items()})


def _readable(value: object, lang: str, zone: str) -> object:
    if isinstance(value, datetime):
        return long_time(value, zone, lang=lang)
    if isinstance(value, date):
        return long_date(value, lang=lang)
    return duration(value.total_seconds(), lang=lang) if isinstance(value, timedelta) else value


def fine(says: str, **values: object) -> Finding:
    """Nothing to do."""
    return Finding(Level.OK, says, "", values)


def warning(says: str, todo: str, **values: object) -> Finding:
    """It works today."""
    return Finding(Level.WARNING, says, todo, values)


def fault(says: str, todo: str, **values: object) -> Finding:
    """It does not work, or something is about to be lost."""
    return Finding(Level.FAULT, says, todo, values)


def size(bytes_: float) -> str:
    """How much: 1.4 GB, 380 MB."""
    mb = bytes_ / 1e6
    return f"{mb / 1000:.1f} GB" if mb >= 1000 else f"{mb:.0f} MB"


def worst(findings: Iterable[Finding]) -> Level:
    """The level of all together."""
    return min((each.level for each in findings), key=WORST_FIRST.index, default=Level.OK)


def as_json(check: str, found: Finding, lang: str, zone: str) -> dict[str, Any]:
    """For programs that watch."""
    return {
        "check": check, "level": found.level, "says": found.said(lang, zone), "todo": found.advised(lang, zone),
    }  # fmt: skip
