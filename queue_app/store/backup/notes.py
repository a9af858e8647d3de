"""Small files beside a database or its backups that tell what was last known."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


def write(path: Path, value: object, *, mode: int = 0o666) -> None:
    """Writes it as JSON, whole or not at all, also where two do at once. mode: less the umask. Raises OSError."""
    half = path.with_name(f".{path.name}.{threading.get_ident()}.part")
    half.touch(mode)
    half.write_bytes(msgspec.json.encode(value))
    half.replace(path)


def read(path: Path, kind: type[T]) -> T | None:
    """What lies there; None where there is nothing that can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, ValueError):
        return None
