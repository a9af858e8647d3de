"""The receiver of docs/hooks.md, run as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from queue_app.domain.office.hooks import signing
from queue_app.domain.office.hooks.kinds import KINDS
from queue_app.live.hook_post import Poster
from tests.servers.ports import free_port, is_listening
from tests.servers.waiting import becomes_true

PAGE = (Path(__file__).parents[2] / "docs" / "hooks.md").read_text(encoding="utf-8")
NOW = 1_900_000_000
BODY = b'{"version":1,"type":"ticket.called","timestamp":"","data":{"office":"uji","ticket":{"number":"A001"}}}'


@contextmanager
def running(secret: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    code = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0].replace("time.time()", str(NOW))
    port = free_port()
    command, env = [sys.executable, "-c", code, str(port)], {**os.environ, "SECRET": secret}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env) as program:
        try:
            assert becomes_true(lambda: is_listening(port))
            yield port, program
        finally:
            program.kill()


@pytest.mark.slow("a program of its own")
def test_it_takes_what_is_signed_once_and_refuses_what_is_not() -> None:
    mine, other = (signing.written(each * 32) for each in (b"a", b"b"))
    with running(mine) as (port, program):
        poster = Poster(allow_private=True)
        answers = [
            poster.send(f"http://127.0.0.1:{port}/", signing.headers([secret], "uji:7", at, BODY), BODY).status
            for secret, at in ((other, NOW), (mine, NOW - 3600), (mine, NOW), (mine, NOW))
        ]
        program.kill()
        printed = program.communicate()[0]

    assert (answers, printed) == ([401, 204, 204, 204], "ticket.called {'number': 'A001'}\n")


def test_the_page_tells_every_kind() -> None:
    assert [kind for kind in KINDS if f"`{kind}`" not in PAGE] == []
