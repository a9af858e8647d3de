"""Rows of a file as events of the log; which of them the log has already, and which must not come in. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from queue_app.domain.evidence.facts import End
from queue_app.domain.evidence.import_faults import RowFault
from queue_app.domain.evidence.imported_row import Row
from queue_app.domain.log.events import HistoryImported, HistoryVisit
from queue_app.domain.queue.numbering import business_date


class Meaning(NamedTuple):
    """What the texts of rows mean: service and staff of the file -> row of the office. zone: the office's."""

    services: Mapping[str, int]
    people: Mapping[str, int]
    zone: str

    def day(self, row: Row) -> date:
        """The office's business date on which it began to wait."""
        return business_date(row.issued_at, self.zone)


class Fresh(NamedTuple):
    """Rows of visits that the log does not have, how many it has, and faults of rows that must not come in."""

    rows: list[Row]
    known: int
    faults: list[RowFault]


def imported(source: str, rows: Sequence[Row], meaning: Meaning) -> HistoryImported:
    """What the log says before the visits of a file. source: its SHA-256. rows: at least one."""
    days = [meaning.day(row) for row in rows]
    return HistoryImported(source, len(rows), min(days).isoformat(), max(days).isoformat())


def visit(source: str, number: int, row: Row, meaning: Meaning) -> HistoryVisit:
    """One visit as the log tells it. number: among all that the office took over."""
    return HistoryVisit(source=source, number=number, row=row.line, **_facts(row, meaning)._asdict())


def fresh(rows: Sequence[Row], known: Iterable[HistoryVisit], meaning: Meaning) -> Fresh:
    """What of a file is new to a log that has these visits of its days.

    A visit is known by all of its facts: what the file calls it is not in the log. Of a day that another file told,
    more is taken only where this file has all that the other one had: else the same visit, told a little otherwise,
    would count twice.
    """
    left, lacking = _by_day(known), set[date]()
    new: list[Row] = []
    for row in rows:
        facts = _facts(row, meaning)
        there = left[facts.business_date]
        if there[facts] > 0:
            there[facts] -= 1
        else:
            new.append(row)
    lacking = {date.fromisoformat(day) for day, there in left.items() if there.total() > 0}
    return Fresh(new, len(rows) - len(new), list(_on_days(new, meaning, lacking, "other_visits")))


def on_live_days(rows: Iterable[Row], meaning: Meaning, days: Collection[date]) -> Iterator[RowFault]:
    """A fault for each row of a day on which the office gave numbers itself."""
    return _on_days(rows, meaning, days, "live_day")


def _on_days(rows: Iterable[Row], meaning: Meaning, days: Collection[date], code: str) -> Iterator[RowFault]:
    if days:
        yield from (
            RowFault(row.line, code, {"day": day.isoformat()}) for row in rows if (day := meaning.day(row)) in days
        )


class _Facts(NamedTuple):
    business_date: str
    service_id: int
    officer_id: int | None
    is_priority: bool
    arrived_at: str
    called_at: str | None
    ended_at: str | None
    end: str


def _facts(row: Row, meaning: Meaning) -> _Facts:
    return _Facts(
        meaning.day(row).isoformat(), meaning.services[row.service], meaning.people.get(row.staff), row.is_priority,
        row.issued_at.isoformat(), _written(row.called_at), _written(row.finished_at), _end(row),
    )  # fmt: skip


def _written(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _end(row: Row) -> str:
    if row.is_served:
        return End.DONE.value
    return (End.NO_SHOW if row.called_at else End.EXPIRED).value


def _by_day(known: Iterable[HistoryVisit]) -> dict[str, Counter[_Facts]]:
    found: dict[str, Counter[_Facts]] = defaultdict(Counter)
    for each in known:
        found[each.business_date][_Facts(*(getattr(each, name) for name in _Facts._fields))] += 1
    return found
