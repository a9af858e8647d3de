"""A request that was undone is asked again within, from its beginning; what was done is not."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from werkzeug.test import Client, TestResponse

from queue_app.store import patience
from queue_app.web.frame import repeated
from queue_app.web.frame.repeated import MOST, UNDONE

LONG_S = 60.0


class Undone:
    """A program that fails so often, then echoes what it was sent."""

    def __init__(self, times: int, *, writes: bool = False) -> None:
        self.bodies: list[bytes] = []
        self.closed = 0
        self._times, self._writes = times, writes

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        self.bodies.append(environ["wsgi.input"].read())
        if self._writes:
            patience.wrote()
        if len(self.bodies) <= self._times:
            environ[UNDONE] = True
            start_response("503 Service Unavailable", [("Retry-After", "1")])
            return self._closing()
        start_response("201 Created", [])
        return [self.bodies[-1]]

    def _closing(self) -> Iterable[bytes]:
        program = self

        class Chunks(io.BytesIO):
            def close(self) -> None:
                program.closed += 1
                super().close()

        return Chunks(b"away")


def posted(program: Undone, *, away_s: float = LONG_S, **sent: Any) -> TestResponse:
    sent.setdefault("data", b"a press")
    return Client(repeated.before(program, away_s)).post("/kiosk/uji/tickets", **sent)


def test_what_was_undone_is_asked_again_with_its_body_and_answered_once() -> None:
    program = Undone(2)

    answer = posted(program)

    assert (answer.status_code, answer.text) == (201, "a press")
    assert (program.bodies, program.closed) == ([b"a press"] * 3, 2)


def test_a_request_that_has_written_is_not_asked_again() -> None:
    program = Undone(1, writes=True)

    assert posted(program).status_code == 503
    assert len(program.bodies) == 1


def test_after_its_time_it_is_told_to_come_again() -> None:
    answer = posted(Undone(1_000_000), away_s=0.2)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")


def test_a_body_that_is_too_large_to_keep_is_read_once() -> None:
    program = Undone(1)

    assert posted(program, data=b"x" * (MOST + 1)).status_code == 503
    assert [len(each) for each in program.bodies] == [MOST + 1]


def test_with_a_database_in_a_file_nothing_stands_before_the_program() -> None:
    program = Undone(0)

    assert repeated.before(program, 0) is program
