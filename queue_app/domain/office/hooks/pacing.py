"""What the answer to a message means, and when it is tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

FIRST_S, LONGEST_S = 5.0, 3600.0  # from the first wait, which doubles with each try, to the longest
GIVE_UP = timedelta(hours=24)  # so long a receiver may fail before it is left alone and its administrator is told
ROTATED_FOR = timedelta(hours=24)  # so long the secret before the last one signs beside it
MOST_HELD = 200  # messages that are held back; with more, the whole hook waits
PATIENT_WITH = 5  # refusals in a row, whatever they were of, after which the whole hook waits
MOST_HOOKS = 10  # of one office
LATEST = 50  # deliveries that are kept of a hook
TIMEOUT_S = 10.0  # of a whole try, from its name to the end of its answer
LEASE = timedelta(seconds=30)  # so long a worker has a hook for itself; each try makes it new
# What became of a try that the receiver did not take: what is kept -> msgid.
FAULTS: dict[str, str] = {
    "not_allowed": "This address must not be reached",
    "unknown_name": "The name is not known",
    "no_connection": "No connection",
    "insecure": "The connection is not secure (certificate)",
    "too_slow": "No answer in time",
    "no_http": "What answered is no web server",
    "redirect": "It led elsewhere, which is not followed",
    "status": "It answered with a fault",
}
_AWAY = {408, 425, 429, 502, 503, 504}  # what a receiver answers, or a proxy for it, that is busy or not there


class Verdict(Enum):
    TAKEN = "taken"
    AWAY = "away"  # it takes nothing now: everything waits
    REFUSED = "refused"  # it will not take this one: what is of other tickets goes on
    GONE = "gone"  # it will never take anything


@dataclass(frozen=True, slots=True)
class Answer:
    """What a receiver said. status: None where it said nothing. fault: a key of FAULTS; None: it took the message.

    wait_s: how long it asked to be left alone.
    """

    status: int | None
    fault: str | None
    took_ms: int
    wait_s: float = 0.0

    @property
    def verdict(self) -> Verdict:
        """As RFC 9110 means its status; 410 is the one way to say that it is over."""
        if self.fault is None:
            return Verdict.TAKEN
        if self.status == 410:
            return Verdict.GONE
        return Verdict.AWAY if self.status is None or self.status in _AWAY else Verdict.REFUSED


def judged(status: int) -> str | None:
    """The fault that a status tells; None for 200 to 299."""
    if 200 <= status < 300:
        return None
    return "redirect" if 300 <= status < 400 else "status"


def wait_s(failures: int, chance: float, *, asked_s: float = 0.0) -> float:
    """Seconds until the next try after so many failures in a row (1, 2, ...).

    chance: evenly from 0 to 1, so that receivers that came back together are not all told together. asked_s: what the
    receiver asked for, which is honoured up to the longest wait.
    """
    doubled = min(LONGEST_S, FIRST_S * 2.0 ** min(failures - 1, 20))
    return min(LONGEST_S, max(doubled * (0.5 + chance), asked_s))


def may_go(next_at: datetime | None, now: datetime) -> bool:
    """Whether the time of the next try has come; one that is further off than any wait is of a clock that was set."""
    return next_at is None or not now < next_at <= now + timedelta(seconds=LONGEST_S)
