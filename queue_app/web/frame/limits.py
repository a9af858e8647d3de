"""How much whoever asks may ask: one table, by role. What an office at its busiest needs is a small part of each.

Counted in the memory of each process, for it is asked at every request; from a quarter of a limit on for all workers
together, in Redis where there is one. Nobody is counted who asks from this machine itself: a proxy in front that the
settings do not name would make the whole town one stranger. How many numbers a kiosk takes is `flood`, how often a
password or a code is tried `sign_in_door` and `code_door`, guessed addresses `guesses`.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus

from flask import Flask, Response, current_app, request
from limits import RateLimitItemPerSecond

from queue_app.actions.office import accounts
from queue_app.domain.log.rights import OF_DEVICES, DeviceKind, Right, Role, device_for
from queue_app.domain.log.sign_in_errors import TooManyRequests
from queue_app.web.frame import address, auth, client
from queue_app.web.frame.pages import config, desk
from queue_app.web.frame.throttle import throttle

STRANGER, PROGRAM = "stranger", "program"
PER_MIN: dict[str, int] = {
    STRANGER: 2400,  # of one address: two hundred phones without scripts behind one router ask 800 times
    PROGRAM: 120,  # of one address, with a token
    DeviceKind.KIOSK: 1200,  # of one address: a hall of them
    DeviceKind.DISPLAY: 1200,
    DeviceKind.SURVEY: 600,
    DeviceKind.PRINTER: 1200,
    Role.OFFICER: 600,  # of one person, in all browsers
    Role.SUPERVISOR: 600,
    Role.HEAD: 600,
    Role.ADMINISTRATOR: 600,
    Role.AUDITOR: 600,
    Role.INSPECTOR: 300,
}
SINGLE_SIGN_ON = RateLimitItemPerSecond(30, 60)  # of one address: a whole office comes at eight from behind one router
SHARED_FROM = 4  # the part of a limit up to which a worker asks nobody else
MOST_KNOWN = 20_000  # of whom one minute is counted
WAIT_S = 60
UNCOUNTED = frozenset({"files.shipped", "home.healthz"})  # kept by browsers, and asked by watchdogs


@dataclass(slots=True)
class Pace:
    """Who asked how often in this minute."""

    clock: Callable[[], float] = time.monotonic
    _minute: int = 0
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def is_within(self, kind: str, name: str) -> bool:
        """Counts one request of whoever that is."""
        minute = int(self.clock() // 60)
        if minute != self._minute or len(self._counts) >= MOST_KNOWN:
            self._minute, self._counts = minute, {}
        count = self._counts[kind, name] = self._counts.get((kind, name), 0) + 1
        if count <= PER_MIN[kind] // SHARED_FROM:
            return True
        return throttle().hit(RateLimitItemPerSecond(PER_MIN[kind], 60), "asked", kind, name)


def register(app: Flask) -> None:
    """Before rights and views; who was asked to wait is told for how long in the header, too."""
    app.extensions["antrean.pace"] = Pace()
    app.before_request(_count)
    app.after_request(_tell)


def _count() -> None:
    block = client.block()
    if request.endpoint is None or request.endpoint in UNCOUNTED or _is_this_machine(request.remote_addr or ""):
        return
    pace: Pace = current_app.extensions["antrean.pace"]
    if not pace.is_within(*_asking(block)):
        raise TooManyRequests(seconds=WAIT_S)


def _asking(block: str) -> tuple[str, str]:
    """The kind of whoever asks, and the name under which that one is counted."""
    said = address.of(request.endpoint)
    if said is not None and said.right in OF_DEVICES:
        return device_for(said.right), block
    if "Authorization" in request.headers:
        return PROGRAM, block
    token = auth.session_token()
    if not token or said is None or said.right is Right.OPEN:
        return STRANGER, block
    who = accounts.holder(desk(), token, **auth.lifetimes(config().sign_in))  # being counted is no use of a session
    return (who.role, str(who.officer_id)) if who else (STRANGER, block)


def _tell(response: Response) -> Response:
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers.setdefault("Retry-After", str(WAIT_S))
    return response


@lru_cache(maxsize=1024)
def _is_this_machine(told: str) -> bool:
    try:
        return ipaddress.ip_address(client.bare(told)).is_loopback
    except ValueError:
        return False
