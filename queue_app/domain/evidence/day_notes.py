"""Dated notes: what changed at the office on a day, in a supervisor's words, as a mark on every line of the history.

The words are free text, so they are rows outside the log; the log tells that one was written or taken off, and by whom.
"""

from __future__ import annotations

from datetime import date

from queue_app.domain.log.errors import BadInput

LONGEST = 120  # characters: it stands beside a line of a plot
FIRST_YEAR = 1900  # of a history that somebody brings along


def checked(text: str, day: date, *, today: date) -> str:
    """The words as they are kept, on one line.

    Raises BadInput: no words, more than LONGEST characters, or a day that has not come or was before FIRST_YEAR.
    """
    words = " ".join(text.split())
    if not 1 <= len(words) <= LONGEST or "\0" in words:
        raise BadInput(field="text", expected=f"1-{LONGEST}")
    if day.year < FIRST_YEAR or day > today:
        raise BadInput(field="day", expected=f"<= {today}")
    return words
