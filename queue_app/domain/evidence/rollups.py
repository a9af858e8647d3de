"""Rollups: counts of what happened in an office, so small and so mergeable that ten years answer at once.

Of each day, and of each month as the sum of its days, the counts stand ready for every service, hour of arrival and
counter, for each two and all three of them together, and for the office as a whole: whatever is asked for is one row of
each day or month. A return (is_return) is counted nowhere.
"""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from queue_app.domain.evidence import buckets
from queue_app.domain.evidence.facts import CaseFact, DeskFact, End

if TYPE_CHECKING:
    import numpy as np

VERSION = 1  # of facts and sums as they are kept: with a new one every day is written anew
ALL, ALL_HOURS = 0, -1
SLOTS = 7 * 48  # half hours of a week, from Monday's midnight
STAY_AIM_S = 3600.0


class Measure(StrEnum):
    """What is counted. Their places in a row are stored: a new one goes to the end, and nothing is taken out."""

    WAIT = "wait"  # to the first call, of all who were called
    WALK = "walk"  # from that call to the start
    SERVICE = "service"  # of what JUDGED counts
    STAY = "stay"  # of the whole visit, on the case with which a served one ended
    ARRIVALS = "arrivals"  # by half hour of the week
    LOAD = "load"  # first calls, by half hour of the week in which they were made
    OPEN = "open"  # minutes of desk sessions, by half hour of the week; not parted by service or hour of arrival
    DAYS = "days"  # business dates of each weekday on which anything happened; of the office as a whole
    ARRIVED = "arrived"  # all cases; each of the others beside it is a part
    CALLED = "called"
    STARTED = "started"
    DONE = "done"
    RETURNED = "returned"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    SENT_ON = "sent_on"
    PAPER = "paper"
    GOING_ON = "going_on"
    JUDGED = "judged"  # done, no priority, and nobody doubts its time: as in the report of officers
    WITHIN = "within"  # of those: within the standard of their day
    STAYS = "stays"
    STAY_UNDER_60 = "stay_under_60"  # minutes
    TIMED = "timed"  # served, with a time
    INACCURATE = "inaccurate"  # of those: with a doubt about it
    PRIORITY = "priority"
    ASKED_LATER = "asked_later"  # whose citizen asked, on the own page, to be called later
    GIVEN_UP = "given_up"  # of those cancelled: by the citizen, on the own page


_WIDE = {
    **dict.fromkeys((Measure.WAIT, Measure.WALK, Measure.SERVICE, Measure.STAY), buckets.COUNT),
    **dict.fromkeys((Measure.ARRIVALS, Measure.LOAD, Measure.OPEN), SLOTS),
    Measure.DAYS: 7,
}
PLACES: dict[Measure, slice] = {}  # of each measure's counts among all
WIDTH = 0
for _each in Measure:
    PLACES[_each] = slice(WIDTH, WIDTH := WIDTH + _WIDE.get(_each, 1))
_AT = {measure: place.start for measure, place in PLACES.items()}
_ENDS = {
    End.DONE: Measure.DONE, End.RETURNED: Measure.RETURNED, End.NO_SHOW: Measure.NO_SHOW,
    End.CANCELLED: Measure.CANCELLED, End.EXPIRED: Measure.EXPIRED, End.SENT_ON: Measure.SENT_ON,
    End.PAPER: Measure.PAPER, End.OPEN: Measure.GOING_ON,
}  # fmt: skip
_PAIR = "HI"  # of a row: the place of a count, and the count


class Cell(NamedTuple):
    """What is counted together. ALL stands for every service or counter, ALL_HOURS for every hour of arrival."""

    service_id: int = ALL
    hour: int = ALL_HOURS
    counter_id: int = ALL


Cells = dict[Cell, bytes]


def rollup_of(cases: Iterable[CaseFact], desks: Iterable[DeskFact]) -> Cells:
    """The rows of these cases and desk sessions, packed; cells in which nothing was counted are left out."""
    found: defaultdict[Cell, list[int]] = defaultdict(list)
    days = set()
    for case in cases:
        days.add(case.business_date)
        if not case.is_return:
            places = list(_of_case(case))
            for cell in _cells(case):
                found[cell] += places
    for desk in desks:
        days.add(desk.business_date)
        places = list(_open_minutes(desk))
        for cell in (Cell(), Cell(counter_id=desk.counter_id)):
            found[cell] += places
    for day in days:
        found[Cell()].append(_AT[Measure.DAYS] + day.weekday())
    return {cell: pack(Counter(places)) for cell, places in found.items() if places}


