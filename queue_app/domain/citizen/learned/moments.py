"""What happened to legs that passed, one thing after another."""

from __future__ import annotations

from collections.abc import Sequence

from queue_app.domain.citizen.learned.passed import Passed

COME, CALL, END = range(3)
END_TURN, CALL_TURN, COME_TURN = range(3)  # within a second


def moments(legs: Sequence[Passed]) -> list[tuple[float, int, int, int]]:
    """(when, turn, number of the leg, kind). Within a second: counters get free, call, and then people come.

    Who is called or leaves in the second of its coming does so after it.
    """
    found = []
    for number, leg in enumerate(legs):
        found.append((leg.queued_at, COME_TURN, number, COME))
        called_turn = CALL_TURN
        if leg.called_at is not None:
            called_turn = COME_TURN if leg.called_at <= leg.queued_at else CALL_TURN
            found.append((max(leg.called_at, leg.queued_at), called_turn, number, CALL))
        if leg.ended_at is not None:
            begun = leg.queued_at if leg.called_at is None else max(leg.called_at, leg.queued_at)
            at_once = COME_TURN if leg.called_at is None else called_turn
            found.append((max(leg.ended_at, begun), at_once if leg.ended_at <= begun else END_TURN, number, END))
    return sorted(found)
