"""History: what any span of an office's past says, by service, hour of arrival and counter, with how it changed.

Every figure comes with the number of cases behind it. A case is one service of one visit; a return is counted nowhere.
Days that are over come from rollups, the running one from the log.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Self

from queue_app.domain.evidence.counted import Counted, Share, Times
from queue_app.domain.evidence.rollups import ALL, ALL_HOURS, Cell, Measure
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.state import Shown
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.evidence import answers
from queue_app.store.evidence.answers import Answer, By
from queue_app.store.evidence.rollups import Row

DAYS_BY_DAY, DAYS_BY_WEEK = 92, 731
HALF_HOURS = 48


class Figures(Shown, frozen=True):
    """What happened to cases. Times are in seconds, shares are parts of what their `of` counts.

    arrived: all of them. called, started, done: the funnel. wait: to the first call, of all who were called. walk: from
    there to the start. service: of those done, without priority and without a doubt about the time, as in the report of
    officers; within: of these, within the standard of their day. stay: of whole visits that ended served. under_60:
    minutes, of these. left: nobody had served them when the day ended; no_show, cancelled, sent_on, returned (finished
    with another outcome): of all who arrived. asked_later: whose citizen asked, on the own page, to be called later;
    given_up: of those cancelled, by the citizen; of all who arrived, too. inaccurate: of those served, a doubt stands
    about the time. on_paper: entered afterwards, without times. going_on: have not ended.
    """

    arrived: int
    called: int
    started: int
    done: int
    on_paper: int
    going_on: int
    priority: int
    wait: Times
    walk: Times
    service: Times
    stay: Times
    within: Share
    under_60: Share
    left: Share
    no_show: Share
    cancelled: Share
    sent_on: Share
    returned: Share
    inaccurate: Share
    asked_later: Share
    given_up: Share


class Point(Shown, frozen=True):
    """One day, week (from Monday) or month of the trend, as far as the span goes. days: on which anything happened."""

    first: date
    last: date
    days: int
    figures: Figures


class Part(Shown, frozen=True):
    """The figures of one service, or of one counter, by its id."""

    id: int
    figures: Figures


class Heat(Shown, frozen=True):
    """By weekday, Monday first, and half hour from midnight. values: counts parted by `of`, None where that is 0.

    Of arrivals: cases a day; of: the weekday's dates on which anything happened. Of load: first calls an hour of an
    open counter; of: hours that counters were open, of all services, since a counter serves several.
    """

    values: list[list[float | None]]
    counts: list[list[int]]
    of: list[list[float]]


class History(Shown, frozen=True, kw_only=True):
    """The answer to one question. service_id, hour (0 to 23, of arrival), counter_id: None for all.

    by: of how long each point tells. services, counters: those that have a case, of the same question, each apart; what
    nobody called was at no counter. pending: days that are in no figure, since their rows are still to be written, or
    their log is broken.
    """

    first: date
    last: date
    service_id: int | None
    hour: int | None
    counter_id: int | None
    by: By
    days: int
    figures: Figures
    points: list[Point]
    arrivals: Heat
    load: Heat
    services: list[Part]
    counters: list[Part]
    pending: int

    @classmethod
    def of(
        cls,
        desk: Desk,
        office: OfficeKey,
        first: date,
        last: date,
        *,
        service_id: int | None = None,
        hour: int | None = None,
        counter_id: int | None = None,
    ) -> Self:
        """Of business dates `first` to `last`; those after today are left out."""
        today = business_date(desk.clock(), office.time_zone)
        cell = Cell(service_id or ALL, ALL_HOURS if hour is None else hour, counter_id or ALL)
        by = _by(first, last)
        with desk.reading() as connection:
            found = answers.answer(connection, office, first, min(last, today), cell=cell, by=by, today=today)
        every = Counted.in_rows(each.counts for each in found.cell)
        office_wide = Counted.in_rows(each.counts for each in found.office)
        return cls(
            first=first, last=last, service_id=service_id, hour=hour, counter_id=counter_id, by=by,
            days=office_wide.count(Measure.DAYS), figures=figures(every), points=_points(found, first, last, by),
            arrivals=_arrivals(every, office_wide), load=_load(every, Counted.in_rows(e.counts for e in found.desks)),
            services=_each([(row.service_id, row) for row in found.services]),
            counters=_each([(row.counter_id, row) for row in found.counters]), pending=len(found.pending),
        )  # fmt: skip


def figures(counted: Counted) -> Figures:
    """What these counts say."""
    count, times, share = counted.count, counted.times, counted.share
    return Figures(
        arrived=count(Measure.ARRIVED), called=count(Measure.CALLED), started=count(Measure.STARTED),
        done=count(Measure.DONE), on_paper=count(Measure.PAPER), going_on=count(Measure.GOING_ON),
        priority=count(Measure.PRIORITY), wait=times(Measure.WAIT), walk=times(Measure.WALK),
        service=times(Measure.SERVICE), stay=times(Measure.STAY), within=share(Measure.WITHIN, Measure.JUDGED),
        under_60=share(Measure.STAY_UNDER_60, Measure.STAYS), left=share(Measure.EXPIRED, Measure.ARRIVED),
        no_show=share(Measure.NO_SHOW, Measure.ARRIVED), cancelled=share(Measure.CANCELLED, Measure.ARRIVED),
        sent_on=share(Measure.SENT_ON, Measure.ARRIVED), returned=share(Measure.RETURNED, Measure.ARRIVED),
        inaccurate=share(Measure.INACCURATE, Measure.TIMED), asked_later=share(Measure.ASKED_LATER, Measure.ARRIVED),
        given_up=share(Measure.GIVEN_UP, Measure.ARRIVED),
    )  # fmt: skip


def _by(first: date, last: date) -> By:
    days = (last - first).days + 1
    return By.DAY if days <= DAYS_BY_DAY else By.WEEK if days <= DAYS_BY_WEEK else By.MONTH


def _points(found: Answer, first: date, last: date, by: By) -> list[Point]:
    """Those on which anything happened, in order."""
    own, office_wide = _grouped(found.cell, by), _grouped(found.office, by)
    return [
        Point(
            max(begin, first), min(by.end(begin), last), Counted.in_rows(office_wide[begin]).count(Measure.DAYS),
            figures(Counted.in_rows(own[begin])),
        )
        for begin in sorted(office_wide)
    ]  # fmt: skip


def _grouped(rows: Iterable[Row], by: By) -> dict[date, list[bytes]]:
    found: defaultdict[date, list[bytes]] = defaultdict(list)
    for row in rows:
        found[by.begin(row.day)].append(row.counts)
    return found


def _each(rows: Iterable[tuple[int, Row]]) -> list[Part]:
    found: defaultdict[int, list[bytes]] = defaultdict(list)
    for of, row in rows:
        found[of].append(row.counts)
    made = [Part(of, figures(Counted.in_rows(found[of]))) for of in sorted(found)]
    return [each for each in made if each.figures.arrived]


def _arrivals(every: Counted, office_wide: Counted) -> Heat:
    days = office_wide.by_place(Measure.DAYS)
    return _heat(every.by_place(Measure.ARRIVALS), [float(each) for each in days for _ in range(HALF_HOURS)])


def _load(every: Counted, desks: Counted) -> Heat:
    return _heat(every.by_place(Measure.LOAD), [minutes / 60 for minutes in desks.by_place(Measure.OPEN)])


def _heat(counts: list[int], of: list[float]) -> Heat:
    values = [count / each if each else None for count, each in zip(counts, of, strict=True)]
    weekdays = [slice(start, start + HALF_HOURS) for start in range(0, len(counts), HALF_HOURS)]
    return Heat([values[day] for day in weekdays], [counts[day] for day in weekdays], [of[day] for day in weekdays])
