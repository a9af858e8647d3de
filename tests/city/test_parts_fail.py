"""Each part of a city fails while a crowd presses and calls: nothing lost, nothing double, and nobody is told a fault
that could be waited for.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.city.crowd import busy
from tests.city.running import City, assert_nothing_lost_nothing_double, catches_up, running_city
from tests.servers.waiting import becomes_true
from tests.store.test_cut_off import CUT_EVERYBODY

FEW, MORE = 15, 25  # presses before and after
ROUNDS = 8  # of the long one
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    with running_city(tmp_path_factory.mktemp("city")) as running:
        yield running


def worker_killed(city: City) -> None:
    city.workers[0].kill9()
    city.workers[0].start()


def redis_restarted(city: City) -> None:
    city.redis.kill()
    city.redis.start()


def postgres_restarted(city: City) -> None:
    city.postgres.stop()
    city.postgres.start()


def postgres_crashed(city: City) -> None:
    city.postgres.stop(signal.SIGQUIT)
    city.postgres.start()


def connections_ended(city: City) -> None:
    with psycopg.connect(city.database_url.replace("+psycopg", "")) as other:
        other.execute(CUT_EVERYBODY)


FAILURES: list[Callable[[City], None]] = [redis_restarted, postgres_restarted, postgres_crashed, connections_ended]


@pytest.mark.slow("a crowd presses before and after")
@pytest.mark.parametrize("fails", FAILURES)
def test_nothing_is_lost_and_nobody_is_told_a_fault(city: City, fails: Callable[[City], None]) -> None:
    with busy(city.crowd(fails.__name__)) as crowd:
        assert becomes_true(crowd.answers(FEW))
        fails(city)
        assert becomes_true(crowd.answers(MORE))
        assert catches_up(crowd, city.database_url)

    assert (dict(crowd.faults), crowd.unanswered) == ({}, 0)
    assert_nothing_lost_nothing_double(crowd, city.database_url)


@pytest.mark.slow("a worker starts anew")
def test_a_killed_worker_costs_a_press_its_answer_at_most(city: City) -> None:
    with busy(city.crowd("killed")) as crowd:
        assert becomes_true(crowd.answers(FEW))
        joins = crowd.joins
        for worker in city.workers:
            worker.kill9()
            assert becomes_true(crowd.answers(MORE))
            worker.start()
            # A press that found this one away, and is at the other one still, has nowhere to go if that is killed too.
            assert becomes_true(crowd.answers(MORE))
        assert becomes_true(lambda: crowd.joins > joins)  # the display was at one of them
        assert catches_up(crowd, city.database_url)

    of_counters = {path for path, _status in crowd.faults}
    assert {path for path in of_counters if path.startswith("/kiosk/")} == set()  # the press went on to the other one
    assert_nothing_lost_nothing_double(crowd, city.database_url)


@pytest.mark.slow("a worker ends and starts")
def test_a_worker_that_is_told_to_stop_costs_nobody_anything(city: City) -> None:
    with busy(city.crowd("stopped")) as crowd:
        assert becomes_true(crowd.answers(FEW))
        for worker in city.workers:
            assert worker.stop() == 0
            assert becomes_true(crowd.answers(MORE))
            worker.start()
        assert catches_up(crowd, city.database_url)

    assert (dict(crowd.faults), crowd.unanswered) == ({}, 0)
    assert_nothing_lost_nothing_double(crowd, city.database_url)


@pytest.mark.slow("a second PostgreSQL follows the first")
def test_a_failover_to_the_standby_loses_nothing(tmp_path: Path) -> None:
    with running_city(tmp_path, has_standby=True) as city, busy(city.crowd("failover")) as crowd:
        assert city.standby
        assert becomes_true(crowd.answers(FEW))
        city.postgres.kill()
        city.standby.execute("SELECT pg_promote()")
        assert becomes_true(crowd.answers(MORE))
        assert catches_up(crowd, city.database_url)
        crowd.end()
        assert_nothing_lost_nothing_double(crowd, city.database_url)

    assert (dict(crowd.faults), crowd.unanswered) == ({}, 0)


@pytest.mark.slow("PostgreSQL stays away longer than anybody waits")
def test_longer_than_it_waits_a_request_is_told_to_come_again(tmp_path: Path) -> None:
    with running_city(tmp_path, workers=1, away_s=0.5) as city, busy(city.crowd("long")) as crowd:
        assert becomes_true(crowd.answers(FEW))
        city.postgres.stop()
        assert becomes_true(lambda: crowd.faults["/kiosk/uji/tickets", 503] > 2)
        city.postgres.start()
        assert becomes_true(crowd.answers(MORE))
        assert catches_up(crowd, city.database_url)
        crowd.end()
        assert_nothing_lost_nothing_double(crowd, city.database_url)

    assert {status for _path, status in crowd.faults} == {503}


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_bad_day_on_which_everything_fails_again_and_again(city: City) -> None:
    with busy(city.crowd("bad-day")) as crowd:
        for _ in range(ROUNDS):
            for fails in [*FAILURES, worker_killed]:
                fails(city)
                assert becomes_true(crowd.answers(FEW))
        assert catches_up(crowd, city.database_url)

    assert [fault for fault in crowd.faults if fault[0].startswith("/kiosk/")] == []
    assert_nothing_lost_nothing_double(crowd, city.database_url)
