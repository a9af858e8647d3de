"""What changed in the office on a day, and whether citizens were more content after it than before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from queue_app.domain.citizen.survey.answers import Answer
from queue_app.domain.citizen.survey.around import Spans, spans
from queue_app.domain.citizen.survey.compared import Change, Verdict, change
from queue_app.domain.citizen.survey.figures import SERVICE, WHOLE, closed
from queue_app.domain.citizen.survey.periods import SurveyPeriod
from queue_app.domain.citizen.survey.shown_periods import shown_in
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.survey import answers as answer_rows
from queue_app.store.citizen.survey import changes, counted, follow_ups
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.evidence import courses

LOOKED_BACK = timedelta(days=730)
MOST = 40  # changes, the newest


class Kind(StrEnum):
    """Where a change is known from."""

    TYPED = "typed"
    COURSE = "course"
    COUNTER = "counter"  # a new one, as the set-up's log tells
    ORDER = "order"  # another order of the queue, as it tells
    FOLLOW_UP = "follow_up"  # a line of the plan that was done


@dataclass(frozen=True, slots=True)
class Dated:
    """name: as people typed it, or the number of a counter; "" of an order. services: those it was about; none: all."""

    kind: Kind
    id: int
    day: date
    name: str
    services: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Around:
    """spans, change: None while no whole month after it is in. beside: what else changed in those months."""

    dated: Dated
    spans: Spans | None
    change: Change | None
    beside: Sequence[Dated]

    @property
    def verdict(self) -> Verdict:
        """TOO_FEW also where there is nothing to compare yet."""
        return self.change.verdict if self.change else Verdict.TOO_FEW


def compared_changes(desk: Desk, office: OfficeKey) -> list[Around]:
    """Every change of the last two years, the newest first."""
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        known = _known(connection, office, today)
        return _around(connection, office.id, known, known, today)


def around_course(desk: Desk, office: OfficeKey, course_id: int) -> Around:
    """The same of one course of the register. Raises NotFound."""
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        dated = _of_course(courses.course(connection, office.id, course_id))
        return _around(connection, office.id, [dated], _known(connection, office, today), today)[0]


def _known(connection: Connection, office: OfficeKey, today: date) -> list[Dated]:
    of_setup = {"counter": Kind.COUNTER, "policy": Kind.ORDER}
    found = [
        *(Dated(Kind.TYPED, each.id, each.day, each.name) for each in changes.typed(connection, office.id)),
        *(_of_course(each) for each in courses.courses(connection, office.id) if not each.is_withdrawn),
        *(
            Dated(of_setup[each.what], 0, each.day, each.key if each.what == "counter" else "")
            for each in changes.of_setup(connection, office.id, office.time_zone)
        ),
        *(
            Dated(Kind.FOLLOW_UP, each.id, each.done_on, each.entry.programme)
            for each in follow_ups.follow_ups(connection, office.id)
            if each.done_on
        ),
    ]
    recent = [each for each in found if today - LOOKED_BACK <= each.day <= today]
    return sorted(recent, key=lambda each: (each.day, each.kind, each.id), reverse=True)[:MOST]


def _of_course(kept: courses.KeptCourse) -> Dated:
    return Dated(Kind.COURSE, kept.id, kept.entry.day, kept.entry.topic, kept.entry.services)


def _around(
    connection: Connection, office_id: int, wanted: Iterable[Dated], known: Sequence[Dated], today: date
) -> list[Around]:
    months = _Months(connection, office_id, closed(today))
    return [_one(each, known, months) for each in wanted]


def _one(dated: Dated, known: Sequence[Dated], months: _Months) -> Around:
    found = spans(dated.day, months.closed)
    if found is None:
        return Around(dated, None, None, ())
    beside = [each for each in known if each != dated and found.first <= each.day <= found.last]
    before, after = (months.answers(side, dated.services) for side in (found.before, found.after))
    return Around(dated, found, change(before, after), beside)


class _Months:
    """Answers month by month, each read once; of a month that may not be shown, none."""

    def __init__(self, connection: Connection, office_id: int, last: date) -> None:
        self._connection, self._office_id, self.closed = connection, office_id, last
        self._read: dict[SurveyPeriod, list[Answer]] = {}
        self._shown: dict[tuple[int, str], Mapping[str, set[object]]] = {}

    def answers(self, side: Iterable[SurveyPeriod], services: frozenset[int]) -> list[Answer]:
        """Of services only those that may be shown of the month, or two courses would differ by a few answers."""
        if not services:
            return [each for month in side for each in self._month(month)]
        return [
            each for month in side for each in self._month(month)
            if each.service_id in services & self._of_year(month.year, SERVICE)[month.code]
        ]  # fmt: skip

    def _month(self, month: SurveyPeriod) -> list[Answer]:
        if month not in self._read:
            is_shown = WHOLE in self._of_year(month.year, WHOLE)[month.code]
            found = answer_rows.answers(self._connection, self._office_id, month.first, month.last) if is_shown else []
            self._read[month] = found
        return self._read[month]

    def _of_year(self, year: int, field: str) -> Mapping[str, set[object]]:
        if (year, field) not in self._shown:
            counts = counted.by_month(self._connection, self._office_id, year, self.closed)[field]
            self._shown[year, field] = {code: set(groups) for code, groups in shown_in(year, counts).items()}
        return self._shown[year, field]
