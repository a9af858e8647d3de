"""What is wrong with a line that somebody wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FaultOfLine:
    """One fault. line: counted from 1, 0: of the whole; a key of `texts`, and the values of its placeholders."""

    texts: ClassVar[Mapping[str, str]]  # msgids, of each kind of file its own

    line: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The msgid of what is wrong; its placeholders are in `values`."""
        return self.texts[self.code]
