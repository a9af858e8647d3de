"""Addresses of other programs that are told what happens. The address itself stays out of the log: it may be a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class HookAdded(Event):
    kind: ClassVar[str] = "hook.added"
    hook_id: int
    told: str  # keys of hooks.kinds.KINDS, parted by spaces
    by_id: int


@dataclass(frozen=True, slots=True)
class HookRemoved(Event):
    kind: ClassVar[str] = "hook.removed"
    hook_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class HookPaused(Event):
    kind: ClassVar[str] = "hook.paused"
    hook_id: int
    why: str  # a key of hooks.kinds.PAUSES
    by_id: int | None = None  # None: by itself


@dataclass(frozen=True, slots=True)
class HookResumed(Event):
    """It is told again, what happened behind event `from_seq` of this log."""

    kind: ClassVar[str] = "hook.resumed"
    hook_id: int
    from_seq: int
    by_id: int


@dataclass(frozen=True, slots=True)
class HookSecretSet(Event):
    kind: ClassVar[str] = "hook.secret_set"  # a new one signs its messages; the one before it for a day more
    hook_id: int
    by_id: int
