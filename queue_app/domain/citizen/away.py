"""When somebody who left an open counter for a while is expected back, where anybody knows."""

from __future__ import annotations

from collections.abc import Iterable

USUAL_S: dict[str, float] = {  # by code of desks.BREAKS; of a meeting and of a system that is down nobody knows
    "istirahat": 900.0,
    "salat": 900.0,
}
OVERDUE = 0.5  # who is away for longer than usual may stay so much of that time again


def back_at(reason: str | None, since: float, now: float, breaks: Iterable[tuple[float, float]]) -> float | None:
    """POSIX seconds; None: nobody knows.

    reason: of the break, None for work in the back. breaks: of the office's hours; a break within one ends with it.
    """
    usual_s = USUAL_S.get(reason or "")
    if usual_s is None:
        return None
    ends = (ends for begins, ends in breaks if begins <= now < ends)
    return next(ends, max(since + usual_s, now + OVERDUE * (now - since)))
