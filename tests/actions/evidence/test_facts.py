"""Rows of facts and of their sums: those of a day that is over, anew where the log tells more of it, and no others."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from queue_app.actions.evidence.facts import rebuild_facts, renew_facts
from queue_app.actions.queue import desks
from queue_app.domain.evidence.facts import Facts
from queue_app.domain.evidence.rollups import Cell, rollup_of
from queue_app.domain.log.events import HistoryVisit, TimeMarked
from queue_app.screens.history import History
from queue_app.store.evidence import facts
from queue_app.store.evidence.tables import CaseFacts, DeskFacts, FactsRead, Grain, Rollup
from tests.offices import Office
from tests.store.log.test_reading import forge

FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)
TABLES = (FactsRead, CaseFacts, DeskFacts, Rollup)


@pytest.fixture
def lived_in(unchecked_office: Office) -> Office:
    """Two days over, Friday and Monday; on Tuesday somebody has come. On Monday a visit had two services."""
    office = unchecked_office
    office.clock.set_local("2026-11-20 08:00:00")
    a_day(office, minutes=4)
    office.clock.set_local("2026-11-23 08:00:00")
    a_day(office, minutes=6)
    office.clock.set_local("2026-11-24 08:00:00")
    office.issue()
    return office


def a_day(office: Office, *, minutes: float) -> None:
    office.open_counter()
    for _ in range(3):
        office.issue()
    office.clock.tick(minutes=2)
    office.served(minutes=minutes)
    office.transfer(office.call_next())
    office.issue(priority="lansia")
    desks.close_desk(office.desk, office.office_id, officer_id=office.officers["wati"])


def told(office: Office) -> Facts:
    """By the log alone."""
    with office.desk.reading() as connection:
        return facts.from_log(connection, office.office_id, FRIDAY, MONDAY + timedelta(days=2))


def read(office: Office, **who: Any) -> Facts:
    """As pages read them."""
    span = FRIDAY, MONDAY + timedelta(days=2)
    with office.desk.reading() as connection:
        office_id = office.office_id
        return Facts(facts.cases(connection, office_id, *span, **who), facts.desks(connection, office_id, *span, **who))


def rows(office: Office) -> list[list[Any]]:
    """Every row of facts and sums."""
    with office.desk.reading() as connection:
        return [sorted(map(tuple, connection.execute(select(*table.__table__.columns)))) for table in TABLES]


def history(office: Office, first: date = FRIDAY, last: date = MONDAY, **of: Any) -> History:
    return History.of(office.desk, office.desk.office(office.office_id), first, last, **of)


def test_only_days_that_are_over_have_rows(lived_in: Office) -> None:
    assert renew_facts(lived_in.desk, lived_in.office_id) == 2

    with lived_in.desk.reading() as connection:
        assert [*connection.execute(select(FactsRead.business_date)).scalars()] == [FRIDAY, MONDAY]


def test_rows_say_what_the_log_says_of_all_and_of_one_officer(lived_in: Office) -> None:
    by_log, wati = read(lived_in), lived_in.officers["wati"]
    renew_facts(lived_in.desk, lived_in.office_id)

    assert read(lived_in) == by_log == told(lived_in)
    assert len(by_log.cases) == 11
    assert read(lived_in, officer_id=wati).cases == [each for each in by_log.cases if each.officer_id == wati]


def test_a_second_renewal_finds_nothing_to_write(lived_in: Office) -> None:
    renew_facts(lived_in.desk, lived_in.office_id)
    before = rows(lived_in)

    assert (renew_facts(lived_in.desk, lived_in.office_id), rows(lived_in)) == (0, before)


def test_a_mark_of_later_renews_its_day_and_no_other(lived_in: Office) -> None:
    renew_facts(lived_in.desk, lived_in.office_id)
    doubt_first_leg(lived_in)
    before_it_is_written = history(lived_in).figures.inaccurate

    assert renew_facts(lived_in.desk, lived_in.office_id) == 1
    assert history(lived_in).figures.inaccurate == before_it_is_written
    assert read(lived_in) == told(lived_in)
    assert [each.ticket_id for each in read(lived_in).cases if "supervisor" in each.doubts] == [1]


def test_visits_of_another_system_renew_their_days(lived_in: Office) -> None:
    renew_facts(lived_in.desk, lived_in.office_id)
    take_over(lived_in, FRIDAY, date(2020, 1, 6))

    assert renew_facts(lived_in.desk, lived_in.office_id) == 2
    assert read(lived_in) == told(lived_in)
    assert [history(lived_in, day, day).figures.arrived for day in (FRIDAY, date(2020, 1, 6))] == [6, 1]


def test_sums_of_a_month_follow_its_days(lived_in: Office) -> None:
    lived_in.clock.set_local("2026-12-01 08:00:00")
    renew_facts(lived_in.desk, lived_in.office_id)
    require_sums(lived_in)
    doubt_first_leg(lived_in)
    renew_facts(lived_in.desk, lived_in.office_id)

    require_sums(lived_in)


def require_sums(office: Office) -> None:
    """The month's rows are those of the log's own facts of all its days."""
    by_log = told(office)
    with office.desk.reading() as connection:
        asked = select(Rollup.service_id, Rollup.hour, Rollup.counter_id, Rollup.counts)
        kept = connection.execute(asked.where(Rollup.grain == Grain.MONTH, Rollup.first_day == date(2026, 11, 1)))
        assert {Cell(*row[:3]): row[3] for row in kept} == rollup_of(by_log.cases, by_log.desks)


def test_whoever_was_slower_leaves_what_the_faster_wrote(lived_in: Office) -> None:
    with lived_in.desk.reading() as connection:
        slow = facts.written(connection, lived_in.office_id, FRIDAY)
    doubt_first_leg(lived_in)
    renew_facts(lived_in.desk, lived_in.office_id)
    before = rows(lived_in)

    with lived_in.desk.transaction(lived_in.office_id) as work:
        is_written = facts.keep(work.connection, lived_in.office_id, slow)

    assert (is_written, rows(lived_in)) == (False, before)


def test_a_page_waits_for_the_last_days_only(lived_in: Office) -> None:
    assert renew_facts(lived_in.desk, lived_in.office_id, most=1) == 1

    with lived_in.desk.reading() as connection:
        assert [*connection.execute(select(FactsRead.business_date)).scalars()] == [MONDAY]


def test_what_was_rebuilt_from_nothing_is_what_was_written_day_by_day(lived_in: Office) -> None:
    take_over(lived_in, date(2020, 1, 6))
    renew_facts(lived_in.desk, lived_in.office_id)
    before = rows(lived_in)
    tables = ("rollup", "case_fact", "desk_fact", "facts_read")
    forge(lived_in, *(f"DELETE FROM {table}" for table in tables))

    assert renew_facts(lived_in.desk, lived_in.office_id) == 3
    assert numbered_alike(rows(lived_in)) == numbered_alike(before)


def numbered_alike(found: list[list[Any]]) -> list[list[Any]]:
    """Without how far the log had been read, in what was read of days."""
    return [[(*row[:2], *row[3:]) for row in found[0]], *found[1:]]


def test_a_rebuild_writes_over_what_was_changed_and_removes_what_was_forged(lived_in: Office) -> None:
    renew_facts(lived_in.desk, lived_in.office_id)
    before = rows(lived_in)
    forge(
        lived_in,
        "UPDATE rollup SET counts = (SELECT counts FROM rollup WHERE hour = 8 LIMIT 1)",
        "INSERT INTO case_fact SELECT office_id, '2026-11-21', officer_id, packed FROM case_fact"
        " WHERE business_date = '2026-11-20'",
        "INSERT INTO rollup SELECT office_id, 'month', hour, '2026-10-01', counter_id, service_id, counts FROM rollup"
        " WHERE first_day = '2026-11-20'",
    )

    assert rebuild_facts(lived_in.desk, lived_in.office_id) == 2
    assert rows(lived_in) == before


def test_a_day_with_a_broken_event_is_left_out_and_told(lived_in: Office, caplog: pytest.LogCaptureFixture) -> None:
    forge(lived_in, "UPDATE event SET data = '{}' WHERE seq = :F + 3")

    assert renew_facts(lived_in.desk, lived_in.office_id) == 1
    assert [each.getMessage().partition(":")[0] for each in caplog.records] == [
        "the facts of 2026-11-20 were not written"
    ]


def doubt_first_leg(office: Office) -> None:
    with office.desk.transaction(office.office_id) as work:
        work.record(TimeMarked(leg_id=1, ticket_id=1, why="supervisor", officer_id=office.officers["tini"]))


def take_over(office: Office, *days: date) -> None:
    """One visit of another system on each of these days."""
    with office.desk.transaction(office.office_id) as work:
        for number, day in enumerate(days, start=1):
            work.record(
                HistoryVisit(
                    source="f" * 64, number=number, row=number, business_date=day.isoformat(), service_id=1,
                    officer_id=None, is_priority=False, arrived_at=f"{day}T08:00:00+07:00",
                    called_at=f"{day}T08:10:00+07:00", ended_at=f"{day}T08:15:00+07:00", end="done",
                )
            )  # fmt: skip
