"""The first days of an office: what is to be done before its first call, and what of it is done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

# What only a person can say: code -> msgid.
SAID: dict[str, str] = {
    "no_logo": "The office shows no logo",
    "hours": "The opening hours are right",
    "away": "The first steps are put away",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an office. kiosks, displays: paired, or seen where nothing is paired. said: keys of SAID."""

    services: int
    officers: int  # who may call
    kiosks: int
    displays: int
    has_logo: bool
    has_own_hours: bool  # others than those that it was founded with
    has_trained: bool
    said: Collection[str] = ()


Done = Callable[[Known], bool]
# In the order in which people do them.
STEPS: Mapping[str, Done] = {
    "services": lambda known: known.services > 0,
    "officers": lambda known: known.officers > 0,
    "kiosk": lambda known: known.kiosks > 0,
    "display": lambda known: known.displays > 0,
    "logo": lambda known: known.has_logo or "no_logo" in known.said,
    "hours": lambda known: known.has_own_hours or "hours" in known.said,
    "training": lambda known: known.has_trained,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """done: step -> whether it is done, in order."""

    done: Mapping[str, bool]
    is_away: bool

    @property
    def count(self) -> int:
        return sum(self.done.values())

    @property
    def next(self) -> str | None:
        """The first step that is not done."""
        return next((step for step, is_done in self.done.items() if not is_done), None)


def progress(known: Known) -> Progress:
    """How far the office has come."""
    return Progress({step: is_done(known) for step, is_done in STEPS.items()}, "away" in known.said)
