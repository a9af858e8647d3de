"""The fold of desk sessions: what each officer's time at a counter was, second by second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from queue_app.domain.log import events
from queue_app.domain.queue.stretch import Doing, Moment, OpenStretch, Stretch


class Whom(NamedTuple):
    """The leg that is at a desk; of one whose beginning was not read only the number is known."""

    leg_id: int
    ticket_id: int | None = None
    service_id: int | None = None


@dataclass(slots=True)
class DeskStory:
    """One officer's session at one counter. ended_by: the kind of the event that closed it; None while it goes on."""

    session_id: int
    counter_id: int
    officer_id: int
    opened_at: datetime
    stretches: list[Stretch] = field(default_factory=list)  # those that have ended, in order
    open: OpenStretch | None = None
    ended_by: str | None = None
    handed_by: int | None = None  # a colleague, who handed the counter over


class Desks:
    """Sessions by their id. Of one whose opening was not read nothing is told."""

    def __init__(self) -> None:
        self.stories: dict[int, DeskStory] = {}
        self._at_counter: dict[int, DeskStory] = {}
        self._of_leg: dict[int, DeskStory] = {}
        self._handed: dict[int, int] = {}  # by counter: who has just handed it over
        self._left: dict[int, tuple[Doing, Whom]] = {}  # by counter: what goes on there between two officers

    def arrives(self, counter_id: int, doing: Doing, whom: Whom, now: Moment) -> None:
        """The leg is called to the desk, or is served there."""
        desk = self._at_counter.get(counter_id)
        if desk is not None and not _is_there(desk, doing, whom):
            self._does(desk, doing, now, whom=whom)

    def leaves(self, leg_id: int | None, now: Moment) -> None:
        """The desk where the leg is, if it is at one, is free."""
        if (desk := self._of_leg.get(leg_id or 0)) is not None:
            self._does(desk, Doing.FREE, now)

    def opened(self, event: events.DeskOpened, now: Moment) -> None:
        desk = DeskStory(event.desk_session_id, event.counter_id, event.officer_id, now.at)
        desk.handed_by = self._handed.pop(desk.counter_id, None)
        self.stories[desk.session_id] = self._at_counter[desk.counter_id] = desk
        doing, whom = self._left.pop(desk.counter_id, (Doing.FREE, None))
        self._does(desk, doing, now, whom=whom)

    def closed(self, event: events.DeskClosed, now: Moment) -> None:
        self._close(event, now)

    def handed_over(self, event: events.DeskHandedOver, now: Moment) -> None:
        self._close(event, now)
        self._handed[event.counter_id] = event.officer_id

    def taken_over(self, event: events.DeskTakenOver, now: Moment) -> int | None:
        """The leg that was at the counter, and is now with whoever took it over."""
        was = self._close(event, now)
        if was is None or was.leg_id is None:
            return None
        self._left[event.counter_id] = was.doing, Whom(was.leg_id, was.ticket_id, was.service_id)
        return was.leg_id

    def paused(self, event: events.DeskPaused, now: Moment) -> None:
        if (desk := self._at_counter.get(event.counter_id)) is not None:
            self._does(desk, Doing(event.status), now, reason=event.reason)

    def back(self, event: events.DeskBack, now: Moment) -> None:
        if (desk := self._at_counter.get(event.counter_id)) is not None:
            self._does(desk, Doing.FREE, now)

    def _close(
        self, event: events.DeskClosed | events.DeskHandedOver | events.DeskTakenOver, now: Moment
    ) -> OpenStretch | None:
        desk = self.stories.get(event.desk_session_id)
        if desk is None or desk.ended_by is not None:
            return None
        self._at_counter.pop(desk.counter_id, None)
        desk.ended_by = event.kind
        return self._end(desk, now)

    def _does(
        self, desk: DeskStory, doing: Doing, now: Moment, *, whom: Whom | None = None, reason: str | None = None
    ) -> None:
        self._end(desk, now)
        desk.open = OpenStretch(
            doing, now.micros, now.at, now.jumps, whom.ticket_id if whom else None, whom.leg_id if whom else None,
            whom.service_id if whom else None, desk.counter_id, desk.officer_id, reason,
        )  # fmt: skip
        if whom is not None:
            self._of_leg[whom.leg_id] = desk

    def _end(self, desk: DeskStory, now: Moment) -> OpenStretch | None:
        was, desk.open = desk.open, None
        if was is not None:
            desk.stretches.append(was.until(now))
            self._of_leg.pop(was.leg_id or 0, None)
        return was


def _is_there(desk: DeskStory, doing: Doing, whom: Whom) -> bool:
    """Whether just that goes on at the desk: a recall was taken back."""
    return desk.open is not None and (desk.open.doing, desk.open.leg_id) == (doing, whom.leg_id)


HAPPENS: dict[type[events.Event], Callable[[Desks, Any, Moment], object]] = {
    events.DeskOpened: Desks.opened,
    events.DeskClosed: Desks.closed,
    events.DeskHandedOver: Desks.handed_over,
    events.DeskPaused: Desks.paused,
    events.DeskBack: Desks.back,
}
