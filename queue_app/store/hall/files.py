"""What people uploaded: each file under the hash of its content, in one folder that all workers share.

A file never changes under its name, so browsers may keep it for as long as they like.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Self

from queue_app.domain.log.errors import FileNotStored

NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{3,4}")
SEALED_SUFFIX = ".seal"  # of what citizens sent along: closed under desk.seal, and served to nobody by its name
SEALED = re.compile(r"[0-9a-f]{32}\.seal")
INCOMING = ".incoming-"
KEPT_UNUSED_S = 24 * 3600  # a file that no row names yet may be one that another worker is just taking


class Incoming:
    """A file on its way in, under a name of its own until it is kept; gone at the end of the block if it was not.

    Raises FileNotStored where the disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hash = hashlib.sha256()
        self.size = 0  # bytes
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(prefix=INCOMING, dir=folder)
        except OSError as exc:
            raise FileNotStored(reason=exc.strerror) from exc
        self.path = Path(path)
        self._file = os.fdopen(handle, "wb")

    def write(self, chunk: bytes) -> None:
        try:
            self._file.write(chunk)
        except OSError as exc:
            raise FileNotStored(reason=exc.strerror) from exc
        self._hash.update(chunk)
        self.size += len(chunk)

    def written(self) -> Path:
        """The file, for whoever wants to look into it before it is kept."""
        try:
            self._file.flush()
        except OSError as exc:
            raise FileNotStored(reason=exc.strerror) from exc
        return self.path

    def keep(self, suffix: str) -> str:
        """On disk for good under the name that is answered. The same content twice is one file."""
        name = f"{self._hash.hexdigest()}{suffix}"
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            kept = self._folder / name
            if kept.exists():
                os.utime(kept)
            else:
                self.path.replace(kept)
                _sync(self._folder)
        except OSError as exc:
            raise FileNotStored(reason=exc.strerror) from exc
        return name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):  # a full disk refuses the last bytes once more
            self._file.close()
        self.path.unlink(missing_ok=True)


def keep(folder: Path, content: bytes, suffix: str) -> str:
    """A small file at once; answers its name. Raises FileNotStored."""
    with Incoming(folder) as incoming:
        incoming.write(content)
        return incoming.keep(suffix)


def find(folder: Path, name: str) -> Path | None:
    """The file of that name, where there is one."""
    path = folder / name
    return path if NAME.fullmatch(name) and path.is_file() else None


def is_kept(name: str) -> bool:
    """Whether it is a name that this folder gives, to what everybody may see or to what is sealed."""
    return bool(NAME.fullmatch(name) or SEALED.fullmatch(name))


def find_kept(folder: Path, name: str) -> Path | None:
    """The file of that name, also a sealed one."""
    path = folder / name
    return path if is_kept(name) and path.is_file() else None


def forget_unused(folder: Path, used: Collection[str], *, named: re.Pattern[str] = NAME) -> int:
    """Deletes what no row names and nobody has touched for a day, half uploads too; answers how many."""
    if not folder.is_dir():
        return 0
    until = time.time() - KEPT_UNUSED_S
    old = [
        each
        for each in folder.iterdir()
        if (named.fullmatch(each.name) or each.name.startswith(INCOMING))
        and each.name not in used
        and each.stat().st_mtime < until
    ]
    for each in old:
        each.unlink(missing_ok=True)
    return len(old)


def _sync(folder: Path) -> None:
    """The new name too is on disk; Windows has no way to say so, and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
