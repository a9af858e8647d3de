"""The folder of a training, and what is left of those whose server was killed before it could clear them away.

A folder is locked as long as its server lives: no process that comes later holds the lock of one that is gone.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module, util
from pathlib import Path
from typing import IO

PREFIX = "antrean-training-"
LOCK = "in-use"
HAS_LOCKS = util.find_spec("fcntl") is not None  # Windows has none, and lets nobody delete what is in use


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of one training; only the user who runs the server may look into it."""

    path: Path
    lock: IO[bytes]  # the file whose lock it is

    def clear(self) -> None:
        """Nothing of it is left. Clearing it twice changes nothing."""
        shutil.rmtree(self.path, ignore_errors=True)
        self.lock.close()


def fresh() -> Folder:
    """An empty one."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = (path / LOCK).open("xb")
        with suppress(BlockingIOError):  # another server swept between the two lines, and clears it away
            return _taken(path, lock)


def sweep() -> None:
    """Clears away what trainings of killed servers have left behind."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):  # in use, another user's, or none of ours
            _taken(path, (path / LOCK).open("rb")).clear()


def _taken(path: Path, lock: IO[bytes]) -> Folder:
    """The folder, with its lock. Raises OSError where a process holds it that lives."""
    if HAS_LOCKS:
        fcntl = import_module("fcntl")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            raise
    return Folder(path, lock)
