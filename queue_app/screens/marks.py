"""What is said of the time of a leg, and what whoever looks may say of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from queue_app.domain.queue.marks import Mark, Marks, Speaker
from queue_app.screens.state import Lean

Say = Literal["take_back", "withdraw", "dispute"]
_MAY: dict[Say, Callable[[Speaker, Mark], bool]] = {
    "take_back": Speaker.may_take_back, "withdraw": Speaker.may_withdraw, "dispute": Speaker.may_dispute,
}  # fmt: skip


class MarkTold(Lean, frozen=True, kw_only=True):
    """One doubt, by its code (performance.DOUBTS), which tells who made it: officer, supervisor or system.

    mine: made by whoever looks. reason: of outcomes.WITHDRAWALS, where a supervisor has withdrawn it. may: what
    whoever looks may do with it.
    """

    why: str
    mine: bool = False
    disputed: bool = False
    withdrawn: bool = False
    reason: str | None = None
    may: Say | None = None


def marks_told(marks: Marks, looks: Speaker) -> list[MarkTold]:
    """The marks of a leg as they are told to whoever looks, also those that stand no more.

    What others say of a colleague's time is nobody else's business.
    """
    return [_told(each, looks) for each in marks.values() if looks.marks_as or each.by_id == looks.officer_id]


def _told(mark: Mark, looks: Speaker) -> MarkTold:
    return MarkTold(
        why=mark.why,
        mine=mark.by_id == looks.officer_id,
        disputed=mark.disputed_at is not None,
        withdrawn=not mark.stands,
        reason=mark.withdrawn_reason,
        may=next((say for say, may in _MAY.items() if may(looks, mark)), None),
    )
