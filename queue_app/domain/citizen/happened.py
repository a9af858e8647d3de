"""What became of everybody who waited on a business date, as the log tells it: the truth that promises are held to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from queue_app.domain.citizen import given
from queue_app.domain.citizen.promise import Promise
from queue_app.domain.log import events
from queue_app.domain.queue.lifecycle import Action
from queue_app.domain.queue.numbering import ON_PAPER
from queue_app.domain.queue.outcomes import FLOOD
from queue_app.domain.queue.timeline import ACTION_OF, Recorded


class Spoilt(StrEnum):
    """Why it cannot be told from some moment on whether a promise was kept."""

    WISHED = "wished"  # the citizen asked to be passed, or told of coming late
    UNDONE = "undone"  # a call was taken back
    CLOCK = "clock"  # the office's clock was set while the citizen waited
    ENTERED = "entered"  # a number on paper, entered afterwards
    FLOOD = "flood"  # taken faster than people can, by nobody who came


class Happened(NamedTuple):
    """One leg of a visit, from where it began to wait. Times are POSIX seconds.

    ahead: how many waited in the office when it began to. called_at: its first call that stood. left_at: when it ended
    uncalled. spoilt_at: from then on its end says nothing of the office. promised: with its number, by the log.
    is_given: its number was given for at once, so that something could have been promised.
    """

    leg_id: int
    service_id: int
    is_priority: bool
    queued_at: float
    ahead: int
    is_given: bool
    called_at: float | None = None
    left_at: float | None = None
    is_absent: bool = False
    spoilt_at: float | None = None
    spoilt_by: Spoilt | None = None
    promised: Promise | None = None

    @property
    def waits(self) -> bool:
        return self.called_at is None and self.left_at is None

    def spoilt(self, at: float, why: Spoilt) -> Happened:
        """What spoilt it first counts."""
        if self.spoilt_at is not None and self.spoilt_at <= at:
            return self
        return self._replace(spoilt_at=at, spoilt_by=why)


def happened(log: Iterable[Recorded], day: date) -> list[Happened]:
    """Every leg of the tickets of that business date, in order. The log may tell of other days too."""
    told = _Told(day.isoformat())
    for entry in log:
        if tell := _TELLS.get(type(entry.event)):
            tell(told, entry.event, entry.at.timestamp())
    return list(told.legs.values())


class _Told:
    def __init__(self, day: str) -> None:
        self._day = day
        self.legs: dict[int, Happened] = {}
        self._before: dict[int, Happened] = {}  # each leg as it was before its last action

    def issued(self, event: events.TicketIssued, at: float) -> None:
        if event.business_date != self._day:
            return
        queued_at = datetime.fromisoformat(event.arrives_at).timestamp() if event.arrives_at else at
        self.legs[event.leg_id] = Happened(
            event.leg_id, event.service_id, event.is_priority, queued_at, self._waiting(),
            is_given=event.arrives_at is None, promised=given.read(event.promised) if event.promised else None,
        )  # fmt: skip
        if event.source in ON_PAPER:
            self.spoil(event.leg_id, queued_at, Spoilt.ENTERED)

    def _waiting(self) -> int:
        return sum(each.waits for each in self.legs.values())

    def led_on(self, event: events.TicketTransferred | events.VisitContinued, at: float) -> None:
        leg = self.legs.get(event.leg_id)
        if leg is not None:
            self._before[event.leg_id] = leg
            self.legs[event.next_leg_id] = Happened(
                event.next_leg_id, event.service_id, leg.is_priority, at, self._waiting(), is_given=False
            )

    def acted(self, event: Any, at: float) -> None:
        leg = self.legs.get(event.leg_id)
        if leg is not None:
            self._before[leg.leg_id] = leg
            change = _CHANGES.get(type(event))
            self.legs[leg.leg_id] = change(leg, at, event) if change else leg

    def undone(self, event: events.ActionUndone, _at: float) -> None:
        leg = self.legs.get(event.leg_id)
        if leg is None:
            return
        before = self._before.get(event.leg_id, leg)
        if event.action == Action.CALL and leg.called_at is not None and before.called_at is None:
            before = before.spoilt(leg.called_at, Spoilt.UNDONE)
        self.legs[event.leg_id] = before
        self.legs.pop(event.next_leg_id or 0, None)

    def spoil(self, leg_id: int, at: float, why: Spoilt) -> None:
        leg = self.legs.get(leg_id)
        if leg is not None and leg.called_at is None:
            self.legs[leg_id] = leg.spoilt(at, why)

    def jumped(self, _event: events.ClockJumped, _at: float) -> None:
        for leg in [each for each in self.legs.values() if each.waits]:
            self.spoil(leg.leg_id, leg.queued_at, Spoilt.CLOCK)


def _called(leg: Happened, at: float, _event: Any) -> Happened:
    return leg if leg.called_at is not None else leg._replace(called_at=at)


def _left(leg: Happened, at: float, event: Any) -> Happened:
    if not leg.waits:
        return leg
    left = leg._replace(left_at=at)
    return left.spoilt(at, Spoilt.FLOOD) if event.reason == FLOOD else left


def _wished(leg: Happened, at: float, _event: Any) -> Happened:
    return leg.spoilt(at, Spoilt.WISHED) if leg.waits else leg


def _absent(leg: Happened, _at: float, _event: Any) -> Happened:
    return leg._replace(is_absent=True)


def _restored(leg: Happened, _at: float, _event: Any) -> Happened:
    return leg._replace(is_absent=False)


def _on_paper(leg: Happened, _at: float, _event: Any) -> Happened:
    return leg._replace(left_at=leg.queued_at).spoilt(leg.queued_at, Spoilt.ENTERED)


_CHANGES: dict[type[events.Event], Callable[[Happened, float, Any], Happened]] = {
    events.TicketCalled: _called,
    events.TicketCancelled: _left,
    events.TicketExpired: _left,
    events.TicketSetAside: _wished,
    events.CitizenAbsent: _absent,
    events.TicketRestored: _restored,
    events.ServedOnPaper: _on_paper,
    events.LeftOnPaper: _on_paper,
}
_TELLS: dict[type[events.Event], Callable[[_Told, Any, float], None]] = {
    **dict.fromkeys(ACTION_OF, _Told.acted),
    events.TicketIssued: _Told.issued,
    events.TicketTransferred: _Told.led_on,
    events.VisitContinued: _Told.led_on,
    events.ActionUndone: _Told.undone,
    events.ClockJumped: _Told.jumped,
}
