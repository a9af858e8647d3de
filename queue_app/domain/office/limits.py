"""What a field of the set-up may hold, told beside the field itself: `name: Annotated[str, Length(1, 120)]`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints

from queue_app.domain.office.faults import Fault, Where

_UNKEPT = re.compile("[\0\ud800-\udfff]")  # no text to PostgreSQL; no text to UTF-8


@dataclass(frozen=True, slots=True)
class Shape:
    """What the whole of a text must look like, and the code of the fault where it does not."""

    pattern: re.Pattern[str]
    code: str


@dataclass(frozen=True, slots=True)
class Length:
    """Characters of a text; the most are as many as its column holds."""

    least: int
    most: int
    shape: Shape | None = None

    def fault(self, where: Where, value: str) -> Fault | None:
        """One fault of a text at most: one that is empty or too long is not also held against its shape."""
        if len(value.strip()) < self.least:
            return Fault(where, "empty")
        if len(value) > self.most:
            return Fault(where, "too_long", {"most": self.most})
        if _UNKEPT.search(value):
            return Fault(where, "bad_sign")
        is_shaped = self.shape is None or self.shape.pattern.fullmatch(value)
        return None if is_shaped or self.shape is None else Fault(where, self.shape.code)


@dataclass(frozen=True, slots=True)
class Between:
    """A whole number from the least to the most, or none where the field may hold none."""

    least: int
    most: int

    def fault(self, where: Where, value: int | None) -> Fault | None:
        if value is None or self.least <= value <= self.most:
            return None
        return Fault(where, "out_of_range", {"least": self.least, "most": self.most})


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of the codes."""

    choices: Collection[str]

    def fault(self, where: Where, value: str) -> Fault | None:
        return None if value in self.choices else Fault(where, "must_be_one_of", {"choices": ", ".join(self.choices)})


Limit = Length | Between | OneOf
_KINDS = (Length, Between, OneOf)  # the order in which faults are told
CODE = Shape(re.compile(r"[A-Za-z0-9_-]+"), "bad_code")


def of(kind: Any) -> dict[str, Limit]:
    """Field of a dataclass -> what it may hold, where it says so: texts first, then numbers, then choices."""
    return _told(kind)


def numbers(kind: Any) -> dict[str, tuple[int, int]]:
    """Field -> lowest and highest, of its fields that hold a number."""
    return {name: (each.least, each.most) for name, each in of(kind).items() if isinstance(each, Between)}


def longest(kind: Any, name: str) -> int:
    """The most characters that a text may have. name: a field of the dataclass with a Length."""
    limit = of(kind)[name]
    assert isinstance(limit, Length)  # noqa: S101 - whoever asks knows that it is a text
    return limit.most


def faults(where: Where, thing: object) -> Iterator[Fault]:
    """What the fields of a thing hold and may not, one fault each. where: the thing's own place."""
    found = (each.fault((*where, name), getattr(thing, name)) for name, each in of(type(thing)).items())
    return (fault for fault in found if fault)


@cache
def _told(kind: Any) -> dict[str, Limit]:
    hints = get_type_hints(kind, include_extras=True)
    told = [(name, each) for name, hint in hints.items() for each in getattr(hint, "__metadata__", ())]
    return {name: each for wanted in _KINDS for name, each in told if isinstance(each, wanted)}
