"""How often one address may send or try codes. What is counted is a mark of the address, never the address itself."""

from __future__ import annotations

from limits import RateLimitItemPerSecond

from queue_app.domain.log.errors import TooFast
from queue_app.web.frame import marked
from queue_app.web.frame.throttle import throttle

HOUR_S = 3600
SENDS = (RateLimitItemPerSecond(6, 60), RateLimitItemPerSecond(40, HOUR_S))  # a hall's wifi is one address
GUESSES = (RateLimitItemPerSecond(10, 60), RateLimitItemPerSecond(40, HOUR_S))  # of 31^10 codes


def require_room(limits: tuple[RateLimitItemPerSecond, ...]) -> None:
    """Raises TooFast where one more would be too many; counts none."""
    if not all(throttle().has_room(each, *_who()) for each in limits):
        raise TooFast


def count(limits: tuple[RateLimitItemPerSecond, ...]) -> None:
    """One try more."""
    for each in limits:
        throttle().hit(each, *_who())


def _who() -> tuple[str, str]:
    return "voice", marked.address()
