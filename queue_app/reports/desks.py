"""How each officer's hours at the counters went: one row for each officer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queue_app.domain.evidence.desk_time import DeskTime
from queue_app.domain.queue.stretch import Doing
from queue_app.reports.columns import Column, Table, hours, place
from queue_app.store.evidence.period import Evidence, OfficerRow

# Of desks.BREAKS, without its first, which is the break that has no other name.
BREAKS: Mapping[str, str] = {
    "salat": "Prayer (hours)",
    "rapat": "Meeting (hours)",
    "gangguan_sistem": "System down (hours)",
}
TITLE = "At the counter"


@dataclass(frozen=True, slots=True)
class DeskRow:
    officer: OfficerRow
    time: DeskTime


DeskColumn = Column[DeskRow]


def _doing(doing: Doing, title: str) -> DeskColumn:
    return DeskColumn(title, "hours", lambda row: hours(row.time.seconds[doing]))


def _break(reason: str, title: str) -> DeskColumn:
    return DeskColumn(title, "hours", lambda row: hours(row.time.breaks_s[reason]))


COLUMNS: tuple[DeskColumn, ...] = (
    DeskColumn("Officer", "text", lambda row: row.officer.name),
    DeskColumn("NIP", "text", lambda row: row.officer.nip),
    DeskColumn("Employment", "text", lambda row: row.officer.employment.value),
    DeskColumn("Sessions at a counter", "count", lambda row: row.time.sessions),
    DeskColumn("At the counter (hours)", "hours", lambda row: hours(sum(row.time.seconds.values()))),
    _doing(Doing.SERVE, "Serving (hours)"),
    _doing(Doing.WALK, "Called, not yet begun (hours)"),
    _doing(Doing.FREE, "Free (hours)"),
    DeskColumn("Of this handed over, nothing done yet (hours)", "hours", lambda row: hours(row.time.given_s)),
    DeskColumn("Break (hours)", "hours", lambda row: hours(_unnamed_break_s(row.time))),
    *(_break(reason, title) for reason, title in BREAKS.items()),
    _doing(Doing.BACK_OFFICE, "Back office (hours)"),
    DeskColumn("Sessions handed over by a colleague", "count", lambda row: row.time.handed),
    DeskColumn("Sessions taken over by another", "count", lambda row: row.time.taken),
    DeskColumn("Sessions past midnight", "count", lambda row: row.time.overnight),
    DeskColumn("Sessions in which the clock was set", "count", lambda row: row.time.jumped),
)


def table(found: Evidence) -> Table[DeskRow]:
    """Everybody who was at a counter, by name."""
    made = [DeskRow(found.officers[officer_id], time) for officer_id, time in found.figures.desks.items()]
    return Table("desks", TITLE, COLUMNS, sorted(made, key=lambda row: place(row.officer)))


def _unnamed_break_s(time: DeskTime) -> float:
    return time.seconds[Doing.BREAK] - sum(time.breaks_s[reason] for reason in BREAKS)
