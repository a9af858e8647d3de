"""One real program as a child process: its output in a file, its end certain.

Three things end it: stop() or kill(), the end of this interpreter, and where util-linux is there also the sudden death
of this interpreter (the kernel sends the child a signal when the thread that started it dies: start from the main
thread, or from one that lives as long as the program shall).
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.loaded import Child, Loaded
from tests.servers.waiting import PATIENCE_S, becomes_true

_started: weakref.WeakSet[Program] = weakref.WeakSet()


class ProgramFailed(Exception):
    """A program did not come up, or ended too early; the message carries the end of its log."""


class Program:
    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        user: str | None = None,
        orphan_signal: str = "KILL",
        loaded: Loaded | None = None,
    ) -> None:
        """Prepare a program; nothing runs before start().

        env: added to this process's environment. user: run as this user (only root may).
        orphan_signal: what the program is sent when this interpreter dies without having stopped it.
        loaded: where a command of this Python is run, if not in an interpreter of its own.
        """
        self.command = [*guard(orphan_signal, user), *command]
        self._loaded = loaded
        self.log = log
        self.env = {**os.environ, **(env or {})}
        self.cwd = cwd
        self._child: Child | None = None

    @property
    def pid(self) -> int:
        return self._running().pid

    @property
    def is_running(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def start(self) -> None:
        """Start the program; its output is appended to the log file."""
        if self.is_running:
            raise ProgramFailed(f"{self.command[0]} runs already")
        self._child = self._begun()
        _started.add(self)

    def _begun(self) -> Child:
        if self._loaded:
            arguments = self.command[self.command.index(sys.executable) + 1 :]
            return self._loaded.start(arguments, log=self.log, env=self.env, cwd=self.cwd)
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.env, cwd=self.cwd
            )

    def wait_until(self, is_ready: Callable[[], bool], *, within_s: float = PATIENCE_S) -> None:
        """Return once is_ready() holds. If the program ends first or takes too long, end it and raise ProgramFailed."""
        is_decided = becomes_true(lambda: not self.is_running or is_ready(), within_s=within_s)
        if not (is_decided and self.is_running):
            self.kill()
            raise ProgramFailed(f"{' '.join(self.command)} was not ready within {within_s} s:\n{self.log_end()}")

    def stop(self, sign: signal.Signals = signal.SIGTERM, *, within_s: float = PATIENCE_S) -> int | None:
        """Ask the program to end and wait; kill it after within_s. Answers its exit code, None if it never ran."""
        if self._child is None:
            return None
        self._child.send_signal(sign)
        try:
            return self._child.wait(within_s)
        except subprocess.TimeoutExpired:
            self._child.kill()
            return self._child.wait()

    def kill(self) -> None:
        """End the program as a power cut would."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()

    def log_text(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def log_end(self, lines: int = 40) -> str:
        return "\n".join(self.log_text().splitlines()[-lines:])

    def _running(self) -> Child:
        if self._child is None or self._child.poll() is not None:
            raise ProgramFailed(f"{self.command[0]} does not run:\n{self.log_end()}")
        return self._child

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def run_as(user_choices: Sequence[str]) -> str | None:
    """The first of these users that exists if this process is root, which such servers refuse to run as; else None."""
    if os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415  # absent on Windows, where nobody is root

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(user for user in user_choices if user in known)


def find_program(*names: str, folders: Sequence[Path] = ()) -> str:
    """Path of the first of these programs found in PATH or folders. Raises ProgramFailed with what to do."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", *map(str, folders)])
    for name in names:
        found = shutil.which(name, path=path)
        if found:
            return found
    raise ProgramFailed(f"{' or '.join(names)} is not installed; `make system` installs it or prints the line to type")


def guard(orphan_signal: str, user: str | None = None) -> list[str]:
    """The words before a command that let it die with this process."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    as_user = [f"--reuid={user}", f"--regid={_group_of(user)}", "--clear-groups"] if user else []
    return [setpriv, f"--pdeathsig={orphan_signal}", *as_user, "--"]


def _group_of(user: str) -> str:
    import pwd  # noqa: PLC0415  # absent on Windows, where nobody is root

    return str(pwd.getpwnam(user).pw_gid)


@atexit.register
def _end_all() -> None:
    for program in list(_started):
        program.kill()
