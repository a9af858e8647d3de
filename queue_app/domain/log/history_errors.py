"""Refusals of a question about the past."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class NotADay(QueueError):
    """“{typed}” is not a date that can be looked up. Please write it as 31/12/2026."""

    code = "not_a_day"


class DaysReversed(QueueError):
    """The last day lies before the first."""

    code = "days_reversed"


class DayAhead(QueueError):
    """The first day has not come yet."""

    code = "day_ahead"
