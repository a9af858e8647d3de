"""The keys of the server, each from the environment, else from a file made on the first start.

One signs cookies; the other closes what citizens confide, and lives apart so that the first can be changed at any time.
"""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from queue_app.domain.log.errors import ConfigError

READ_TRIES, READ_PAUSE_S = 50, 0.02


def secret_key(file: str) -> str:
    """The key of cookies: ANTREAN_SECRET_KEY, or the content of `file`.

    The file is made, readable by its owner only, if there is none.
    """
    return os.environ.get("ANTREAN_SECRET_KEY") or _of_file(file)


def seal_key(file: str) -> str:
    """The key of what is kept closed: ANTREAN_SEAL_KEY, or the content of `file`, made as the other one is."""
    return os.environ.get("ANTREAN_SEAL_KEY") or _of_file(file)


def _of_file(file: str) -> str:
    path = Path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(descriptor, "w", encoding="ascii") as made:
        key = secrets.token_hex(32)
        made.write(key)
        made.flush()
        os.fsync(descriptor)  # what it seals may be on disk a moment later, and nobody could open that without it
    _sync(path.parent)
    return key


def _sync(folder: Path) -> None:
    """The new name too is on disk; Windows has no way to say so, and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read(path: Path) -> str:
    """The key, also in the moment when another worker has made the file and not yet written it."""
    for _ in range(READ_TRIES):
        if key := path.read_text(encoding="utf-8-sig").strip():
            return key
        time.sleep(READ_PAUSE_S)
    raise ConfigError(file=path, key="key file", value="", expected="a key, or no file")
