"""What the pages of evidence show: one report whole, the records below it, a team by name, and a unit in sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import Connection

from queue_app.domain.evidence import periods, records, told
from queue_app.domain.evidence.cycle import State, Step
from queue_app.domain.evidence.facts import CaseFact
from queue_app.domain.evidence.letter import Letter, read_snapshot
from queue_app.domain.evidence.letter import read as read_letter
from queue_app.domain.evidence.periods import Period
from queue_app.domain.evidence.targets import Target
from queue_app.domain.log.errors import NotFound
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.evidence import cycle, cycle_words, facts, letters, snapshots
from queue_app.store.evidence import period as people
from queue_app.store.evidence.cycle import Progress
from queue_app.store.evidence.cycle_words import Disputed, Opening
from queue_app.store.evidence.letters import Whose
from queue_app.store.evidence.snapshots import PeriodFigures
from queue_app.store.office import accounts

MONTHS_BACK = 15  # in the lists of periods
LEAST_OFFICERS = 3  # behind a sum: of fewer it would be somebody's own figure


@dataclass(frozen=True, slots=True)
class Page:
    """One report as it stands. may: what can be done now. waiting: disputes without a decision.

    is_trial: the office was still trying things out, and nothing was published; then only the officer reads it.
    is_over: the period is.
    """

    letter: Letter
    state: State
    revision: int
    may: frozenset[Step]
    targets: Sequence[Target]
    waiting: Sequence[Disputed]
    openings: Sequence[Opening]
    is_trial: bool
    is_over: bool
    progress: Progress


@dataclass(frozen=True, slots=True)
class Record:
    """One service of a visit. number: "" of an imported one. began_min: of the day. reasons: why it is in no ratio."""

    code: str
    number: str
    service_id: int
    began_min: int | None
    service_s: float | None
    is_priority: bool
    reasons: Sequence[str]
    is_disputed: bool

    @property
    def begin_hour(self) -> int:
        """Of the office's clock; past midnight it goes on to the next day's."""
        return (self.began_min or 0) // 60 % 24

    @property
    def begin_minute(self) -> int:
        return (self.began_min or 0) % 60


@dataclass(frozen=True, slots=True)
class Records:
    """An officer's records of one day. days: each day of the period with its count."""

    day: date | None
    days: Mapping[date, int]
    found: Sequence[Record]
    services: Mapping[int, told.Named]


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team in a period. waiting: disputes without a decision."""

    officer_id: int
    name: str
    state: State
    waiting: int


@dataclass(frozen=True, slots=True)
class Sums:
    """A unit's period. services: name by id, done, and the usual seconds where enough officers did it."""

    officers: int
    volume: int
    returned: int
    rework: int
    within: int
    judged: int
    desk_s: float
    services: Sequence[tuple[told.Named, int, float | None]]


def page(desk: Desk, whose: Whose) -> Page:
    """The report whole, also before anything of it is published. Raises NotFound, BrokenLog."""
    with desk.reading() as connection:
        if whose.officer_id not in people.officers(connection, whose.office_id):
            raise NotFound(what="officer")
        progress = cycle.progress(connection, whose.office_id, whose.officer_id, whose.period.code)
        found = _letter(desk, connection, whose, progress)
        return _page(desk, connection, whose, progress, found)


def _letter(desk: Desk, connection: Connection, whose: Whose, progress: Progress) -> Letter:
    if content := cycle.locked(connection, progress.report.id):
        return read_letter(content)
    if draft := cycle.draft(connection, progress.report):
        return letters.composed(connection, whose, progress, read_snapshot(draft.content.encode()))
    figures = _figures(desk, connection, whose.office_id, whose.period)
    return letters.composed(connection, whose, progress, figures.snapshot(whose.officer_id, made_at=desk.clock()))


def _figures(desk: Desk, connection: Connection, office_id: int, period: Period) -> PeriodFigures:
    return cast("PeriodFigures", desk.offload(lambda: snapshots.from_rows(connection, office_id, period)))


def _page(desk: Desk, connection: Connection, whose: Whose, progress: Progress, found: Letter) -> Page:
    office = desk.office(whose.office_id)
    today = business_date(desk.clock(), office.time_zone)
    standing = progress.standing(office.time_zone)
    rows = cycle_words.disputes(connection, progress.report.id)
    tries = periods.is_trial(cycle.evidence_from(connection, whose.office_id), whose.period)
    is_over = whose.period.is_over(today)
    never = set() if is_over and not tries else {Step.PUBLISH}
    return Page(
        letter=found,
        state=standing.state,
        revision=progress.report.revision,
        may=frozenset(
            step for step in Step if standing.may(step, today=today, dispute_days=whose.dispute_days)
        ) - never,
        targets=cycle_words.targets(connection, progress.report.id),
        waiting=[row for row in rows if row.decision is None],
        openings=cycle_words.openings(connection, whose.officer_id, whose.period.code),
        is_trial=tries and standing.version == 0,
        is_over=is_over,
        progress=progress,
    )  # fmt: skip


