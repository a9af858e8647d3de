"""Rollups: what is counted in which cell, merged in any order, and equal to a recount of the cases themselves."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queue_app.domain.evidence.counted import Counted
from queue_app.domain.evidence.facts import CaseFact, End
from queue_app.domain.evidence.rollups import WIDTH, Cell, Measure, merge, pack, rollup_of, total, unpack
from queue_app.screens.history import Figures, figures
from tests.facts import MONDAY, chance_case, make_case, make_desk, p90, recounted_shares, recounted_times

ROWS = st.dictionaries(st.integers(0, WIDTH - 1), st.integers(1, 10**6), max_size=10).map(pack)


def counted(cases: list[CaseFact], cell: Cell = Cell()) -> Counted:  # noqa: B008 - it cannot change
    return Counted.in_rows([rollup_of(cases, [])[cell]])


def require_equal(found: Figures, cases: list[CaseFact]) -> None:
    """Every share and time of the figures is what going through the cases tells."""
    shares, times = recounted_shares(cases), recounted_times(cases)
    assert {name: (each.count, each.of) for name in shares if (each := getattr(found, name))} == shares
    for name, ordered in times.items():
        told = getattr(found, name)
        assert told.n == len(ordered)
        if told.median_s is not None:
            assert told.median_s == pytest.approx(ordered[len(ordered) // 2], rel=0.05)
            assert told.p90_s == pytest.approx(p90(ordered), rel=0.01)


def test_the_figures_of_a_thousand_cases_are_those_of_a_recount() -> None:
    cases = [chance_case(Random(seed)) for seed in range(1000)]

    require_equal(figures(counted(cases)), cases)


@pytest.mark.parametrize(
    "cell",
    [
        Cell(service_id=2), Cell(hour=9), Cell(counter_id=3), Cell(2, 9), Cell(2, -1, 3), Cell(0, 9, 3), Cell(2, 9, 3),
    ],
)  # fmt: skip
def test_each_cell_counts_the_cases_of_its_service_hour_and_counter(cell: Cell) -> None:
    cases = [chance_case(Random(seed)) for seed in range(2000)]
    own = [
        each for each in cases
        if cell.service_id in {0, each.service_id} and cell.counter_id in {0, each.counter_id}
        and (cell.hour == -1 or (each.end is not End.PAPER and cell.hour == each.arrived_min // 60))
    ]  # fmt: skip

    assert len(own) > 10
    require_equal(figures(counted(cases, cell)), own)


@settings(max_examples=30)
@given(st.lists(ROWS, min_size=3, max_size=4))
def test_rows_merge_in_any_order_and_grouping(rows: list[bytes]) -> None:
    first, *others = rows

    assert merge([merge(others), first]) == merge(rows) == merge([*reversed(rows)])
    assert total([merge(rows)]).tolist() == total(rows).tolist()


def test_the_sum_of_two_days_is_the_rollup_of_both() -> None:
    days = [[chance_case(Random(seed), business_date=MONDAY + timedelta(days=n)) for seed in range(50)] for n in (0, 1)]
    of_both = rollup_of([*days[0], *days[1]], [])
    apart = [rollup_of(day, []) for day in days]

    assert {cell: merge(each[cell] for each in apart if cell in each) for cell in of_both} == of_both


def test_a_return_is_counted_nowhere() -> None:
    assert figures(counted([make_case(), make_case(is_return=True)])).arrived == 1


def test_what_was_entered_from_paper_came_at_no_hour() -> None:
    cells = rollup_of([make_case(end=End.PAPER, arrived_min=0, counter_id=None, wait_s=None, service_s=None)], [])

    assert list(cells) == [Cell(), Cell(service_id=1)]
    assert sum(Counted.in_rows([cells[Cell()]]).by_place(Measure.ARRIVALS)) == 0


def test_arrivals_and_calls_stand_in_their_half_hour_of_the_week() -> None:
    found = counted([make_case(business_date=MONDAY + timedelta(days=6), arrived_min=1425, wait_s=1200.0)])

    places = [
        [place for place, count in enumerate(found.by_place(each)) if count]
        for each in (Measure.ARRIVALS, Measure.LOAD)
    ]
    assert places == [[6 * 48 + 47], [0]]  # called behind midnight: on Monday


def test_minutes_of_open_counters_are_of_the_office_and_of_the_counter() -> None:
    desks = [make_desk(opened_min=475, closed_min=545), make_desk(counter_id=2, opened_min=480, closed_min=510)]
    cells = rollup_of([], desks)

    opened = {
        cell.counter_id: {
            place: count for place, count in enumerate(Counted.in_rows([row]).by_place(Measure.OPEN)) if count
        }
        for cell, row in cells.items()
    }
    assert opened == {0: {15: 5, 16: 60, 17: 30, 18: 5}, 1: {15: 5, 16: 30, 17: 30, 18: 5}, 2: {16: 30}}


def test_a_date_counts_once_for_its_weekday() -> None:
    assert counted([make_case(), make_case(), make_case(is_return=True)]).by_place(Measure.DAYS) == [
        1,
        0,
        0,
        0,
        0,
        0,
        0,
    ]


def test_of_fewer_than_ten_only_their_number_is_said() -> None:
    few, enough = (figures(counted([make_case()] * n)) for n in (9, 10))

    assert (few.service.n, few.service.median_s, few.within.pct) == (9, None, None)
    assert (enough.service.n, enough.within.pct) == (10, 100)
    assert enough.service.median_s == pytest.approx(400, rel=0.01)


def test_a_row_is_what_was_packed() -> None:
    assert unpack(pack({3804: 4_000_000_000, 0: 1, 7: 0})) == {0: 1, 3804: 4_000_000_000}
