"""What each officer did at each service, one row for each. By name, never ranked, and never a sum over services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queue_app.domain.evidence.duties import Duty
from queue_app.domain.log.events import TicketCancelled, TicketExpired
from queue_app.domain.queue.marks import Source
from queue_app.domain.queue.outcomes import OUTCOMES
from queue_app.reports.columns import Column, Table, minutes, percent, place
from queue_app.store.evidence.period import Evidence, OfficerRow
from queue_app.store.office import catalogue

TITLE = "Service times"
GIVEN_UP: Mapping[str, str] = {  # what ended work that was begun -> msgid
    TicketCancelled.kind: "Not completed: cancelled",
    TicketExpired.kind: "Not completed: day ended",
}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One officer at one service."""

    officer: OfficerRow
    service: str
    duty: Duty


DutyColumn = Column[DutyRow]


def _outcome(code: str, title: str) -> DutyColumn:
    return DutyColumn(title, "count", lambda row: row.duty.outcomes[code])


def _given_up(kind: str, title: str) -> DutyColumn:
    return DutyColumn(title, "count", lambda row: row.duty.given_up[kind])


COLUMNS: tuple[DutyColumn, ...] = (
    DutyColumn("Officer", "text", lambda row: row.officer.name),
    DutyColumn("NIP", "text", lambda row: row.officer.nip),
    DutyColumn("Employment", "text", lambda row: row.officer.employment.value),
    DutyColumn("Service", "text", lambda row: row.service),
    DutyColumn("Served", "count", lambda row: row.duty.finished),
    *(_outcome(code, title) for code, title in OUTCOMES.items()),
    DutyColumn("Done by a colleague before", "count", lambda row: row.duty.returns),
    DutyColumn("Transferred", "count", lambda row: row.duty.sent_on),
    DutyColumn("Until transferred (minutes)", "minutes", lambda row: minutes(row.duty.sent_on_s)),
    *(_given_up(kind, title) for kind, title in GIVEN_UP.items()),
    DutyColumn("Not completed (minutes)", "minutes", lambda row: minutes(row.duty.unfinished_s)),
    DutyColumn("Cancelled after the call", "count", lambda row: row.duty.cancelled),
    DutyColumn("Call to cancellation (minutes)", "minutes", lambda row: minutes(row.duty.cancelled_s)),
    DutyColumn("Timed", "count", lambda row: row.duty.service.count),
    DutyColumn("Excluded from the times", "count", lambda row: row.duty.untimed),
    DutyColumn("Of these priority", "count", lambda row: row.duty.left_out["priority"]),
    DutyColumn("Doubted by the officer", "count", lambda row: row.duty.doubted_by[Source.OFFICER]),
    DutyColumn("Doubted by a supervisor", "count", lambda row: row.duty.doubted_by[Source.SUPERVISOR]),
    DutyColumn("Doubted by the system", "count", lambda row: row.duty.doubted_by[Source.SYSTEM]),
    DutyColumn("Doubts withdrawn by a supervisor", "count", lambda row: row.duty.withdrawn),
    DutyColumn("Standard (minutes)", "minutes", lambda row: standard(row.duty)),
    DutyColumn("Median (minutes)", "minutes", lambda row: minutes(row.duty.service.median_s)),
    DutyColumn("P90 (minutes)", "minutes", lambda row: minutes(row.duty.service.p90_s)),
    DutyColumn("Within standard (%)", "percent", lambda row: percent(row.duty.within_pct)),
    DutyColumn("Call to start, median (minutes)", "minutes", lambda row: minutes(row.duty.walk.median_s)),
    DutyColumn("Call to start, P90 (minutes)", "minutes", lambda row: minutes(row.duty.walk.p90_s)),
    DutyColumn("Holds", "count", lambda row: row.duty.holds),
    DutyColumn("On hold (minutes)", "minutes", lambda row: minutes(row.duty.held_s)),
    DutyColumn("Of these serving nobody (minutes)", "minutes", lambda row: minutes(row.duty.held_idle_s)),
    DutyColumn("In service (minutes)", "minutes", lambda row: minutes(row.duty.served_s)),
    DutyColumn("No-show", "count", lambda row: row.duty.no_shows),
    DutyColumn("Of these within a minute of the call", "count", lambda row: row.duty.no_shows_at_once),
    DutyColumn("Call to no-show (minutes)", "minutes", lambda row: minutes(row.duty.no_shows_s)),
    DutyColumn("Called out of order", "count", lambda row: row.duty.picked),
    DutyColumn("Numbers given by the officer", "count", lambda row: row.duty.own_numbers),
    DutyColumn("Added to a visit by the officer", "count", lambda row: row.duty.added),
    DutyColumn("Taken back", "count", lambda row: row.duty.undone),
)


def table(found: Evidence, *, lang: str) -> Table[DutyRow]:
    """Everybody who did anything at a service, by officer's name, then service's name."""
    return Table("", TITLE, COLUMNS, rows(found, lang=lang))


def rows(found: Evidence, *, lang: str) -> list[DutyRow]:
    """Its rows."""
    names = catalogue.names(found.services.values(), lang)
    made = [
        DutyRow(found.officers[officer_id], names[service_id], duty)
        for (officer_id, service_id), duty in sorted(found.figures.duties.items())
    ]
    return sorted(made, key=lambda row: (place(row.officer), row.service.casefold()))


def standard(duty: Duty) -> float | str | None:
    """In minutes; "10, 5" where it changed; None where nothing was finished that it could judge."""
    told = [each / 60 for each in duty.standards_s]
    return ", ".join(f"{each:g}" for each in told) if len(told) > 1 else next(iter(told), None)
