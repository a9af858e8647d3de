"""The measuring of a whole city, so small that it is only seen to work."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from tests.benchmarks.city import City, measured
from tests.benchmarks.place import Place

SMALL = City(offices=3, counters=4, acting=2, tickets=60, pages=12, displays=6)
NOTHING_WRONG = {"behind": 0, "cut": 0, "twice": 0, "gaps": 0, "broken": 0}


@pytest.mark.timeout(300)
@pytest.mark.slow("starts PostgreSQL, Redis, nginx and two workers, which nothing else drives together")
def test_a_small_city_has_no_number_twice_no_gap_and_no_display_behind(tmp_path: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as clients:
        rows = measured(Place(tmp_path, is_quick=True, clients=clients), SMALL)

    figures = {name: value for row in rows for name, value in row.figures.items()}
    assert rows[0].name == "city of 3 offices, 2 workers: 60 numbers, each served"
    assert {name: figures[name] for name in NOTHING_WRONG} == NOTHING_WRONG
