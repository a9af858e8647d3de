"""Tokens by which another program reads reports about officers: how long one lasts, and what it reads."""

from __future__ import annotations

from datetime import date, timedelta

from queue_app.domain.log.errors import BadInput
from queue_app.domain.office.typed import named

LONGEST_DAYS, USUAL_DAYS = 366, 90
LONGEST_NAME = 60
MOST = 50  # of one office that are in use: more are no use of programs
EVIDENCE = "evidence"  # the one scope there is
PREFIX = "antrean_"  # whoever finds a token somewhere knows what it opens


def last_day(today: date, days: int) -> date:
    """The last business date on which a token made today for so many days works. Raises BadInput."""
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput(field="days", expected=f"1-{LONGEST_DAYS}")
    return today + timedelta(days=days)


def checked_name(text: str) -> str:
    """What people call it. Raises BadInput."""
    return named(text, LONGEST_NAME)
