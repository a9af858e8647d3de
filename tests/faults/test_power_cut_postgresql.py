"""`kill -9` of PostgreSQL itself while people press: what was answered is there, and the office goes on by itself."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.test_power_cut import Crowd, assert_whole, busy, kept
from tests.served import found, large_plan, names, server
from tests.servers.postgres import Postgres, running_postgres
from tests.servers.program import ProgramFailed
from tests.servers.waiting import becomes_true

OFFICERS = 3


def begins(postgres: Postgres) -> bool:
    """Whether it is up; those whom the killed one left behind must have ended first."""
    try:
        postgres.start()
    except ProgramFailed:
        return False
    return True


def kill_in_the_middle(postgres: Postgres, crowd: Crowd, url: str, chance: random.Random) -> None:
    """Kills it a few answers later; once it is back and the next one is answered, looks for those before."""
    enough = len(crowd.issued) + chance.randint(4, 40)
    assert becomes_true(lambda: len(crowd.issued) >= enough)
    postgres.kill()
    answered = dict(crowd.issued)
    assert becomes_true(lambda: begins(postgres))
    assert becomes_true(lambda: len(crowd.issued) > len(answered) + 4)
    found_now = kept(url)
    assert {key: found_now.get(key) for key in answered} == answered


@pytest.mark.timeout(600)
@pytest.mark.slow("PostgreSQL is killed under a crowd, and mends itself")
@pytest.mark.parametrize("kills", [1, pytest.param(20, marks=pytest.mark.long)])
def test_postgresql_that_is_killed_has_lost_nothing_that_was_answered(tmp_path: Path, kills: int) -> None:
    chance = random.Random(4)
    with running_postgres(is_durable=True) as postgres:
        url = postgres.create_database()
        found(url, large_plan(OFFICERS))
        with server(tmp_path, url) as running:
            crowd = Crowd(running.url, names(url))
            with busy(crowd) as threads:
                for _ in range(kills):
                    kill_in_the_middle(postgres, crowd, url, chance)

        assert [thread.name for thread in threads if thread.is_alive()] == []
        assert kept(url) == crowd.issued
        assert_whole(url)
