"""Devices at which staff have signed in today: what citizens are asked there is marked, or not taken.

Counted as tries are, by address and for a working day, in memory alone: no table knows who sat where.
"""

from __future__ import annotations

from limits import RateLimitItemPerSecond

from queue_app.web.frame import client
from queue_app.web.frame.throttle import throttle

WORKING_DAY = RateLimitItemPerSecond(1, 14 * 3600)
_WHAT = "staff device"


def note() -> None:
    """Somebody of the office's staff has signed in at whatever asks."""
    throttle().hit(WORKING_DAY, _WHAT, client.block())


def is_one() -> bool:
    """Whether somebody has signed in at that address within a working day."""
    return not throttle().has_room(WORKING_DAY, _WHAT, client.block())
