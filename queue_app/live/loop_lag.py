"""How late the event loop comes: what every screen and press of this worker waits for beside its own work."""

from __future__ import annotations

import time

from queue_app import metered
from queue_app.unattended import Unattended

EVERY_S = 0.5


class LoopLag:
    """Asks to be woken twice a second, and counts how much later that was."""

    def __init__(self) -> None:
        self._due: float | None = None
        self._loop = Unattended(self.look, name="loop-lag", every_s=EVERY_S, fault="the event loop could not be timed")

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        self._loop.stop()

    def look(self) -> None:
        """Counts this wake, if it was due."""
        now = time.monotonic()
        if self._due is not None:
            metered.LOOP_LAG.took(max(0.0, now - self._due))
        self._due = now + EVERY_S
