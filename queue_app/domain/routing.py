"""Who is next, and why. `choose` is pure: the heads of the queues in, one of them out, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from queue_app.domain.errors import NobodyWaiting


@dataclass(frozen=True, slots=True)
class Candidate:
    leg_id: int
    order_no: int  # position of the first arrival; lower came first
    is_priority: bool


@dataclass(frozen=True, slots=True)
class Ratio:
    """`regular` regular calls to one priority call, whenever both wait."""

    regular: int = 2


@dataclass(frozen=True, slots=True)
class Choice:
    candidate: Candidate
    rule: str  # a key of REASONS
    regular_run: int  # regular calls since the last priority call at this counter, after this choice


REASONS: dict[str, str] = {
    "only_regular": "First to arrive; no priority ticket is waiting.",
    "only_priority": "Priority ticket; no regular ticket is waiting.",
    "regular_turn": "Regular turn {turn} of {regular}; first regular to arrive.",
    "priority_turn": "Priority turn after {regular} regular; first priority to arrive.",
}


def choose(candidates: Sequence[Candidate], regular_run: int, *, ratio: Ratio) -> Choice:
    """The next ticket of a counter: first come first called within each class, `ratio` between them.

    candidates: what waits for this counter (the head of each class is enough).
    regular_run: regular calls at this counter today since its last priority call. The run is kept by the
    counter that calls, so that two counters with different services cannot starve each other's priority.
    Raises NobodyWaiting when there is no candidate.
    """
    regular = min((c for c in candidates if not c.is_priority), key=_arrival, default=None)
    priority = min((c for c in candidates if c.is_priority), key=_arrival, default=None)
    if regular is None and priority is None:
        raise NobodyWaiting
    if priority is None:
        assert regular is not None  # noqa: S101 - narrows the type; the case of both None is above
        return Choice(regular, "only_regular", min(regular_run + 1, ratio.regular))
    if regular is None:
        return Choice(priority, "only_priority", 0)
    if regular_run >= ratio.regular:
        return Choice(priority, "priority_turn", 0)
    return Choice(regular, "regular_turn", regular_run + 1)


def order(candidates: Sequence[Candidate], regular_run: int, *, ratio: Ratio, limit: int) -> list[Candidate]:
    """The order in which `choose` would call if nobody else came: at most `limit` candidates."""
    left = sorted(candidates, key=_arrival)
    called: list[Candidate] = []
    while left and len(called) < limit:
        choice = choose(left, regular_run, ratio=ratio)
        called.append(choice.candidate)
        left.remove(choice.candidate)
        regular_run = choice.regular_run
    return called


def _arrival(candidate: Candidate) -> int:
    return candidate.order_no
