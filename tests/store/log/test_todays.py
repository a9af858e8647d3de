"""The log of a day that goes on: read once, then only what has happened since."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.log.events import HistoryVisit
from queue_app.domain.queue.timeline import Recorded
from queue_app.store.log import days, reading
from queue_app.store.log.todays import TodaysLog
from tests.offices import Office
from tests.questions import questions
from tests.store.log.test_reading import forge

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)


def told(todays: TodaysLog, office: Office, day: date = MONDAY) -> list[Recorded]:
    with office.desk.reading() as connection:
        return list(todays.of(connection, office.office_id, day))


def whole(office: Office, day: date = MONDAY) -> list[Recorded]:
    with office.desk.reading() as connection:
        return list(days.recorded_of(connection, office.office_id, day, day))


def test_each_asking_tells_what_has_happened_until_then(office: Office) -> None:
    todays = TodaysLog()
    office.open_counter()
    for _ in range(3):
        office.issue()
        office.served()
        assert told(todays, office) == whole(office)


def test_another_day_is_read_anew(office: Office) -> None:
    todays = TodaysLog()
    office.issue()
    told(todays, office)
    office.clock.tick(days=1)
    office.issue()

    assert told(todays, office, TUESDAY)[-1:] == whole(office, TUESDAY)[-1:]
    assert told(todays, office) == whole(office)


def test_visits_of_another_system_do_not_burden_the_day_on_which_they_come(office: Office) -> None:
    todays = TodaysLog()
    office.issue()
    before = told(todays, office)
    visit = HistoryVisit("f" * 64, 1, 2, "2026-11-02", 1, None, False, "2026-11-02T01:00:00+00:00", None, None, "done")

    with office.desk.transaction(office.office_id) as work:
        work.record(visit)
        work.record(replace(visit, number=2, business_date=MONDAY.isoformat()))

    assert [each.event for each in told(todays, office)[len(before) :]] == [
        replace(visit, number=2, business_date=MONDAY.isoformat())
    ]


def test_nothing_that_was_read_is_read_again(office: Office) -> None:
    todays = TodaysLog()
    for _ in range(3):
        office.issue()
    told(todays, office)
    office.issue()

    with office.desk.reading() as connection:
        before = reading.head(connection, office.office_id)
        with questions() as asked:
            todays.of(connection, office.office_id, MONDAY)
            first = len(asked)
            todays.of(connection, office.office_id, MONDAY)

    assert (first, len(asked) - first) == (3, 1)  # the head, what is behind what was kept, and the head once more
    assert [each for each in asked[1][1] if isinstance(each, int)][:3] == [office.office_id, before.seq, before.seq]


def test_who_sees_an_older_state_is_told_that_one(office: Office) -> None:
    todays = TodaysLog()
    office.issue()
    with office.desk.reading() as older:
        before = list(todays.of(older, office.office_id, MONDAY))
        office.issue()
        assert len(told(todays, office)) == len(before) + 1

        assert list(todays.of(older, office.office_id, MONDAY)) == before


def test_many_who_ask_while_it_goes_on_are_each_told_right(office: Office) -> None:
    todays = TodaysLog()

    def ask(_number: int) -> bool:
        with office.desk.reading() as connection:
            return list(todays.of(connection, office.office_id, MONDAY)) == list(
                days.recorded_of(connection, office.office_id, MONDAY, MONDAY)
            )

    with ThreadPoolExecutor(4) as crowd:
        answers = crowd.map(ask, range(40))
        for _ in range(20):
            office.issue()

    assert set(answers) == {True}


def test_a_log_that_does_not_go_on_from_what_was_read_is_broken_once_and_then_read_anew(
    unchecked_office: Office,
) -> None:
    todays, office = TodaysLog(), unchecked_office
    office.issue()
    told(todays, office)
    forge(office, "DELETE FROM event", "UPDATE chain_head SET seq = 0, hash = '" + "0" * 64 + "'")
    for _ in range(office.founded + 2):
        office.issue()

    with pytest.raises(BrokenLog):
        told(todays, office)
    assert told(todays, office) == whole(office)