def own_records(desk: Desk, whose: Whose, day: date | None) -> Records:
    """The officer's records of a day; of the last one with any where the day is none of the period's."""
    with desk.reading() as connection:
        figures = _figures(desk, connection, whose.office_id, whose.period)
        mine = figures.own(whose.officer_id).cases
        days = Counter(case.business_date for case in mine)
        chosen = day if day in days else max(days, default=None)
        shown = [case for case in mine if case.business_date == chosen]
        numbers = letters.numbers(connection, whose.office_id, (case.ticket_id for case in shown))
        progress = cycle.progress(connection, whose.office_id, whose.officer_id, whose.period.code)
        waiting = {row.about for row in cycle_words.disputes(connection, progress.report.id) if row.decision is None}
    found = [_record(case, figures, numbers, waiting) for case in sorted(shown, key=_when)]
    return Records(chosen, dict(sorted(days.items())), found, figures.services)


def _when(case: CaseFact) -> tuple[int, int]:
    return case.arrived_min if case.began_min is None else case.began_min, case.ticket_id


def _record(case: CaseFact, figures: PeriodFigures, numbers: Mapping[int, str], waiting: set[str]) -> Record:
    code = records.of(case).code
    return Record(
        code=code,
        number=numbers.get(case.ticket_id, ""),
        service_id=case.service_id,
        began_min=case.began_min,
        service_s=case.service_s,
        is_priority=case.is_priority,
        reasons=told.why_left_out(case, figures.left_out, figures.evaluation.parameters),
        is_disputed=code in waiting,
    )


def own_periods(desk: Desk, office: OfficeKey, officer_id: int) -> list[tuple[Period, State]]:
    """The periods up to now, the newest first, each with its state; long ago only those with a report."""
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        reports = {each.report.period: each for each in cycle.of_officer(connection, office.id, officer_id)}
    recent = list(periods.back_from(today, months=MONTHS_BACK))
    older = [periods.read(code) for code in reports if code not in {each.code for each in recent}]
    return [
        (each, reports[each.code].standing(office.time_zone).state if each.code in reports else State.DRAFT)
        for each in [*recent, *older]
    ]


def team(desk: Desk, office: OfficeKey, period: Period) -> list[Member]:
    """Everybody who serves there or served in that period, by name."""
    with desk.reading() as connection:
        reports = cycle.of_period(connection, office.id, period.code)
        known = people.officers(connection, office.id)
        serving = accounts.colleagues(connection, office.id)
        desks = facts.desks(connection, office.id, period.first, period.last)
    there = {*reports, *serving, *(each.officer_id for each in desks)} & known.keys()
    return sorted(
        (_member(each, known[each].name, reports.get(each), office.time_zone) for each in there),
        key=lambda member: (member.name.casefold(), member.officer_id),
    )


def _member(officer_id: int, name: str, progress: Progress | None, zone: str) -> Member:
    if progress is None:
        return Member(officer_id, name, State.DRAFT, 0)
    return Member(officer_id, name, progress.standing(zone).state, progress.undecided)


def unit(desk: Desk, office: OfficeKey, period: Period) -> Sums:
    """What the unit did together in that period."""
    with desk.reading() as connection:
        figures = _figures(desk, connection, office.id, period)
    found = figures.evaluation.officers.values()
    done = Counter(case.service_id for case in figures.facts.cases if case.is_done)
    usual = {
        service_id: each.typical_s
        for service_id, each in figures.evaluation.services.items()
        if each.officers >= LEAST_OFFICERS and each.n >= figures.evaluation.parameters.least
    }
    return Sums(
        officers=len(found),
        volume=sum(each.volume for each in found),
        returned=sum(each.returned for each in found),
        rework=sum(each.rework for each in found),
        within=sum(each.within for each in found),
        judged=sum(each.judged for each in found),
        desk_s=sum(sum(each.desk_s.values()) for each in found),
        services=[
            (name, done[service_id], usual.get(service_id))
            for service_id, name in sorted(figures.services.items(), key=lambda each: each[1].code)
            if done[service_id]
        ],
    )


def is_open_to(desk: Desk, whose: Whose, reader_id: int) -> bool:
    """Whether a head of the unit has said today why this report is opened."""
    today = business_date(desk.clock(), desk.office(whose.office_id).time_zone)
    whom = cycle_words.Reading(whose.officer_id, whose.period.code, reader_id, today)
    with desk.reading() as connection:
        return cycle_words.is_open_to(connection, whom)


def is_trial(desk: Desk, office_id: int, period: Period) -> bool:
    """Whether there are no reports about officers of that period, for the office was still trying things out.

    Whatever an administrator sets later hides none that was published.
    """
    with desk.reading() as connection:
        if not periods.is_trial(cycle.evidence_from(connection, office_id), period):
            return False
        return not any(each.report.version for each in cycle.of_period(connection, office_id, period.code).values())
