"""The key that signs cookies: from the environment, else from a file made on the first start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(file: str) -> str:
    """ANTREAN_SECRET_KEY, or the content of `file`; the file is made, readable by its owner only, if there is none."""
    if key := os.environ.get("ANTREAN_SECRET_KEY"):
        return key
    path = Path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as made:
        key = secrets.token_hex(32)
        made.write(key)
    return key
