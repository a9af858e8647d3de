"""What happened in a played morning: every verb, how often it was done and how often the office's rules refused it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NUMBER, NUMBER_AGAIN, SEARCH = "number taken", "number asked for again", "search"
TOLD_BY = {"finish": ("outcome",), "hold": ("reason",), "pause": ("kind", "reason")}  # what tells uses of a verb apart


@dataclass(slots=True)
class Played:
    """How often each thing was done, and how often it was refused."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def issued(self) -> int:
        return self.done[NUMBER]

    @property
    def finished(self) -> int:
        return self._lasting("finish")

    @property
    def no_show(self) -> int:
        """Calls that were missed, also by those who came back later."""
        return self._lasting("no-show", undone="no_show")

    @property
    def restored(self) -> int:
        return self._lasting("restore")

    @property
    def transferred(self) -> int:
        return self._lasting("transfer")

    @property
    def cancelled(self) -> int:
        return self._lasting("cancel")

    def with_(self, more: Played) -> Played:
        """Both together."""
        return Played(self.done + more.done, self.refused + more.refused)

    def _lasting(self, verb: str, *, undone: str = "") -> int:
        """So often, without what was taken back."""
        done = sum(count for label, count in self.done.items() if label.split()[0] == verb)
        return done - self.done[f"undo {undone or verb}"]

    def __str__(self) -> str:
        """One line that says the most, and a table of everything."""
        told = (
            f"{self.issued} tickets, {self.finished} services finished, {self.no_show} did not come, "
            f"{self.transferred} transferred"
        )
        rows = [
            f"{label:<34}{self.done[label]:>6}{self.refused[label] or '':>9}"
            for label in sorted({*self.done, *self.refused})
        ]
        return "\n".join([told, "", f"{'verb':<34}{'done':>6}{'refused':>9}", *rows])


def label(verb: str, asked: Mapping[str, Any], told: str = "") -> str:
    """The verb as the table names it: "finish selesai", "pause break salat", "transfer to a counter and back"."""
    if verb == "transfer":
        to = "a counter" if asked.get("counter_id") else "an officer" if asked.get("officer_id") else "a service"
        return f"transfer to {to}{' and back' if asked.get('come_back') else ''}"
    if asked.get("next_service_id"):
        told = "and serve the next" if asked.get("stay") else "and queue the next"
    asked_with = [str(asked[key]) for key in TOLD_BY.get(verb, ()) if asked.get(key)]
    return " ".join([verb, *asked_with, told]).strip()
