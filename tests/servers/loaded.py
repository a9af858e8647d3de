"""Programs of ours in an interpreter that has loaded their modules already: a start costs a fork, not their imports.

`python -m tests.servers.loaded patched MODULE ...` loads the modules, then forks a child for each line that asks for
one. A child runs as `python -m` or `python -c` would: with its own arguments, environment, folder and log.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import io
import json
import os
import runpy
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).parents[2]
PR_SET_PDEATHSIG = 1
PATCHED = "patched"
WRITTEN = os.O_WRONLY | os.O_CREAT | os.O_APPEND
POLL_S = 0.01
_running: list[Loaded] = []


class Child(Protocol):
    """As much of subprocess.Popen as a Program needs."""

    pid: int

    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def send_signal(self, sig: int) -> None: ...
    def kill(self) -> None: ...


class Loaded:
    """An interpreter with these modules. is_patched: for gevent, before anything was loaded."""

    def __init__(
        self, modules: Sequence[str], *, is_patched: bool, guard: Sequence[str], preload: Path | None = None
    ) -> None:
        """guard: the words before the command that let it die with this process. preload: a library before libc."""
        words = [PATCHED if is_patched else "plain", *modules]
        self._begin = partial(
            subprocess.Popen[str], [*guard, sys.executable, "-m", "tests.servers.loaded", *words],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **({"LD_PRELOAD": str(preload)} if preload else {})},
        )  # fmt: skip
        self._process = self._begin()
        self._turn = threading.Lock()
        _running.append(self)

    def start(
        self,
        arguments: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str],
        cwd: Path | None,
        errors: Path | None = None,
    ) -> Child:
        """Runs `python *arguments` in a child, which begins with "-m" or "-c". errors: for its stderr, else the log."""
        said = {
            "arguments": [*arguments], "log": str(log.absolute()), "errors": str((errors or log).absolute()),
            "env": {**env}, "cwd": str(cwd or Path.cwd()),
        }  # fmt: skip
        return Forked(self, self.ask("start", said))

    def ask(self, what: str, said: object) -> Any:
        with self._turn:
            if self._process.poll() is not None:
                self._process = self._begin()
            try:
                return self._asked(json.dumps([what, said]))
            except BaseException:  # a test whose time is up: what is answered now would be taken for the next answer
                self.end()
                raise

    def _asked(self, line: str) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        """With it end the children that still run."""
        self._process.kill()
        self._process.communicate()


class Forked:
    """A child of a Loaded."""

    def __init__(self, parent: Loaded, pid: int) -> None:
        self.pid = pid
        self._parent = parent
        self._status: int | None = None

    def poll(self) -> int | None:
        if self._status is None:
            self._status = self._parent.ask("poll", self.pid)
        return self._status

    def wait(self, timeout: float | None = None) -> int:
        deadline = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            if deadline is not None and timeout is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(POLL_S)
        return status

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


@atexit.register
def _end_all() -> None:
    for each in _running:
        each.end()


# The other process.


def main(kind: str, *modules: str) -> None:
    """Forks until its input ends."""
    fork: Callable[[], int] = os.fork
    if kind == PATCHED:
        from gevent import monkey  # noqa: PLC0415 - before everything else, and only here

        monkey.patch_all()
        fork = import_module("gevent.os").fork_gevent
    for name in modules:
        import_module(name)
    gc.collect()
    gc.freeze()  # what was loaded is shared with every child, and not looked through again
    for line in sys.stdin.buffer:
        what, said = json.loads(line)
        answer = _status(said) if what == "poll" else fork()
        if what == "start" and answer == 0:
            _become(**said)
            return
        os.write(1, json.dumps(answer).encode() + b"\n")


def _status(pid: int) -> int | None:
    """The child's exit code, a signal's number below zero; None while it runs. A former process killed its own."""
    try:
        found, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return -signal.SIGKILL
    return os.waitstatus_to_exitcode(status) if found else None


def _become(arguments: list[str], log: str, errors: str, env: dict[str, str], cwd: str) -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    for place, (file, mode) in enumerate(((os.devnull, os.O_RDONLY), (log, WRITTEN), (errors, WRITTEN))):
        opened = os.open(file, mode, 0o644)
        os.dup2(opened, place)
        os.close(opened)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # as PYTHONUNBUFFERED would
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    kind, what, *rest = arguments
    sys.argv = [what if kind == "-m" else kind, *rest]
    if kind == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(what, {"__name__": "__main__"})  # as python -c


if __name__ == "__main__":
    main(*sys.argv[1:])
