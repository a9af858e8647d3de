"""Work on bytes that somebody sent, in a process of its own with limits of memory and time.

What a parser does with a hostile file nobody knows beforehand. Here it ends that process, and the queue goes on:

    plan = apart.done(Work("queue_app.domain.office.plan_file", "read"), text, today=today)

Not by `desk.offload`: under gevent a child process is waited for by the event loop itself, and only there.
"""

from __future__ import annotations

import logging
import os
import pickle  # between two processes of this program
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import astuple, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)

MB = 1_000_000
ABOVE = Path(__file__).resolve().parents[1]  # where this package is found by its name
AT_ONCE = threading.BoundedSemaphore(2)
WAIT_S = 30  # for a turn
NICENESS = 5  # behind the calls of the waiting room


class Exhausted(Exception):
    """The work wanted more memory or time than it may have, or its process ended."""


@dataclass(frozen=True, slots=True)
class Work:
    """A function of a module, and what it may take."""

    module: str
    function: str
    memory_mb: int = 512
    seconds: int = 10  # of the processor; on the clock three times as many


def done(work: Work, *values: object, **named: object) -> Any:
    """What the function answers, or raises: values and answers are whatever pickle takes. Raises Exhausted."""
    if not AT_ONCE.acquire(timeout=WAIT_S):
        raise Exhausted
    try:
        child = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable, "-m", "queue_app.apart", *map(str, astuple(work))],
            input=pickle.dumps((values, named)), capture_output=True, timeout=work.seconds * 3, check=False, cwd=ABOVE,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError) as exc:
        logger.warning("%s was given up: %s", work.function, exc)
        raise Exhausted from exc
    finally:
        AT_ONCE.release()
    if child.returncode or not child.stdout:
        logger.warning("%s ended with %s: %s", work.function, child.returncode, child.stderr.decode()[-400:])
        raise Exhausted
    is_answer, found = pickle.loads(child.stdout)  # noqa: S301 - written by `_answer` below
    if is_answer:
        return found
    raise found


def _limit(memory_mb: int, seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none: there the clock alone ends the work
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory_mb * MB), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # a lower one is set already
            resource.setrlimit(kind, (most, most))
    os.nice(NICENESS)


def _answer(module: str, function: str, memory_mb: str, seconds: str) -> int:
    from queue_app.domain.log.errors import QueueError  # noqa: PLC0415 - the work's own, not of whoever asks for it

    given = sys.stdin.buffer.read()
    _limit(int(memory_mb), int(seconds))
    values, named = pickle.loads(given)  # noqa: S301 - written by `done` above
    try:
        found = True, getattr(import_module(module), function)(*values, **named)
    except QueueError as refusal:
        found = False, refusal
    sys.stdout.buffer.write(pickle.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(_answer(*sys.argv[1:]))
