"""The standard time of a service, day by day: whoever changes it changes what comes, never what has been served."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeAlias

ALWAYS = date(2000, 1, 1)  # from before the service's first day
# The day from which each standard of a service counts -> its minutes. Each holds until the next one's day.
StandardHistory: TypeAlias = Mapping[date, int]


def on(history: StandardHistory, day: date) -> int:
    """The standard in minutes that counts on a business date; before the first of them it is the first.

    history: at least one standard.
    """
    begun = [each for each in history if each <= day]
    return history[max(begun, default=min(history))]


def counts_from(today: date, *, last_called: date | None) -> date:
    """The day from which a standard counts that is set today.

    last_called: the last business date of a ticket that was called for the service; None: nobody was ever called, so
    that no work was done under another standard, and it counts at once, as if there had been no other.
    Else it is the day after both: a clock that was set back brings no day of work under a new standard.
    """
    return ALWAYS if last_called is None else max(today, last_called) + timedelta(days=1)


def with_set(history: StandardHistory, minutes: int, *, from_day: date) -> dict[date, int]:
    """The history once a standard was set that counts from that day, in place of whatever was to count from then on.

    A standard that is what counts anyway leaves no trace: changed and changed back on one day is not changed.
    """
    kept = {day: each for day, each in sorted(history.items()) if day < from_day}
    return kept if kept and on(kept, from_day) == minutes else {**kept, from_day: minutes}
