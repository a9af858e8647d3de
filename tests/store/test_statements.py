"""What is asked of the database is waited for by whoever asked, and by nobody else."""

from __future__ import annotations

import itertools
import threading

from queue_app.store.statements import Asked


def test_an_answer_is_waited_for_once() -> None:
    waits = itertools.count(1)
    asked = Asked(lambda: next(waits))

    assert (asked.answer, asked.answer, asked.then(lambda count: count + 1).answer) == (1, 1, 2)


def test_who_waits_for_an_answer_keeps_nobody_else_from_one() -> None:
    """Regression: with functools.cached_property of Python 3.11 one slow database stopped every other answer."""
    is_waiting, may_end = threading.Event(), threading.Event()

    def slow() -> bool:
        is_waiting.set()
        return may_end.wait(10)

    asked = Asked(slow)
    thread = threading.Thread(target=lambda: asked.answer)
    thread.start()
    is_waiting.wait()
    quick: list[int] = []
    other = threading.Thread(target=lambda: quick.append(Asked(lambda: 7).answer))
    other.start()
    other.join(5)
    may_end.set()
    thread.join()

    assert quick == [7]
