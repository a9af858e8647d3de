"""The clock of this machine that nobody can set: it counts since the machine began, also while it sleeps."""

from __future__ import annotations

import hashlib
import secrets
import socket
import time
from functools import cache
from pathlib import Path

from queue_app.domain.log.clock import Steady

BOOT = Path("/proc/sys/kernel/random/boot_id")  # Linux draws it anew at each start of the machine
# Linux's own counts on in a machine that is asleep, and so does that of macOS; elsewhere Python's is the best there is.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def steady_clock() -> Steady:
    """What it says now, and of which boot of which machine."""
    return Steady(boot(), time.monotonic() if _CLOCK is None else time.clock_gettime(_CLOCK))


@cache
def boot() -> str:
    """A name for this machine since it began, which tells neither; where that is not known, of this process alone."""
    try:
        drawn = BOOT.read_text(encoding="ascii")
    except OSError:
        return secrets.token_hex(8)
    return hashlib.sha256(f"{drawn}{socket.gethostname()}".encode()).hexdigest()[:16]
