"""Forums with citizens and what was promised there. Words stay out of the log; their sum shows a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queue_app.domain.log.events.event import Event


@dataclass(frozen=True, slots=True)
class ForumSet(Event):
    """A forum was written down, or written anew."""

    kind: ClassVar[str] = "forum.set"
    forum_id: int
    business_date: str  # of the forum
    is_published: bool
    sha256: str  # of what is told of it
    by_id: int


@dataclass(frozen=True, slots=True)
class ForumPromised(Event):
    kind: ClassVar[str] = "forum.promised"
    promise_id: int
    forum_id: int
    due_on: str
    sha256: str  # of the promise and who owes it
    by_id: int


@dataclass(frozen=True, slots=True)
class ForumPromiseEnded(Event):
    kind: ClassVar[str] = "forum.promise_ended"
    promise_id: int
    forum_id: int
    decision: str  # "kept" or "dropped"
    business_date: str
    by_id: int
