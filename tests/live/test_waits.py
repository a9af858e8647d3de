"""When rounds of promises are made, by a clock that the tests turn."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import update

from queue_app.actions.citizen import promises
from queue_app.live.waits import GAP_S, OTHERS_S, STEADY_S, Rounds
from queue_app.store.citizen.tables import WaitNow
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.offices import Office


class Worker:
    """Rounds of one worker: when each was made, in seconds, and which offices' screens were told."""

    def __init__(self, office: Office, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.office = office
        self.made: list[float] = []
        self.told: list[int] = []
        self.now_s = 0.0
        self.rounds = Rounds(desk, told=self.told.append, watch_s=1.0, seconds=lambda: self.now_s)
        own = promises.renew

        def renew(desk: Desk, office_id: int) -> object:
            if desk is self._desk:
                self.made.append(self.now_s)
            return own(desk, office_id)

        self._desk = desk
        monkeypatch.setattr(promises, "renew", renew)

    def look_for(self, seconds: int) -> None:
        """Looks once a second."""
        for _ in range(seconds):
            self.rounds.look()
            self.now_s += 1
            self.office.clock.tick(seconds=1)


@pytest.fixture
def worker(office: Office, monkeypatch: pytest.MonkeyPatch) -> Worker:
    return Worker(office, office.desk, monkeypatch)


def test_what_happens_is_followed_by_a_round_and_a_crowd_by_one_every_two_seconds(worker: Worker) -> None:
    worker.office.open_counter()
    for _ in range(6):
        worker.office.issue()
        worker.look_for(1)

    assert worker.made == [0, GAP_S, 2 * GAP_S]


def test_while_somebody_waits_time_alone_is_followed_too(worker: Worker) -> None:
    worker.office.open_counter()
    worker.office.issue()

    worker.look_for(round(2 * STEADY_S) + 1)

    assert worker.made == [0, STEADY_S, 2 * STEADY_S]


def test_where_nobody_waits_and_nothing_happens_there_is_no_round(worker: Worker) -> None:
    worker.look_for(1)

    worker.look_for(60)

    assert worker.made == [0]


def test_screens_are_told_once_of_what_they_show(worker: Worker) -> None:
    worker.office.open_counter()
    worker.office.issue()

    worker.look_for(3)

    assert worker.told == [worker.office.office_id]


def test_a_round_that_fails_leaves_the_last_one_and_is_tried_again_ever_later(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worker.office.open_counter()
    worker.office.issue()
    worker.look_for(2)
    worker.office.issue()
    with monkeypatch.context() as broken, caplog.at_level(logging.CRITICAL):
        broken.setattr(promises, "sight", lambda *_args, **_named: 1 / 0)
        worker.look_for(11)
    before = found(worker.office.desk, worker.office)

    worker.look_for(10)

    assert (before, worker.made) == ([1], [0, 2, 6, 14])
    assert found(worker.office.desk, worker.office) == [1, 2]


def test_last_promises_that_cannot_be_read_are_told_to_nobody_and_replaced(worker: Worker) -> None:
    worker.office.open_counter()
    worker.office.issue()
    worker.look_for(1)
    with worker.office.desk.beside() as connection:
        connection.execute(update(WaitNow).values(at=worker.office.clock(), data='{"of": "another release"}'))

    worker.look_for(5)

    assert (worker.made, found(worker.office.desk, worker.office)) == ([0, 1 + GAP_S + OTHERS_S], [1])


@contextmanager
def another_worker(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    database = Database(office.desk.database.url)
    try:
        yield Worker(office, Desk(database, clock=office.clock), monkeypatch)
    finally:
        database.close()


def found(desk: Desk, office: Office) -> list[int]:
    """Legs that are promised something, as this worker knows."""
    last = promises.last(desk, office.office_id)
    return list(last.waiting) if last else []


def test_another_worker_takes_up_what_one_promised_and_tells_its_screens(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_worker(worker.office, monkeypatch) as other:
        worker.office.open_counter()
        worker.office.issue()
        worker.look_for(1)

        other.rounds.look()

        assert (other.made, other.told) == ([], [worker.office.office_id])
        assert found(other._desk, worker.office) == found(worker.office.desk, worker.office) != []


def test_where_one_worker_has_gone_the_other_goes_on(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    with another_worker(worker.office, monkeypatch) as other:
        worker.office.open_counter()
        worker.look_for(1)
        other.rounds.look()
        worker.office.issue()

        other.look_for(round(GAP_S + OTHERS_S) + 1)

        assert other.made == [GAP_S + OTHERS_S - 1]
