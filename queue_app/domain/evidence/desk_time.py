"""How an officer's hours at the counters went: the stretches of the desk sessions, added up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from queue_app.domain.log.events import DeskTakenOver
from queue_app.domain.queue.desk_stretches import DeskStory
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.stretch import Doing


@dataclass(slots=True)
class DeskTime:
    """Seconds of one officer by what they went to; together they are the sessions' whole length.

    breaks_s: of Doing.BREAK, by reason (a key of desks.BREAKS). handed: sessions that a colleague began by handing the
    counter over. taken: those that another ended by taking it over. overnight: those that ended on another business
    date. jumped: those in which the clock was set. given_s: of Doing.FREE, before the officer did anything in a
    session that was handed over.
    """

    sessions: int = 0
    seconds: Counter[Doing] = field(default_factory=Counter)
    breaks_s: Counter[str] = field(default_factory=Counter)
    handed: int = 0
    taken: int = 0
    overnight: int = 0
    jumped: int = 0
    given_s: float = 0.0


def desk_times(desks: Iterable[DeskStory], *, zone: str) -> dict[int, DeskTime]:
    """By officer, of these sessions; what goes on still counts up to its last ended stretch. zone: the office's."""
    found: dict[int, DeskTime] = defaultdict(DeskTime)
    for desk in desks:
        own = found[desk.officer_id]
        own.sessions += 1
        own.handed += desk.handed_by is not None
        own.taken += desk.ended_by == DeskTakenOver.kind
        own.overnight += _is_overnight(desk, zone)
        own.jumped += any(each.jumped for each in desk.stretches)
        if desk.handed_by is not None and desk.stretches:
            own.given_s += desk.stretches[0].seconds
        for each in desk.stretches:
            own.seconds[each.doing] += each.seconds  # type: ignore[assignment]  # a Counter adds fractions as well
            if each.doing is Doing.BREAK:
                own.breaks_s[each.reason or ""] += each.seconds  # type: ignore[assignment]
    return dict(found)


def _is_overnight(desk: DeskStory, zone: str) -> bool:
    ends = (each.ended_at for each in desk.stretches[-1:])
    return any(business_date(at, zone) != business_date(desk.opened_at, zone) for at in ends)
