"""What the server's clock says, told by this computer's steady one while the server is away."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from .book import Book

KEEP_EVERY_S = 60.0  # how often what is known is written down, for the next start of this computer
BOOT = getattr(time, "CLOCK_BOOTTIME", None)  # goes on while the computer sleeps, where there is such a clock


def steady_s() -> float:
    """Seconds that no setting of a clock changes."""
    return time.clock_gettime(BOOT) if BOOT is not None else time.monotonic()


class ServerClock:
    """Known from the server's last answer; after a start of this computer from what was written down.

    Then the clock on the wall has to be believed, which is only ever moved forward by it: a computer without a battery
    begins with the time when it was switched off.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._offset_s: float | None = None  # the server's time less the steady seconds
        self._heard_ms: int | None = None
        self._kept_at = -KEEP_EVERY_S

    def hear(self, now_ms: int, *, asked_s: float, answered_s: float) -> None:
        """The server said so in an answer that was on its way between these steady seconds."""
        self._offset_s = now_ms / 1000 - (asked_s + answered_s) / 2
        self._heard_ms = now_ms
        if answered_s - self._kept_at >= KEEP_EVERY_S:
            self._kept_at = answered_s
            self._book.keep(clock={"server_s": now_ms / 1000, "wall_s": time.time()})

    @property
    def heard_ms(self) -> int | None:
        """What the server said last, or what is kept of it; None where it was never heard."""
        if self._heard_ms is None and (kept := self._book.fact("clock")):
            self._heard_ms = int(kept["server_s"] * 1000)
        return self._heard_ms

    def now(self) -> datetime:
        """Aware, UTC."""
        if self._offset_s is None:
            self._offset_s = self._remembered_s() - steady_s()
        return datetime.fromtimestamp(steady_s() + self._offset_s, UTC)

    def _remembered_s(self) -> float:
        kept = self._book.fact("clock")
        if not kept:
            return time.time()
        by_wall = time.time() + kept["server_s"] - kept["wall_s"]
        return float(max(by_wall, kept["server_s"], self._book.last_ms() / 1000))