def pack(counts: Mapping[int, int]) -> bytes:
    """One row: places that have a count, in order."""
    pairs = [each for place in sorted(counts) if counts[place] for each in (place, counts[place])]
    return struct.pack("<" + _PAIR * (len(pairs) // 2), *pairs)


def unpack(row: bytes) -> dict[int, int]:
    """Place -> count. Raises struct.error for what is no row."""
    return dict(struct.iter_unpack("<" + _PAIR, row))


def merge(rows: Iterable[bytes]) -> bytes:
    """The row of everything that these rows count; their order is no matter."""
    total: Counter[int] = Counter()
    for row in rows:
        total.update(unpack(row))
    return pack(total)


def total(rows: Iterable[bytes]) -> np.ndarray[Any, Any]:
    """The same for whoever reads: the counts of all places, WIDTH of them; PLACES says whose they are."""
    import numpy as np  # noqa: PLC0415 - 20 MB, which only who looks at history pays

    pairs = np.frombuffer(b"".join(rows), dtype=np.dtype([("place", "<u2"), ("count", "<u4")]))
    counts = np.bincount(pairs["place"], weights=pairs["count"], minlength=WIDTH)
    return counts.astype(np.int64)


def _cells(case: CaseFact) -> Iterator[Cell]:
    counters = (ALL,) if case.counter_id is None else (ALL, case.counter_id)
    hours = (ALL_HOURS,) if case.end is End.PAPER else (ALL_HOURS, case.arrived_min // 60 % 24)
    return (Cell(*each) for each in product((ALL, case.service_id), hours, counters))


def _of_case(case: CaseFact) -> Iterator[int]:
    yield _AT[Measure.ARRIVED]
    yield _AT[_ENDS[case.end]]
    marks = {Measure.PRIORITY: case.is_priority, Measure.ASKED_LATER: case.wishes, Measure.GIVEN_UP: case.is_given_up}
    yield from (_AT[measure] for measure, holds in marks.items() if holds)
    if case.end is not End.PAPER:  # of those nobody knows when they came
        yield _slot(Measure.ARRIVALS, case, case.arrived_min)
    yield from _of_call(case)
    yield from _of_service(case)
    if case.stay_s is not None:
        yield _AT[Measure.STAY] + buckets.bucket(case.stay_s)
        yield _AT[Measure.STAYS]
        if case.stay_s < STAY_AIM_S:
            yield _AT[Measure.STAY_UNDER_60]


def _of_call(case: CaseFact) -> Iterator[int]:
    if case.wait_s is None:
        return
    yield _AT[Measure.CALLED]
    yield _AT[Measure.WAIT] + buckets.bucket(case.wait_s)
    yield _slot(Measure.LOAD, case, case.arrived_min + int((case.wait_s + case.aside_s) // 60))
    if case.walk_s is not None:
        yield _AT[Measure.WALK] + buckets.bucket(case.walk_s)


def _of_service(case: CaseFact) -> Iterator[int]:
    if case.began_min is not None:
        yield _AT[Measure.STARTED]
    if case.service_s is None:
        return
    yield _AT[Measure.TIMED]
    if case.doubts:
        yield _AT[Measure.INACCURATE]
    elif case.end is End.DONE and not case.is_priority:
        yield _AT[Measure.JUDGED]
        yield _AT[Measure.SERVICE] + buckets.bucket(case.service_s)
        if case.service_s <= case.standard_s:
            yield _AT[Measure.WITHIN]


def _open_minutes(desk: DeskFact) -> Iterator[int]:
    return (_slot(Measure.OPEN, desk, minute) for minute in range(desk.opened_min, desk.closed_min))


def _slot(measure: Measure, of: CaseFact | DeskFact, minute: int) -> int:
    """The half hour of the week: what happens after midnight is the next weekday's."""
    place: int = _AT[measure] + (of.business_date.weekday() * 48 + minute // 30) % SLOTS
    return place
