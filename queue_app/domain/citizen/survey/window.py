"""How long after a visit it may be answered: long enough for the way home and a week, and then the day is closed."""

from __future__ import annotations

from datetime import date, timedelta

DAYS = 7  # after the visit
COMMENT_DAYS = 730  # what somebody wrote is kept so long; answers stay, for whoever counts them again


def is_open(visit: date, today: date) -> bool:
    """Whether a visit of that business date may still be answered."""
    return visit <= today <= visit + timedelta(days=DAYS)


def closed_on(visit: date) -> date:
    """The first day on which nothing of the visit's day is taken any more."""
    return visit + timedelta(days=DAYS + 1)


def last_closed(today: date) -> date:
    """The newest business date of which nothing is taken any more."""
    return today - timedelta(days=DAYS + 1)


def comments_from(today: date) -> date:
    """The oldest business date whose comments are kept."""
    return today - timedelta(days=COMMENT_DAYS)
