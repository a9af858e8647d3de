"""When an office is usually quiet."""

from __future__ import annotations

from queue_app.domain.citizen.usual import Hour, Level, Usual, usual
from queue_app.domain.evidence import buckets
from queue_app.domain.evidence.rollups import PLACES, Measure, pack

MONDAY_8, MONDAY_10, TUESDAY_8 = Hour(0, 8), Hour(0, 10), Hour(1, 8)


def row(minutes: float, n: int = 10) -> bytes:
    """Of an hour in which so many waited so long; services and walks are counted in it, too."""
    wait = PLACES[Measure.WAIT].start + buckets.bucket(minutes * 60)
    return pack({wait: n, PLACES[Measure.WALK].start: 99, PLACES[Measure.ARRIVED].start: 99})


def levels(found: Usual) -> dict[Hour, Level]:
    return {hour: wait.level for hour, wait in found.waits.items()}


def test_an_hour_is_told_by_the_wait_of_half_of_its_people_on_all_such_days() -> None:
    found = usual([(MONDAY_8, row(10, 6)), (MONDAY_8, row(30, 5)), (MONDAY_8, row(30, 9))])

    assert (found.waits[MONDAY_8].n, round(found.waits[MONDAY_8].median_s / 60)) == (20, 30)


def test_of_fewer_than_ten_people_nothing_is_told() -> None:
    found = usual([(MONDAY_8, row(10, 9)), (TUESDAY_8, row(10, 10))])

    assert (list(found.waits), found.n, found.weekdays, list(found.hours)) == ([TUESDAY_8], 19, [1], [8])


def test_quiet_and_busy_are_said_beside_the_offices_own_usual_wait() -> None:
    found = usual([(MONDAY_8, row(40)), (MONDAY_10, row(20)), (TUESDAY_8, row(10))])

    assert levels(found) == {MONDAY_8: Level.BUSY, MONDAY_10: Level.MODERATE, TUESDAY_8: Level.QUIET}
    assert found.extremes() == (TUESDAY_8, MONDAY_8)


def test_a_wait_of_a_few_minutes_is_quiet_however_short_the_others_are() -> None:
    found = usual([(MONDAY_8, row(4)), (MONDAY_10, row(1))])

    assert set(levels(found).values()) == {Level.QUIET}


def test_where_all_hours_are_alike_none_is_called_the_best() -> None:
    assert usual([(MONDAY_8, row(20)), (TUESDAY_8, row(21))]).extremes() is None


def test_between_the_first_hour_and_the_last_none_is_left_out() -> None:
    found = usual([(MONDAY_8, row(9)), (MONDAY_10, row(9)), (Hour(0, 3), row(9, 2))])

    assert list(found.hours) == [8, 9, 10]


def test_an_office_without_a_past_tells_nothing() -> None:
    found = usual([])

    assert (found.waits, found.n, found.weekdays, list(found.hours), found.extremes()) == ({}, 0, [], [], None)
