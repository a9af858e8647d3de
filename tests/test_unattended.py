"""Work that goes on by itself, whatever failed once."""

from __future__ import annotations

import threading

import pytest

from queue_app.unattended import Unattended
from tests.servers.waiting import PATIENCE_S


class Counted:
    """A look that counts, and tells once it came so often."""

    def __init__(self, until: int, answer_s: float | None = 0.0) -> None:
        self.count, self._until, self._answer_s = 0, until, answer_s
        self.reached = threading.Event()

    def __call__(self) -> float | None:
        self.count += 1
        if self.count >= self._until:
            self.reached.set()
        return self._answer_s


def test_it_looks_again_after_what_the_look_asks_for() -> None:
    look = Counted(3)
    loop = Unattended(look, name="test", every_s=3600, fault="failed")

    loop.start()

    assert look.reached.wait(PATIENCE_S)
    loop.stop()


def test_a_look_that_fails_is_logged_and_followed_by_the_next(caplog: pytest.LogCaptureFixture) -> None:
    look = Counted(2)

    def fails() -> None:
        look()
        raise ValueError

    loop = Unattended(fails, name="test", every_s=0.01, fault="could not look")
    loop.start()

    assert look.reached.wait(PATIENCE_S)
    loop.stop()
    assert "could not look" in caplog.text


def test_who_wakes_it_does_not_wait_for_its_time() -> None:
    look = Counted(1, answer_s=None)
    loop = Unattended(look, name="test", every_s=3600, is_at_once=False, fault="failed")
    loop.start()

    loop.wake()

    assert look.reached.wait(PATIENCE_S)
    loop.stop()


def test_it_ends_when_told_and_may_be_ended_before_it_began() -> None:
    look = Counted(1, answer_s=None)
    loop = Unattended(look, name="test", every_s=3600, fault="failed")
    Unattended(look, name="other", every_s=1, fault="failed").stop()
    loop.start()
    look.reached.wait(PATIENCE_S)

    loop.stop()

    assert loop.rest(0) is True
    assert look.count == 1
