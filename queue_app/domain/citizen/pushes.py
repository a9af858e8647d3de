"""When a phone is woken: its number is near, and at each call. Each once, and nothing that is no longer so."""

from __future__ import annotations

NEAR_AHEAD = 3  # people before somebody who should come back to the waiting room


def mark(leg_id: int, *, is_called: bool) -> int:
    """What a phone was told, as a number: of a later leg more than of all before it, of a call more than before it."""
    return leg_id * 2 + is_called


def is_due(told: int, leg_id: int, *, is_called: bool, ahead: int) -> bool:
    """Whether a phone that was told `told` is to be told how the leg stands now. ahead: people before it."""
    return mark(leg_id, is_called=is_called) > told and (is_called or ahead <= NEAR_AHEAD)


def is_taken_back(told: int, leg_id: int, *, is_called: bool) -> bool:
    """Whether the number stands before what its phone was told: of a call that comes then it is told as of the first.

    The call was taken back, or whoever missed it waits again.
    """
    return told > mark(leg_id, is_called=is_called)
