"""A played month: every figure of the officers is that of the recount, and the stretches keep their laws."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from queue_app.store.engines import Database
from queue_app.store.evidence import period, today
from tests import month
from tests.month import ZONE, Month, standard_s, standards_told
from tests.offices import Office, found
from tests.recount_compared import of_desks, of_duties, of_hours, of_work, rows
from tests.recount_work import Work
from tests.stretch_laws import Read, broken

SOME = {"sqlite": 16, "postgresql": 6}
Told = tuple[dict[Any, Any], dict[Any, Any]]  # duties, hours at counters


def played(database: Database, *, count: int, tickets: int) -> tuple[Office, Month]:
    office = found(database, month.plan(), tag=month.TAG)
    made = Month(office.desk, office.office_id, seed=3)
    made.play(count=count, tickets=tickets)
    return office, made


def reported(office: Office, first: date, last: date) -> Told:
    """What `antrean report officers` writes, before it is written."""
    with office.desk.reading() as connection:
        told = period.read(connection, office.office_id, zone=ZONE.key, first=first, last=last).figures
    return of_duties(told.duties), of_desks(told.desks)


def recounted(made: Month, first: date, last: date) -> Told:
    log = made.log()
    work = Work(rows(log), zone=ZONE.key, standard_s=partial(standard_s, standards_told(log)), first=first, last=last)
    return of_work(work.duties()), of_hours(work.hours())


def assert_told_truly(office: Office, made: Month) -> None:
    office.check()
    first, middle, last = made.played[0], made.played[len(made.played) // 2], made.played[-1]
    assert broken(Read(made.log())) == []
    for one, other in [(first, last), (first, middle), (middle, middle), (last, last)]:
        assert reported(office, one, other) == recounted(made, one, other)
    with office.desk.reading() as connection:
        board = today.duties(connection, office.desk.office(office.office_id), last)
    assert of_duties(board) == recounted(made, last, last)[0]


@pytest.mark.timeout(300)
@pytest.mark.slow("three days of sixteen tickets")
def test_three_days_are_told_as_they_are_counted_again(database: Database, backend: str) -> None:
    office, made = played(database, count=3, tickets=SOME[backend])

    assert_told_truly(office, made)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_month_is_told_as_it_is_counted_again(database: Database) -> None:
    office, made = played(database, count=21, tickets=110)
    made.play(count=1, tickets=900)

    assert_told_truly(office, made)
    assert doubts_of(made) >= {"late_start", "mostly_hold", "too_short", "two_officers", "clock_jumped", "overnight"}


def doubts_of(made: Month) -> set[str]:
    """Every doubt that left a service out of the times."""
    duties, _hours = recounted(made, made.played[0], made.played[-1])
    return {why for each in duties.values() for why in each.get("left_out", {})}
