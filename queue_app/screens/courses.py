"""What the pages of training show: the register by name, what changed with a course, and what to suggest next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from queue_app.domain.evidence import courses as compare
from queue_app.domain.evidence import records
from queue_app.domain.evidence.courses import Compared
from queue_app.domain.evidence.gaps import Found, Gap, gaps
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.evidence import courses, cycle_words, facts, snapshots, starts
from queue_app.store.evidence.courses import KeptCourse
from queue_app.store.office import accounts, catalogue

LOOKED_BACK = timedelta(days=60)  # for gaps


@dataclass(frozen=True, slots=True)
class Register:
    """courses: the newest first. officers: who may attend, by name; services: by id, those in use."""

    courses: Sequence[KeptCourse]
    officers: Mapping[int, str]
    services: Mapping[int, str]
    names: Mapping[int, str]

    def attendees(self, course: KeptCourse) -> list[str]:
        """Their names in order."""
        return sorted((self.names[each] for each in course.entry.attendees), key=str.casefold)


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed with one course. compared: None where nothing can be told. until: the last day looked at."""

    course: KeptCourse
    services: Sequence[str]
    compared: Compared | None
    until: date
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A clear gap of one service, and the topic that the office's table has for it. topic: None: the program's own."""

    service: str
    found: Found
    topic: str | None


def register(desk: Desk, office_id: int, *, lang: str) -> Register:
    """The office's whole register."""
    with desk.reading() as connection:
        return Register(
            courses.courses(connection, office_id),
            accounts.colleagues(connection, office_id),
            catalogue.names(catalogue.services(connection, office_id), lang),
            accounts.names(connection, office_id),
        )


def own(desk: Desk, office_id: int, officer_id: int) -> list[KeptCourse]:
    """Those that stand and that the officer attended, the newest first."""
    with desk.reading() as connection:
        found = courses.courses(connection, office_id)
    return [each for each in found if officer_id in each.entry.attendees and not each.is_withdrawn]


def effect(desk: Desk, office: OfficeKey, course_id: int, *, lang: str) -> Effect:
    """Before and after one course, as far as there are days after it. Raises NotFound."""
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        course = courses.course(connection, office.id, course_id)
        entry = course.entry
        first, last = compare.window(entry.day)
        cases = facts.cases(connection, office.id, first, last) if entry.services else []
        known = records.without(cases, cycle_words.excluded(connection, office.id))
        rules = snapshots.parameters(connection, office.id, first, last)
        began = starts.started(connection, office.id, office.time_zone)
        names = catalogue.names(catalogue.all_services(connection, office.id), lang)
    found = desk.offload(
        lambda: compare.compared(
            known, entry.day, services=entry.services, attendees=entry.attendees, parameters=rules, started=began
        )
    )
    return Effect(
        course,
        [names[each] for each in sorted(entry.services)],
        None if course.is_withdrawn else cast("Compared | None", found),
        min(last, today),
        is_whole=today > last,
    )


def suggestions(desk: Desk, office: OfficeKey, *, lang: str) -> list[Suggestion]:
    """What the last sixty days suggest."""
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        cases = facts.cases(connection, office.id, today - LOOKED_BACK, today)
        names = catalogue.names(catalogue.all_services(connection, office.id), lang)
        topics = courses.topics(connection, office.id)
    return [Suggestion(names[each.service_id], each, topics.get(each.gap)) for each in gaps(cases)]


def topics(desk: Desk, office_id: int) -> dict[Gap, str | None]:
    """The office's own topic for each gap; None: the program's own stands."""
    with desk.reading() as connection:
        kept = courses.topics(connection, office_id)
    return {gap: kept.get(gap) for gap in Gap}
