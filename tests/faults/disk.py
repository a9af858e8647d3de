"""A disk that a test makes slow, full, read-only or broken under a running server, and a record of all it was given.

disk.c stands between the server and its libc, so that no right of root is needed and the fault begins at any write.
"""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.served import write_config
from tests.servers.antrean import Antrean

SOURCE = Path(__file__).with_name("disk.c")
HEAD = re.compile(rb"([wsta]) (\d+) (\d+) (\d+)\n")
WRITTEN, SYNCED, CUT, ANSWERED = "w", "s", "t", "a"
WELL = "well"


class Record(NamedTuple):
    """What happened to a file, or an answer that was on its way out. at: where in the file, or its new size."""

    kind: str
    file: str
    at: int
    data: bytes


@dataclass(frozen=True)
class Disk:
    """The disk below one folder, from a server's start on."""

    folder: Path
    state: Path
    record: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        found = {"DISK_FOLDER": f"{self.folder.resolve()}/", "DISK_STATE": str(self.state)}
        return {**found, "DISK_RECORD": str(self.record)} if self.record else found

    def becomes(self, state: str) -> None:
        """One of "well", "full", "readonly", "broken", or the milliseconds that each sync takes."""
        self.state.write_text(state, encoding="ascii")

    def records(self) -> Iterator[Record]:
        """In the order in which they happened; whatever was cut off at the end is none."""
        assert self.record
        said, place = self.record.read_bytes(), 0
        while head := HEAD.match(said, place):
            kind, (at, named, size) = head[1].decode(), map(int, head.groups()[1:])
            begin, end = head.end() + named, head.end() + named + size
            if end > len(said):
                return
            yield Record(kind, said[head.end() : begin].decode(), at, said[begin:end])
            place = end

    def server(self, folder: Path, url: str, **sections: Mapping[str, Any]) -> Antrean:
        """`antrean serve` on this disk. folder: where its settings and its log are."""
        return Antrean(
            folder=folder, database_url=url, config=write_config(folder, sections), env=self.environment,
            is_quick=True, preload=shim(),
        )  # fmt: skip


def disk(folder: Path, *, beside: Path, is_recorded: bool = False) -> Disk:
    """Well, as yet. beside: another folder, where what the test itself writes is."""
    made = Disk(folder, beside / "disk.state", beside / "disk.record" if is_recorded else None)
    made.becomes(WELL)
    return made


@functools.cache
def shim() -> Path:
    """disk.c as a library. Skips the test where there is no compiler for it, or no such thing as LD_PRELOAD."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not Path("/proc/self/fd").exists():
        pytest.skip("needs Linux and a C compiler (make system brings gcc)")
    library = Path(tempfile.mkdtemp(prefix="antrean-disk-")) / "disk.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    return library
