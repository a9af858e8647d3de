"""What every event is: something that happened, told by its own facts alone."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    kind: ClassVar[str]

    def data(self) -> dict[str, object]:
        """The event's own facts, ready for the log: plain values, nothing left out."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
