"""Ten million legs of one office's past: how soon history answers, and how long its rows take to be made of the log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from statistics import median

from sqlalchemy import Date, bindparam, insert, text, update

from queue_app.actions.evidence.facts import rebuild_facts, sum_month
from queue_app.domain.evidence.facts import CaseFact, DeskFact, End
from queue_app.domain.evidence.rollups import VERSION, Cells, rollup_of
from queue_app.screens.history import History
from queue_app.store.desk import Desk, OfficeKey, system_clock
from queue_app.store.evidence import months
from queue_app.store.evidence.tables import FactsRead, Grain, Rollup
from queue_app.store.log import reading
from queue_app.store.log.tables import LogDay, LogDaysRead
from tests.benchmarks.offices import filling, found
from tests.benchmarks.past import A_DAY, chain, write_past
from tests.benchmarks.place import Place, told
from tests.benchmarks.table import Figures, Row

LEGS, LEGS_A_DAY = 10_000_000, 4_000
SERVICES, COUNTERS, HOURS = 17, 40, (7, 16)
ASKED = 15  # times each
AIM = {"p50_ms": 300.0}
REBUILT = 100_000  # tickets, of four events each
MONDAY, TODAY = date(2026, 11, 23), date(2026, 11, 27)
QUESTIONS: dict[str, dict[str, int]] = {
    "everything": {}, "one service": {"service_id": 3}, "one hour at one counter": {"hour": 9, "counter_id": 5},
}  # fmt: skip
_COPY = text(
    "INSERT INTO rollup (office_id, grain, hour, first_day, counter_id, service_id, counts)"
    " SELECT office_id, grain, hour, :to, counter_id, service_id, counts FROM rollup"
    " WHERE grain = :grain AND first_day = :of AND hour IN (-1, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16) AND office_id = 1"
).bindparams(bindparam("of", type_=Date), bindparam("to", type_=Date))
SPANS = {"all years": 100_000, "two years": 731, "three months": 92}


def rollups(place: Place) -> list[Row]:
    """Questions over all of it, over two years (by week) and over three months (by day); then a rebuild."""
    days = place.count(LEGS) // LEGS_A_DAY
    url = f"sqlite:///{place.folder / 'rollups.db'}"
    with filling(url) as desk:
        office = desk.office(found(desk, "bench", counters=COUNTERS).id)
        with told(f"{days * LEGS_A_DAY:,} legs of the past, summed up"):
            _write(desk, office, days)
        with told("history"):
            rows = [
                Row(f"history of {span} of {days * LEGS_A_DAY:,} legs, {name}", _asked(desk, office, length, of), AIM)
                for span, length in SPANS.items() for name, of in QUESTIONS.items()
            ]  # fmt: skip
    return [*rows, _rebuilt(place)]


def _asked(desk: Desk, office: OfficeKey, days: int, of: dict[str, int]) -> Figures:
    today = system_clock().date()
    first = max(today - timedelta(days=days - 1), date(1990, 1, 1))
    took = []
    for _ in range(ASKED):
        began = time.perf_counter()
        told = History.of(desk, office, first, today, **of)
        took.append(time.perf_counter() - began)
        assert told.figures.arrived > 0
    return {"p50_ms": median(took) * 1000}


def _write(desk: Desk, office: OfficeKey, days: int) -> None:
    """A week by the program's own hands, and copies of it; the log of these days is not there.

    Of months that begin on one weekday and are of one length one is summed up, and the others are copies.
    """
    today = system_clock().date()
    past = [today - timedelta(days=number + 1) for number in range(days)]
    with desk.transaction(office.id) as work:
        for day in past[:7]:
            work.connection.execute(insert(Rollup), list(_rows(office.id, day, rollup_of(*_day(day.weekday())))))
        for number, day in enumerate(past[7:]):
            work.connection.execute(_COPY, {"grain": "day", "of": past[number % 7], "to": day})
        seq = reading.head(work.connection, office.id).seq
        own = [{"office_id": office.id, "business_date": day} for day in past]
        more = {"seq": seq, "version": VERSION, "is_summed": False}
        work.connection.execute(insert(FactsRead), [{**each, **more} for each in own])
        work.connection.execute(insert(LogDay), [{**each, "first_seq": 1, "last_seq": 1} for each in own])
        stand = {"office_id": office.id, "seq": seq, "opened": '{"sessions":{},"tickets":{},"before":null}'}
        work.connection.execute(insert(LogDaysRead), stand)
    _sum_months(desk, office.id, before=months.month_of(today))


def _sum_months(desk: Desk, office_id: int, *, before: date) -> None:
    with desk.reading() as connection:
        partial, *wanted = months.unsummed(connection, office_id, before=before)
    sum_month(desk, office_id, partial)
    alike: dict[tuple[int, int], date] = {}
    for month in wanted:
        known = alike.setdefault((month.weekday(), months.end_of(month).day), month)
        if known == month:
            sum_month(desk, office_id, month)
        else:
            with desk.transaction(office_id) as work:
                work.connection.execute(_COPY, {"grain": "month", "of": known, "to": month})
    with desk.transaction(office_id) as work:
        work.connection.execute(update(FactsRead).where(FactsRead.business_date < before).values(is_summed=True))


def _rows(office_id: int, day: date, cells: Cells) -> Iterator[dict[str, object]]:
    own = {"office_id": office_id, "grain": Grain.DAY, "first_day": day}
    return ({**own, **cell._asdict(), "counts": counts} for cell, counts in cells.items())


def _day(weekday: int) -> tuple[list[CaseFact], list[DeskFact]]:
    """What each Monday, each Tuesday and so on repeats."""
    day, chance = MONDAY + timedelta(days=weekday), Random(weekday)
    desks = [DeskFact(day, each, each, each, 450, 960, {"serve": 20_000.0}, {}) for each in range(1, COUNTERS + 1)]
    return [_case(chance, day, number) for number in range(LEGS_A_DAY)], desks


def _case(chance: Random, day: date, number: int) -> CaseFact:
    arrived, counter = chance.randint(HOURS[0] * 60, HOURS[1] * 60), chance.randint(1, COUNTERS)
    service = 1 + (counter + chance.randint(0, 2)) % SERVICES  # a counter serves three of them
    wait, walk, serve = (chance.lognormvariate(*each) for each in ((6.5, 1.0), (3.2, 0.5), (5.5, 0.7)))
    return CaseFact(
        day, number, service, counter, counter, chance.random() < 0.1, arrived, arrived + 10, wait, None, walk, serve,
        0.0, wait + walk + serve, 600.0, chance.choice([End.DONE] * 9 + [End.RETURNED]), None, 1, None, frozenset(), 1,
        is_picked=False, is_return=False, gap_s=None, source=None,
    )  # fmt: skip


def _rebuilt(place: Place) -> Row:
    """antrean rollups --rebuild, of a log with its chain; days of 900 tickets."""
    count = place.count(REBUILT)
    path = place.folder / "rebuild.db"
    with filling(f"sqlite:///{path}") as desk:
        office_id = found(desk, "bench", counters=COUNTERS).id
    write_past(path, office_id, count=count, today=TODAY)
    chain(path, office_id)
    with told(f"rebuild of {count:,} legs"), filling(f"sqlite:///{path}") as desk:
        took_s = _seconds(lambda: rebuild_facts(desk, office_id))
    return Row(f"rollups of {count // A_DAY} days rebuilt from {count * 4:,} events, legs", {"per_s": count / took_s})


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began
