"""Facts of an office's days: of one that is over from its row, of any other from the log, and the same either way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, union

from queue_app.domain.evidence.facts import CaseFact, DeskFact, Facts, facts_of
from queue_app.domain.evidence.rollups import Cells, rollup_of
from queue_app.domain.queue.stretches import Stretches
from queue_app.store.evidence import kept_days, months, packing, rollups
from queue_app.store.evidence.standards import standard_on, standard_s
from queue_app.store.evidence.tables import CaseFacts, DeskFacts, FactsRead, Grain
from queue_app.store.log import days as log_days
from queue_app.store.log import whole
from queue_app.store.office import catalogue


def cases(
    connection: Connection, office_id: int, first: date, last: date, *, officer_id: int | None = None
) -> list[CaseFact]:
    """Of the visits of business dates `first` to `last`, in order; of one officer, or of all and of none.

    Raises BrokenLog where a day that is not in rows yet cannot be read.
    """
    days = kept_days.standing(connection, office_id, first, last)
    rows = _rows(connection, CaseFacts, office_id, first=first, last=last, officer_id=officer_id)
    found = {day: packing.cases(rows[day]) for day in days.fresh if day in rows}
    for day in days.changed:
        facts = of_day(connection, office_id, day)
        found[day] = [each for each in facts.cases if officer_id in {None, each.officer_id}]
    return [each for day in sorted(found) for each in found[day]]


def desks(
    connection: Connection, office_id: int, first: date, last: date, *, officer_id: int | None = None
) -> list[DeskFact]:
    """The same of the desk sessions that were opened on these dates."""
    days = kept_days.standing(connection, office_id, first, last)
    rows = _rows(connection, DeskFacts, office_id, first=first, last=last, officer_id=officer_id)
    found = {day: packing.desks(rows[day]) for day in days.fresh if day in rows}
    for day in days.changed:
        facts = of_day(connection, office_id, day)
        found[day] = [each for each in facts.desks if officer_id in {None, each.officer_id}]
    return [each for day in sorted(found) for each in found[day]]


def from_log(connection: Connection, office_id: int, first: date, last: date) -> Facts:
    """The same from the log, every event of it held to the chain: for what is published, or locked.

    Raises BrokenLog naming an event that is missing or was changed, wherever in the log.
    """
    zone = catalogue.office(connection, office_id).time_zone
    log = whole.read(connection, office_id, zone)
    found = []
    for day in sorted(each for each in log.ranges if first <= each <= last):  # a day is told by its own events alone
        told = Stretches().read(whole.of_days(connection, office_id, log, day, day))
        found.append(facts_of(told, day, day, standard_s=standard_s(log.standards), zone=zone))
    return Facts([case for day in found for case in day.cases], [desk for day in found for desk in day.desks])


def of_day(connection: Connection, office_id: int, day: date) -> Facts:
    """Those of one business date, from the part of the log that tells it, held to the chain. Raises BrokenLog."""
    zone = catalogue.office(connection, office_id).time_zone
    told = Stretches().read(log_days.recorded_of(connection, office_id, day, day))
    return facts_of(told, day, day, standard_s=standard_on(connection, office_id), zone=zone)


class Written(NamedTuple):
    """The rows of one day, as the log told it up to event `seq`. before: what the rows there were when it was read."""

    day: date
    seq: int
    before: kept_days.Kept | None
    cases: dict[int, bytes]
    desks: dict[int, bytes]
    cells: Cells


def written(connection: Connection, office_id: int, day: date) -> Written:
    """The rows that the day must have by the log. Raises BrokenLog."""
    found = of_day(connection, office_id, day)
    before = kept_days.kept(connection, office_id, day, day).get(day)
    seq = kept_days.head(connection, office_id)
    packed = packing.packed(found.cases), packing.packed(found.desks)
    return Written(day, seq, before, *packed, rollup_of(found.cases, found.desks))


def keep(connection: Connection, office_id: int, found: Written) -> bool:
    """Writes the rows of a day; whether nobody else had written them meanwhile."""
    if kept_days.kept(connection, office_id, found.day, found.day).get(found.day) != found.before:
        return False
    for table, rows in ((CaseFacts, found.cases), (DeskFacts, found.desks)):
        _replace(connection, table, office_id, found.day, rows)
    rollups.write(connection, office_id, Grain.DAY, found.day, found.cells)
    kept_days.keep(connection, office_id, found.day, seq=found.seq)
    return True


def strange(connection: Connection, office_id: int) -> list[date]:
    """Days that have rows of which nothing says that this program wrote them from the log."""
    known = {day for day, each in kept_days.kept(connection, office_id, date.min, date.max).items() if each.is_current}
    return sorted(days_of_rows(connection, office_id) - known)


def days_of_rows(connection: Connection, office_id: int) -> set[date]:
    """Every day that has a row of facts or sums."""
    asked = [
        select(table.business_date).where(table.office_id == office_id) for table in (CaseFacts, DeskFacts, FactsRead)
    ]
    days = connection.execute(union(*asked)).scalars()
    return {*days, *rollups.days(connection, office_id)}


def remove(connection: Connection, office_id: int, day: date) -> None:
    """Takes away every row of a day."""
    for table in (CaseFacts, DeskFacts, FactsRead):
        connection.execute(delete(table).where(table.office_id == office_id, table.business_date == day))
    rollups.write(connection, office_id, Grain.DAY, day, {})
    months.open_again(connection, office_id, day)


def _replace(connection: Connection, table: Any, office_id: int, day: date, rows: dict[int, bytes]) -> None:
    connection.execute(delete(table).where(table.office_id == office_id, table.business_date == day))
    if rows:
        own = {"office_id": office_id, "business_date": day}
        more = [{**own, "officer_id": officer_id, "packed": each} for officer_id, each in rows.items()]
        connection.execute(insert(table), more)


def _rows(
    connection: Connection, table: Any, office_id: int, *, first: date, last: date, officer_id: int | None
) -> dict[date, list[bytes]]:
    asked = select(table.business_date, table.packed).where(
        table.office_id == bindparam("office"), table.business_date.between(bindparam("first"), bindparam("last"))
    )
    if officer_id is not None:
        asked = asked.where(table.officer_id == officer_id)
    found: dict[date, list[bytes]] = {}
    rows: Iterable[Any] = connection.execute(asked, {"office": office_id, "first": first, "last": last})
    for day, packed in rows:
        found.setdefault(day, []).append(packed)
    return found
