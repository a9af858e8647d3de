"""What happens at a counter, whoever is served there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class DeskOpened(Event):
    kind: ClassVar[str] = "desk.opened"
    desk_session_id: int
    counter_id: int
    officer_id: int


@dataclass(frozen=True, slots=True)
class DeskClosed(Event):
    kind: ClassVar[str] = "desk.closed"
    desk_session_id: int
    counter_id: int
    officer_id: int
    how: str | None = None  # a value of desks.Ending


@dataclass(frozen=True, slots=True)
class DeskHandedOver(Event):
    """The officer's session ends, and `to_officer_id` opens the same counter."""

    kind: ClassVar[str] = "desk.handed_over"
    desk_session_id: int
    counter_id: int
    officer_id: int
    to_officer_id: int


@dataclass(frozen=True, slots=True)
class DeskTakenOver(Event):
    kind: ClassVar[str] = "desk.taken_over"  # the session ends without its officer; `by_id` opens the same counter
    desk_session_id: int
    counter_id: int
    officer_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class DeskPaused(Event):
    kind: ClassVar[str] = "desk.paused"
    desk_session_id: int
    counter_id: int
    officer_id: int
    status: str  # "break", "back_office"
    reason: str | None  # a key of desks.BREAKS


@dataclass(frozen=True, slots=True)
class DeskBack(Event):
    kind: ClassVar[str] = "desk.back"
    desk_session_id: int
    counter_id: int
    officer_id: int
