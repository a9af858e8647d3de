"""Work that goes on by itself all day: look, rest, look again, whatever failed once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

logger = logging.getLogger(__name__)


class Unattended:
    """A loop in a thread of its own (a greenlet in the server), which `start` begins.

    look: does the work; answers the seconds until it wants to look again, or None for `every_s`.
    fault: what is logged, with the error, when a look failed; the next one comes after `every_s`.
    grace_s: how long `stop` waits for a look that is under way.
    """

    def __init__(
        self,
        look: Callable[[], float | None],
        *,
        name: str,
        every_s: float,
        fault: str,
        is_at_once: bool = True,
        grace_s: float = 1.0,
    ) -> None:
        self._look = look
        self._every_s = every_s
        self._fault = fault
        self._first_s = 0.0 if is_at_once else every_s
        self._grace_s = grace_s
        self._woken = threading.Event()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Lets a look that is under way end, for `grace_s` at most. Nothing where it was never started."""
        self._ending.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(timeout=self._grace_s)

    def wake(self) -> None:
        """There is something to look at now. Cheap, never blocks."""
        self._woken.set()

    def rest(self, seconds: float) -> bool:
        """Within a look: waits; whether to end instead of going on."""
        return self._ending.wait(seconds)

    def _run(self) -> None:
        wait_s = self._first_s
        while True:
            self._woken.wait(wait_s)
            if self._ending.is_set():
                return
            self._woken.clear()
            wait_s = self._looked()

    def _looked(self) -> float:
        try:
            wanted_s = self._look()
        except Exception:  # the outer edge: it works unattended all day
            logger.exception(self._fault)
            return self._every_s
        return self._every_s if wanted_s is None else wanted_s
