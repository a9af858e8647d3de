"""Numbers given on paper while the machines stood still: reading the list, and all that can be wrong. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from queue_app.domain.office import hours
from queue_app.domain.office.hours import Calendar
from queue_app.domain.office.line_fault import FaultOfLine
from queue_app.domain.office.typed import TIME_WORD, ZONE_WORD, plain
from queue_app.domain.queue.numbering import ORDER_STEP, business_date, shown

MOST_LINES = 200  # of one list: a long power cut at a busy office
DAYS_BACK = 7  # a list that turns up later than that is no longer a day's work
PRIORITY = "P"
FATES = {"+": True, "✓": True, "✔": True, "√": True, "-": False, "×": False, "✗": False, "✘": False}  # was served
FAULTS: dict[str, str] = {  # code -> msgid
    "unreadable": "“{text}” cannot be read. Write the number and the time, as: A012 08.15",
    "too_many": "At most {most} numbers can be entered at once.",
    "unknown_series": "{number}: this office has no numbers with {letter}, only with {letters}.",
    "unknown_code": "{number}: “{code}” is no service with {letter}. Possible are: {codes}.",
    "code_needed": "{number}: several services have numbers with {letter}. Add which one: {codes}.",
    "fate_needed": "{number}: this day is over. Add + for served or - for not served.",
    "still_waits": "{number}: whoever is entered today waits; + and - are for a day that is over.",
    "future": "{number}: {time} is still to come.",
    "doubled": "{number} stands in line {line} already.",
    "given": "{number} was given already; the last one is {last}.",
    "gap": "Before {number} the number {missing} is missing.",
    "time_order": "{number}: {time} is earlier than the time of {before}.",
    "before_last": "{number}: {time} is earlier than the arrival of {before}, the last one before the list, at {last}.",
}
LONGEST_LINE = 200
_PLACE = r"(?:(?:NO\.?\s*)?\d{1,3}\s*[.):\]-]?\s+(?=[A-Z])|\d{1,3}[.)]\s*(?=[A-Z])|\d{1,3}[.)]\s+(?=\d)|[-*•·]\s*)?"
_NUMBER = r"(?P<letter>[A-Z])\s*[-./]?\s*0*(?P<number>[1-9]\d{0,3})(?!\d)"
_TIME = (
    TIME_WORD + r"(?:(?P<hour>[01]?\d|2[0-3])\s?[.:,]\s?(?P<minute>[0-5]\d)(?:[.:][0-5]\d)?"
    r"|(?P<hour_2>[01]\d|2[0-3])(?P<minute_2>[0-5]\d))(?!\d)" + ZONE_WORD
)
_BETWEEN = r"(?:\s*[-=|,;:/→>]\s*|\s+)"
_MORE = r"(?P<more>(?:[\s,;|].*)?)"
_LINES = tuple(  # a place in the list may stand before it, and the time may stand first
    re.compile(_PLACE + _BETWEEN.join(order) + _MORE, re.ASCII) for order in ((_NUMBER, _TIME), (_TIME, _NUMBER))
)


class LineFault(FaultOfLine):
    """What is wrong with one line of the list."""

    __slots__ = ()
    texts = FAULTS


@dataclass(frozen=True, slots=True)
class Series:
    """One letter of the office, as it stands before the list."""

    codes: tuple[str, ...]  # of its services
    last: int = 0  # the day's last number
    last_at: datetime | None = None  # when that one's citizen arrived


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of the list."""

    line: int
    letter: str
    number: int
    at: datetime  # aware
    code: str  # of the service
    is_priority: bool
    was_served: bool | None = None  # None: of today, and waits

    @property
    def shown(self) -> str:
        return shown(self.letter, self.number)


def days(calendar: Calendar, today: date) -> list[date]:
    """The working days before today whose list can still be entered, the latest first."""
    return hours.working_days_before(calendar, today, most_back=DAYS_BACK)


def read(
    text: str, known: Mapping[str, Series], *, day: date, time_zone: str, now: datetime
) -> tuple[list[Entry], list[LineFault]]:
    """The list as entries in the order in which people came, and every fault, by line.

    text: a number and a time a line, "A012 08.15", then a service's code where a letter has several, and P for
    priority; of a `day` that is over at `now` also + or -, whether the citizen was served. known: letter -> how its
    series stands. Entries are of use only where there is no fault.
    """
    entries: list[Entry] = []
    faults: list[LineFault] = []
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    for number, line in lines[:MOST_LINES]:
        found = _read_line(number, line.strip(), known, day=day, time_zone=time_zone)
        if isinstance(found, Entry):
            entries.append(found)
        else:
            faults.append(found)
    faults += [LineFault(number, "too_many", {"most": MOST_LINES}) for number, _ in lines[MOST_LINES:][:1]]
    if not faults:  # else every line after one that was not understood would seem to leave a gap
        told = _fate_faults(entries, is_over=day < business_date(now, time_zone))
        faults = sorted([*told, *_in_order(entries, known, now=now, time_zone=time_zone)], key=lambda each: each.line)
    entries = [_not_before_last(each, known[each.letter]) for each in entries]
    return sorted(entries, key=lambda each: (each.at, each.letter, each.number)), faults


