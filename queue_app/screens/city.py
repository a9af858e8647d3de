"""All offices of this program side by side, for everyone: only what each of them shows to everyone already.

Of no officer. No office is ranked: an index and a month say something about an office's own promise, and a list from
best to worst would only say which one has the easier cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from statistics import mean
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.domain.citizen.survey import periods
from queue_app.domain.citizen.survey.grades import grade, shown
from queue_app.domain.citizen.survey.ikm import Ikm
from queue_app.domain.citizen.survey.periods import SurveyPeriod
from queue_app.domain.queue import numbering
from queue_app.screens.office_page import ServiceWait, WaitRange, office_waiting
from queue_app.screens.service_figures import MonthFigures
from queue_app.screens.state import ByLanguage, Moment
from queue_app.store.citizen.survey import latest
from queue_app.store.citizen.survey.latest import Listed
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.office import catalogue
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.store.queue.last_numbers import given_today


class OfficeNowTold(NamedTuple):
    """An office at one moment. why: None while it gives numbers. waiting: None where nobody records who waits.

    wait: from the shortest of its services to the longest; None where nothing can be promised.
    """

    slug: str
    name: str
    address: str
    time_zone: str
    why: ByLanguage | None
    opens_at: Moment | None
    waiting: int | None
    wait: WaitRange | None
    given: int


class Published(NamedTuple):
    """The index that an office published last, of whichever period."""

    period: SurveyPeriod
    ikm: Ikm


class Together(NamedTuple):
    """The plain mean of the offices' indices of one period, each office counting once, whoever asked how many.

    offices: how many have published that period. respondents: of all of them.
    """

    period: SurveyPeriod
    value: Decimal
    grade: str
    offices: int
    respondents: int


class Line(NamedTuple):
    """One office. month: None while its figures are being counted."""

    now: OfficeNowTold
    month: MonthFigures | None
    published: Published | None


class City(NamedTuple):
    """offices: by name. together: None of fewer than two offices."""

    at: datetime
    offices: Sequence[Line]
    together: Together | None


def city(desk: Desk, month_of: Callable[[OfficeKey], MonthFigures | None], *, pause: Callable[[], object]) -> City:
    """Every office that is no demo, or the demos where there is nothing else.

    month_of: an office's figures of last month. pause: is called after each office, so that a hundred of them do not
    hold up the screens in one piece.
    """
    now, lines = desk.clock(), []
    with desk.reading() as connection:
        known = _public([office_now(connection, each.id) for each in catalogue.offices(connection)])
        listed = latest.listed(connection)
        indices = {each.id: _indices(connection, listed.get(each.id, [])) for each in known}
    for office in known:
        with desk.reading() as connection:
            told = _told(connection, office, now=now)
        lines.append(Line(told, month_of(office), _last(indices[office.id])))
        pause()
    lines.sort(key=lambda line: (line.now.name.casefold(), line.now.slug))
    return City(now, lines, _together([indices[each.id] for each in known]))


def _public(offices: Sequence[OfficeNow]) -> Sequence[OfficeNow]:
    return [each for each in offices if not each.is_demo] or offices


def _told(connection: Connection, office: OfficeNow, *, now: datetime) -> OfficeNowTold:
    found = office_waiting(connection, office, now=now)
    counts = [each.waiting for each in found.services if each.waiting is not None]
    return OfficeNowTold(
        office.slug, office.name, office.address, office.time_zone, found.why, found.opens_at,
        sum(counts) if counts else None, _range(found.services),
        given_today(connection, office.id, numbering.business_date(now, office.time_zone)),
    )  # fmt: skip


def _range(services: Sequence[ServiceWait]) -> WaitRange | None:
    waits = [each.wait for each in services if each.wait]
    if not waits:
        return None
    return WaitRange(
        min(each.from_minutes for each in waits), max(each.to_minutes for each in waits),
        any(each.is_early for each in waits),
    )  # fmt: skip


def _indices(connection: Connection, found: Sequence[Listed]) -> Mapping[SurveyPeriod, Ikm]:
    told = {periods.read(each.period): latest.index(connection, each) for each in found}
    return {period: index for period, index in told.items() if index is not None}


def _last(indices: Mapping[SurveyPeriod, Ikm]) -> Published | None:
    """The period that ended last; of those that ended together the longest."""
    found = max(indices, key=lambda each: (each.last, each.kind.months), default=None)
    return None if found is None else Published(found, indices[found])


def _together(indices: Sequence[Mapping[SurveyPeriod, Ikm]]) -> Together | None:
    """Of the period that most offices have published; of such the one that ended last."""
    counts = Counter(period for each in indices for period in each)
    period = max(counts, key=lambda each: (counts[each], each.last, each.kind.months), default=None)
    if period is None or counts[period] == 1:
        return None
    found = [each[period] for each in indices if period in each]
    value = shown(Fraction(mean(each.value for each in found)))
    return Together(period, value, grade(value), len(found), sum(each.n for each in found))
