"""How an officer's hours at the counters went: the stretches of the desk sessions, added up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from queue_app.domain.queue.desk_stretches import DeskStory
from queue_app.domain.queue.stretch import Doing


@dataclass(slots=True)
class DeskTime:
    """Seconds of one officer by what they went to; together they are the sessions' whole length.

    breaks_s: of Doing.BREAK, by reason (a key of desks.BREAKS). jumped: sessions in which the clock was set.
    given_s: of Doing.FREE, before the officer did anything at a counter that a colleague had handed over: whoever was
    given it need not have been there.
    """

    sessions: int = 0
    seconds: Counter[Doing] = field(default_factory=Counter)
    breaks_s: Counter[str] = field(default_factory=Counter)
    jumped: int = 0
    given_s: float = 0.0


def desk_times(desks: Iterable[DeskStory]) -> dict[int, DeskTime]:
    """By officer, of these sessions; what goes on still counts up to its last ended stretch."""
    found: dict[int, DeskTime] = defaultdict(DeskTime)
    for desk in desks:
        own = found[desk.officer_id]
        own.sessions += 1
        own.jumped += any(each.jumped for each in desk.stretches)
        if desk.given_by is not None and desk.stretches:
            own.given_s += desk.stretches[0].seconds
        for each in desk.stretches:
            own.seconds[each.doing] += each.seconds  # type: ignore[assignment]  # a Counter adds fractions as well
            if each.doing is Doing.BREAK:
                own.breaks_s[each.reason or ""] += each.seconds  # type: ignore[assignment]
    return dict(found)
