"""One leg as it passed: the only thing a model learns from, whoever wrote it down."""

from __future__ import annotations

from typing import NamedTuple

ENOUGH_LEGS = 1500  # called: below, the simulator is asked; docs/waits.md has the figures it comes from


class Passed(NamedTuple):
    """Times in POSIX seconds. key: its own within what is learned from.

    called_at: None of who left uncalled. ended_at: when the counter was done, or the person left; None: nobody knows.
    server_id: who or what served it, the same thing all through: the counter of own legs, the officer of imported ones.
    """

    key: int | str
    service_id: int
    is_priority: bool
    queued_at: float
    called_at: float | None
    ended_at: float | None
    server_id: int | None

    @property
    def was_called(self) -> bool:
        """A no-show was called too, so its wait is known."""
        return self.called_at is not None

    @property
    def waited_until(self) -> float:
        """When its wait ended, by a call or by leaving. Who nobody knows of is taken as gone at once."""
        return self.called_at if self.called_at is not None else (self.ended_at or self.queued_at)
