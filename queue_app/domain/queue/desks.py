"""How an officer is away from an open counter, and how a desk session ends."""

from __future__ import annotations

from enum import StrEnum


class Ending(StrEnum):
    CLOSED = "closed"  # by its officer
    HANDED_OVER = "handed_over"  # to a colleague
    TAKEN_OVER = "taken_over"  # by a supervisor, whose counter it is from then on
    DAY_END = "day_end"  # left open, closed when the day had changed


BREAKS: dict[str, str] = {  # code -> msgid
    "istirahat": "Break",
    "salat": "Prayer",
    "rapat": "Meeting",
    "gangguan_sistem": "System down",
}
