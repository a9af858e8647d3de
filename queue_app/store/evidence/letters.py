"""A whole letter, put together from its rows, or read from its locked bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.evidence import letter, targets
from queue_app.domain.evidence.cycle import State
from queue_app.domain.evidence.letter import Letter, Said, Snapshot
from queue_app.domain.evidence.periods import Period
from queue_app.domain.evidence.records import RecordId
from queue_app.domain.queue import numbering
from queue_app.store.evidence import cycle, cycle_words, period
from queue_app.store.evidence.cycle import Progress, Report
from queue_app.store.evidence.cycle_words import Disputed
from queue_app.store.office import catalogue
from queue_app.store.office.tables import Series
from queue_app.store.queue.tables import Ticket

_NUMBERS = (
    select(Ticket.id, Series.letter, Ticket.number)
    .join(Series, Series.id == Ticket.series_id)
    .where(Ticket.office_id == bindparam("office"), Ticket.id.in_(bindparam("tickets", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose letter. dispute_days: of the configuration."""

    office_id: int
    officer_id: int
    period: Period
    dispute_days: int


def numbers(connection: Connection, office_id: int, ticket_ids: Iterable[int]) -> dict[int, str]:
    """Ticket id -> its number as on paper; none of an imported visit."""
    asked = sorted({each for each in ticket_ids if each > 0})
    if not asked:
        return {}
    rows = connection.execute(_NUMBERS, {"office": office_id, "tickets": asked})
    return {ticket_id: numbering.shown(series, number) for ticket_id, series, number in rows}


def published(connection: Connection, whose: Whose) -> Letter | None:
    """As it stands: of its locked bytes once it is locked. None before anything is published."""
    progress = cycle.progress(connection, whose.office_id, whose.officer_id, whose.period.code)
    if content := cycle.locked(connection, progress.report.id):
        return letter.read(content)
    draft = cycle.draft(connection, progress.report)
    if draft is None:
        return None
    return composed(connection, whose, progress, letter.read_snapshot(draft.content.encode()))


def composed(connection: Connection, whose: Whose, progress: Progress, snapshot: Snapshot) -> Letter:
    """The letter of these figures, with all that was said until now. Raises NotFound."""
    office = catalogue.office(connection, whose.office_id)
    people = period.officers(connection, whose.office_id)
    about, report = people[whose.officer_id], progress.report
    standing = progress.standing(office.time_zone)
    said = _Says({each.id: each.name for each in people.values()})
    draft = cycle.draft(connection, report)
    return Letter(
        office=letter.OfOffice(
            id=office.id, slug=office.slug, name=office.name, address=office.address, time_zone=office.time_zone
        ),
        officer=letter.OfOfficer(id=about.id, name=about.name, nip=about.nip, employment=about.employment.value),
        period=letter.OfPeriod(code=whose.period.code, first=whose.period.first, last=whose.period.last),
        state=standing.state.value,
        version=report.version,
        made_at=snapshot.made_at,
        log=snapshot.log,
        parameters=snapshot.parameters,
        figures=snapshot.figures,
        targets=tuple(_targets(connection, report, snapshot)),
        note=said.by(about.id, report.noted_at, report.note) if report.note else None,
        disputes=tuple(_disputes(connection, whose, report, said)),
        feedback=said.by(report.feedback_by, report.feedback_at, report.feedback) if report.feedback else None,
        published=said.by(draft.published_by, draft.published_at) if draft else None,
        received_at=report.received_at,
        dispute_until=standing.dispute_until(whose.dispute_days),
        officer_discussed=said.by(about.id, report.officer_discussed_at),
        supervisor_discussed=said.by(report.supervisor_discussed_by, report.supervisor_discussed_at),
    )


def locked(made: Letter, *, by: str, at: datetime, reason: str) -> Letter:
    """The letter as it is kept for ever. reason: a key of cycle.LOCKED_ALONE, "": both had discussed it."""
    return letter.replaced(made, state=State.LOCKED.value, locked=Said(by=by, at=at), lock_reason=reason)


@dataclass(frozen=True, slots=True)
class _Says:
    names: Mapping[int, str]

    def by(self, officer_id: int | None, at: datetime | None, text: str = "") -> Said | None:
        return None if officer_id is None or at is None else Said(by=self.names[officer_id], at=at, text=text)


def _targets(connection: Connection, report: Report, snapshot: Snapshot) -> Iterable[letter.TargetTold]:
    for row in cycle_words.targets(connection, report.id):
        yield letter.TargetTold(
            leader_plan=row.leader_plan, plan=row.plan, aspect=row.aspect, indicator=row.indicator, target=row.target,
            realised=targets.realised(row.measure, snapshot.figures, snapshot.parameters),
        )  # fmt: skip


def _disputes(connection: Connection, whose: Whose, report: Report, said: _Says) -> Iterable[letter.DisputeTold]:
    rows = cycle_words.disputes(connection, report.id)
    told = records_told(connection, whose.office_id, [row.record for row in rows if row.record])
    for row in rows:
        yield _dispute(row, told, said)


def _dispute(row: Disputed, told: Mapping[RecordId, letter.RecordTold], said: _Says) -> letter.DisputeTold:
    return letter.DisputeTold(
        about=told[row.record] if row.record else None,
        reason=row.reason,
        made_at=row.made_at,
        decision=row.decision,
        answer=row.answer,
        decided_at=row.decided_at,
        decided_by=said.names[row.decided_by] if row.decided_by else "",
    )


def records_told(
    connection: Connection, office_id: int, found: Iterable[RecordId]
) -> dict[RecordId, letter.RecordTold]:
    """Each with the number of its ticket and the name of its service."""
    found = list(found)
    shown = numbers(connection, office_id, (each.ticket_id for each in found))
    services = {each.id: each for each in catalogue.all_services(connection, office_id)}
    return {
        each: letter.RecordTold(
            day=each.day,
            number=shown.get(each.ticket_id, ""),
            service_id=services[each.service_id].name("id"),
            service_en=services[each.service_id].name("en"),
        )
        for each in found
    }
