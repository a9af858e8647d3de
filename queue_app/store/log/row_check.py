"""Every row that follows from the log, held against it: what was changed past the program is told field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from queue_app.domain.office.standard_times import StandardHistory
from queue_app.domain.queue import told_rows
from queue_app.domain.queue.day_ranges import EVERY_DAY, Range
from queue_app.store.evidence.fact_check import Compared, FactCheck
from queue_app.store.evidence.standards import standard_s
from queue_app.store.log import day_rows, reading
from queue_app.store.log.row_tables import TABLES, OfDay, Row, Rows, days_of_rows
from queue_app.store.log.whole import Progress, Whole, of_days, read
from queue_app.store.office import catalogue, standard_times

MISSING, UNKNOWN = "(missing)", "(unknown)"  # in the place of a field: the row is gone, or the log has none such


class Difference(NamedTuple):
    """One field of one row is not what the log tells. row: its number, or what else names it."""

    table: str
    row: str
    field: str  # or MISSING, UNKNOWN
    told: object  # by the log
    kept: object


def differences(connection: Connection, office_id: int, tell: Progress = lambda _how_far: None) -> Iterator[Difference]:
    """Each difference between an office's rows and its log, once the log itself was found whole.

    Days follow each other, and no more than one of them is held in memory. tell: what is looked at, now and then.
    Raises BrokenLog naming an event that is missing or changed.
    """
    time_zone = catalogue.office(connection, office_id).time_zone
    end = reading.whole(connection, office_id).seq
    noted_until = max(0, min(day_rows.stand_as_kept(connection, office_id)[0], end))
    whole = read(connection, office_id, time_zone, half=noted_until, tell=tell)
    yield from _index_of_days(connection, office_id, whole, noted_until)
    yield from _beside_days(connection, office_id, whole)
    ways: dict[int, told_rows.Way] = {}
    facts = FactCheck(connection, office_id, zone=time_zone, standard_s=standard_s(whole.standards))
    of_rows = days_of_rows(connection, office_id, time_zone) | facts.days
    for day in sorted((whole.ranges.keys() | of_rows) - {EVERY_DAY}):
        tell(day.isoformat())
        log = list(of_days(connection, office_id, whole, day, day))
        found = told_rows.told(day, log, time_zone=time_zone, ways=ways)
        ways = {leg_id: each for leg_id, each in {**ways, **found.ways}.items() if leg_id not in found.legs}
        of = OfDay(office_id, day, time_zone)
        for table in TABLES:
            yield from compared(table.name, table.fields, table.told(found), table.kept(connection, of))
        yield from _of_facts(facts.of_day(day, log, last_seq=_last_seq(whole, day)))
    yield from _of_facts(facts.of_months())


def fact_differences(
    connection: Connection, office_id: int, tell: Progress = lambda _how_far: None
) -> Iterator[Difference]:
    """The same of the rows of facts and their sums alone; of the log only the days are folded that have such rows."""
    time_zone = catalogue.office(connection, office_id).time_zone
    whole = read(connection, office_id, time_zone, tell=tell)
    facts = FactCheck(connection, office_id, zone=time_zone, standard_s=standard_s(whole.standards))
    for day in sorted(facts.days):
        tell(day.isoformat())
        log = of_days(connection, office_id, whole, day, day)
        yield from _of_facts(facts.of_day(day, log, last_seq=_last_seq(whole, day)))
    yield from _of_facts(facts.of_months())


def compared(table: str, fields: tuple[str, ...], told: Rows, kept: Rows) -> Iterator[Difference]:
    """Each field in which the rows of a table are not what the log tells of them."""
    if told == kept:
        return
    for key in sorted(told.keys() | kept.keys()):
        if told.get(key) != kept.get(key):
            yield from _of_row(table, fields, key, told.get(key), kept.get(key))


def _last_seq(whole: Whole, day: date) -> int:
    return max((each.last for each in whole.ranges.get(day, ())), default=0)


def _of_facts(found: Iterator[Compared]) -> Iterator[Difference]:
    for each in found:
        yield from compared(*each)


def _flat(ranges: Mapping[date, list[Range]]) -> dict[tuple[date, int], tuple[int]]:
    return {(day, each.first): (each.last,) for day, found in ranges.items() for each in found}


def _index_of_days(connection: Connection, office_id: int, whole: Whole, noted_until: int) -> Iterator[Difference]:
    """Differences of the rows that tell where each day stands, as far as they go."""
    noted, opened = whole.half
    yield from compared("log_day", ("last_seq",), _flat(noted), _flat(day_rows.all_days(connection, office_id)))
    kept = tuple(day_rows.stand_as_kept(connection, office_id))
    yield from compared("log_days_read", ("seq", "opened"), {office_id: (noted_until, opened)}, {office_id: kept})


def _beside_days(connection: Connection, office_id: int, whole: Whole) -> Iterator[Difference]:
    """Differences of the other rows that belong to no single day."""
    last_at, *clocks = reading.clocks(connection, office_id)
    told = (last_at, whole.jumped_until)
    yield from compared("chain_head", ("at", "jumped_until"), {office_id: told}, {office_id: tuple(clocks)})
    kept = _minutes(standard_times.of_office(connection, office_id))
    yield from compared("standard_time", ("minutes",), _minutes(whole.standards), kept)
    in_plan = {each.service_id: (each.minutes,) for each in standard_times.in_plan(connection, office_id).values()}
    set_last = {service: (own[max(own)],) for service, own in whole.standards.items()}
    yield from compared("service", ("standard_minutes",), set_last, in_plan)


def _minutes(standards: Mapping[int, StandardHistory]) -> dict[tuple[int, date], tuple[int]]:
    return {(service, day): (minutes,) for service, own in standards.items() for day, minutes in own.items()}


def _of_row(table: str, fields: tuple[str, ...], key: Any, told: Row | None, kept: Row | None) -> Iterator[Difference]:
    row = " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
    if told is None or kept is None:
        yield Difference(table, row, UNKNOWN if told is None else MISSING, told, kept)
        return
    for name, one, other in zip(fields, told, kept, strict=True):
        if one != other:
            yield Difference(table, row, name, one, other)
