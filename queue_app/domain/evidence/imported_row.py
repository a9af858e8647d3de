"""One row of a file of visits: its texts as facts, or everything that is wrong with them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from queue_app.domain.evidence.import_faults import RowFault
from queue_app.domain.office import typed

TIMES = ("issued_at", "called_at", "finished_at")
COLUMNS = ("visit", "service", "priority", "staff", *TIMES, "outcome")
LONGEST = {"visit": 40, "service": 120, "staff": 80}  # characters
PRIORITIES = {"0": False, "1": True}
OUTCOMES = {"completed": True, "abandoned": False}  # whether it was served
NOBODY = {"", "-"}  # of staff
MOST_HOURS = 24
LEAST_YEAR = 1970
FORMULA_SIGNS = ("=", "+", "-", "@")
_TURNS = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"  # the direction of what stands behind
_UNKEPT = re.compile(f"[\\x00-\\x1f\\x7f\\u0085\\u2028\\u2029\\ud800-\\udfff{_TURNS}]")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d(?::?\d\d)?)?", re.ASCII)


class Row(NamedTuple):
    """One visit, times aware in UTC. service, staff: as the file calls them; staff "": nobody.

    issued_at: it began to wait. finished_at: the service ended, or whoever waited left.
    """

    line: int
    visit: str
    service: str
    is_priority: bool
    staff: str
    issued_at: datetime
    called_at: datetime | None
    finished_at: datetime
    is_served: bool


def read(line: int, cells: Mapping[str, str], *, zone: ZoneInfo, now: datetime) -> Row | list[RowFault]:
    """The row of these cells, by column, or each of its faults.

    zone: of times without an offset. now: aware; nothing can have happened later.
    """
    texts = {name: tidy(cells[name]) for name in COLUMNS}
    faults = [RowFault(line, code, values) for code, values in _faults(texts)]
    times: dict[str, datetime | None] = {}
    for name in TIMES:
        found = _time(name, texts[name], zone, now) if texts[name] else None
        times[name] = found if isinstance(found, datetime) else None
        faults += [RowFault(line, *found)] if isinstance(found, tuple) else []
    if not faults:
        faults += [RowFault(line, *each) for each in _order(times)]
    issued_at, finished_at = times["issued_at"], times["finished_at"]
    if faults or issued_at is None or finished_at is None:
        return faults
    return Row(
        line, texts["visit"], texts["service"], PRIORITIES[texts["priority"]],
        "" if texts["staff"] in NOBODY else texts["staff"],
        issued_at, times["called_at"], finished_at, OUTCOMES[texts["outcome"].lower()],
    )  # fmt: skip


def tidy(text: str) -> str:
    """The text without what surrounds it, with single spaces, its letters composed in one way."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text).translate(typed.UNSEEN)
    return " ".join(plain.split())


Told = tuple[str, Mapping[str, object]]  # a key of FAULTS, and its values


def _faults(texts: Mapping[str, str]) -> Iterator[Told]:
    """What is wrong with each text by itself; times apart."""
    outcome = OUTCOMES.get(texts["outcome"].lower())
    wanted = ["visit", "service", "issued_at", "finished_at", *(["called_at"] if outcome else [])]
    yield from (("missing", {"column": name}) for name in wanted if not texts[name])
    for name, most in LONGEST.items():
        yield from _text_faults(name, texts[name], most)
    if texts["priority"] not in PRIORITIES:
        yield "bad_priority", {"value": shown(texts["priority"])}
    if outcome is None:
        yield "bad_outcome", {"value": shown(texts["outcome"]), "choices": ", ".join(OUTCOMES)}


def _text_faults(name: str, text: str, most: int) -> Iterator[Told]:
    if len(text) > most:
        yield "too_long", {"column": name, "most": most}
    elif _UNKEPT.search(text):
        yield "bad_sign", {"column": name}
    elif text.startswith(FORMULA_SIGNS) and text not in NOBODY:
        yield "formula", {"column": name, "value": shown(text)}


def shown(text: str) -> str:
    """A value in a sentence: not longer than a sentence, and on one line."""
    plain = _UNKEPT.sub("\N{REPLACEMENT CHARACTER}", text)
    return plain if len(plain) <= 40 else f"{plain[:39]}…"


def _time(name: str, text: str, zone: ZoneInfo, now: datetime) -> datetime | Told:
    values = {"column": name, "value": shown(text)}
    found = _TIME.fullmatch(text)
    try:
        at = datetime.fromisoformat(text) if found else None
    except ValueError:
        at = None
    if at is None:
        return "bad_time", values
    if at.year < LEAST_YEAR:
        return "long_ago", {**values, "least": LEAST_YEAR}
    if at.year > now.year + 1:  # the last years of the calendar have no UTC
        return "future", values
    if at.tzinfo is None and (fault := _clock_fault(at, zone)):
        return fault, {**values, "zone": zone.key}
    at = (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    return ("future", values) if at > now else at


def _clock_fault(at: datetime, zone: ZoneInfo) -> str | None:
    """Whether the zone's clocks never showed this time, or showed it twice, as they were set."""
    first, second = (at.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if first == second:
        return None
    local = at.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return "twice_time" if local == at else "no_such_time"


def _order(times: Mapping[str, datetime | None]) -> Iterator[Told]:
    issued_at, called_at, finished_at = (times[name] for name in TIMES)
    if issued_at is None or finished_at is None:
        return
    if called_at is not None and called_at < issued_at:
        yield "called_early", {}
    if called_at is not None and finished_at < called_at:
        yield "finished_early", {}
    elif finished_at < issued_at:
        yield "left_early", {}
    if finished_at - issued_at > timedelta(hours=MOST_HOURS):
        yield "too_long_visit", {"hours": MOST_HOURS}