def _read_line(line: int, text: str, known: Mapping[str, Series], *, day: date, time_zone: str) -> Entry | LineFault:
    told = plain(text).strip().upper() if len(text) <= LONGEST_LINE else ""
    found = next((match for pattern in _LINES if (match := pattern.fullmatch(told))), None)
    marks = [each for each in re.split(r"[\s,;|()]+", found["more"]) if each] if found else []
    fates = [FATES[each] for each in marks if each in FATES]
    codes = [each for each in marks if each != PRIORITY and each not in FATES]
    if not found or max(len(codes), len(fates), marks.count(PRIORITY)) > 1:
        return LineFault(line, "unreadable", {"text": text[:LONGEST_LINE]})
    letter, number = found["letter"], int(found["number"])
    at = time(int(found["hour"] or found["hour_2"]), int(found["minute"] or found["minute_2"]))
    values = {"number": shown(letter, number), "letter": letter}
    if letter not in known:
        return LineFault(line, "unknown_series", {**values, "letters": ", ".join(known)})
    services = {each.upper(): each for each in known[letter].codes}
    chosen = codes or ([*services] if len(services) == 1 else [])
    if not chosen:
        return LineFault(line, "code_needed", {**values, "codes": ", ".join(services.values())})
    if chosen[0] not in services:
        return LineFault(line, "unknown_code", {**values, "code": codes[0], "codes": ", ".join(services.values())})
    came = datetime.combine(day, at, ZoneInfo(time_zone))
    return Entry(
        line, letter, number, came, services[chosen[0]], is_priority=PRIORITY in marks,
        was_served=fates[0] if fates else None,
    )  # fmt: skip


def _fate_faults(entries: Iterable[Entry], *, is_over: bool) -> Iterator[LineFault]:
    """What became of everybody is told of a day that is over, and of nobody who still waits."""
    for entry in entries:
        if (entry.was_served is not None) != is_over:
            yield LineFault(entry.line, "fate_needed" if is_over else "still_waits", {"number": entry.shown})


def _not_before_last(entry: Entry, series: Series) -> Entry:
    """Paper knows no seconds: within the minute of the last number the list goes on behind it."""
    return replace(entry, at=max(entry.at, series.last_at)) if series.last_at else entry


def _in_order(
    entries: Sequence[Entry], known: Mapping[str, Series], *, now: datetime, time_zone: str
) -> Iterator[LineFault]:
    by_letter: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda each: (each.number, each.line)):
        by_letter[entry.letter].append(entry)
        if entry.at > now:
            yield LineFault(entry.line, "future", {"number": entry.shown, "time": _clock(entry.at, time_zone)})
    for letter, own in by_letter.items():
        yield from _in_series(own, known[letter], time_zone)


def _in_series(own: Sequence[Entry], series: Series, time_zone: str) -> Iterator[LineFault]:
    """Faults of the order within one letter. own: by number."""
    before: Entry | None = None
    for entry in own:
        letter, expected = entry.letter, (before.number if before else series.last) + 1
        if entry.number <= series.last:
            yield LineFault(entry.line, "given", {"number": entry.shown, "last": shown(letter, series.last)})
            continue
        if before and entry.number == before.number:
            yield LineFault(entry.line, "doubled", {"number": entry.shown, "line": before.line})
            continue
        if entry.number > expected:
            yield LineFault(entry.line, "gap", {"number": entry.shown, "missing": shown(letter, expected)})
        values = {"number": entry.shown, "time": _clock(entry.at, time_zone)}
        if before and entry.at < before.at:
            yield LineFault(entry.line, "time_order", {**values, "before": before.shown})
        elif not before and series.last_at and entry.at < series.last_at.replace(second=0, microsecond=0):
            last = {"before": shown(letter, series.last), "last": _clock(series.last_at, time_zone)}
            yield LineFault(entry.line, "before_last", {**values, **last})
        before = entry


def _clock(at: datetime, time_zone: str) -> str:
    return at.astimezone(ZoneInfo(time_zone)).strftime("%H.%M")


def places(arrivals: Sequence[datetime], line: Sequence[tuple[datetime, int]]) -> list[int | None]:
    """The place in the queue (order number) of each who is entered afterwards; None: behind everyone.

    arrivals: in order. line: when each ticket of the day arrived, and its place, with ORDER_STEP between two that were
    taken one after the other. Whoever came before somebody stands before them, and behind all who came earlier; those
    who come to stand between the same two share the room between them evenly.
    """
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, at in enumerate(arrivals):
        upper = min((place for came, place in line if came > at), default=None)
        if upper is not None:
            lower = max((place for came, place in line if came <= at and place < upper), default=upper - ORDER_STEP)
            between[max(lower, upper - ORDER_STEP), upper].append(index)
    found: list[int | None] = [None] * len(arrivals)
    for (lower, upper), indexes in between.items():
        for nth, index in enumerate(indexes, start=1):
            found[index] = lower + (upper - lower) * nth // (len(indexes) + 1)
    return found
