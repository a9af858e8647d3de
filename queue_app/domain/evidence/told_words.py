"""What the log tells of what people said in reports: the fold of its events into what the rows must hold. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from queue_app.domain.evidence import letter, targets
from queue_app.domain.log.events import (
    DisputeDecided,
    DraftPublished,
    DraftReceived,
    FeedbackGiven,
    LetterDiscussed,
    LetterNoted,
    LetterOpened,
    RecordDisputed,
    TargetsSet,
)

Key = tuple[int, str]  # officer, period
Told = Mapping[str, Any]
# Fields of a row; words as their hashes.
REPORT = (
    "version", "received", "note", "feedback", "feedback_by", "officer_discussed", "supervisor_discussed_by",
)  # fmt: skip
DISPUTE = ("of_ticket", "of_service", "reason", "decision", "answer", "decided_by")
OPENING = ("reader", "reason", "words")
SAID_NOTHING = letter.sha256(b"")
_NEW = (0, False, SAID_NOTHING, SAID_NOTHING, None, False, None)
_BOTH: Told = {"officer_discussed": False, "supervisor_discussed_by": None}
_OFFICERS: Told = {"officer_discussed": False}
_SUPERVISORS: Told = {"supervisor_discussed_by": None}


@dataclass(slots=True)
class ToldWords:
    """Rows by what names them. reports: by Key; disputes: and their number; openings: and which of the report's."""

    reports: dict[Key, tuple[Any, ...]] = field(default_factory=dict)
    disputes: dict[tuple[int, str, int], tuple[Any, ...]] = field(default_factory=dict)
    targets: dict[Key, tuple[str]] = field(default_factory=dict)
    openings: dict[tuple[int, str, int], tuple[Any, ...]] = field(default_factory=dict)
    _opened: Counter[Key] = field(default_factory=Counter)

    def read(self, kind: str, event: Told) -> None:
        """An event more, in the order of the log."""
        _READ[kind](self, (event["officer_id"], event["period"]), event)

    def change(self, key: Key, **values: Any) -> None:
        """What becomes of the row of a report."""
        row = dict(zip(REPORT, self.reports.get(key, _NEW), strict=True))
        self.reports[key] = tuple({**row, **values}.values())

    def published(self, key: Key, event: Told) -> None:
        self.change(key, version=event["version"], received=False, **_BOTH)

    def received(self, key: Key, event: Told) -> None:
        self.change(key, received=event["version"] == self.reports.get(key, _NEW)[0])

    def targets_set(self, key: Key, event: Told) -> None:
        self.change(key, **_SUPERVISORS)
        self.targets[key] = (event["sha256"],)
        if event["sha256"] == targets.hashed([]):
            del self.targets[key]

    def noted(self, key: Key, event: Told) -> None:
        self.change(key, note=event["sha256"], **_SUPERVISORS)

    def disputed(self, key: Key, event: Told) -> None:
        self.change(key, **_BOTH)
        row = (event["of_ticket"], event["of_service"], event["sha256"], None, None, None)
        self.disputes[*key, event["dispute_id"]] = row

    def decided(self, key: Key, event: Told) -> None:
        self.change(key, **_BOTH)
        name = (*key, event["dispute_id"])
        about = self.disputes.get(name, (None, None, None))[:3]
        self.disputes[name] = (*about, event["decision"], event["sha256"], event["by_id"])

    def feedback(self, key: Key, event: Told) -> None:
        self.change(key, feedback=event["sha256"], feedback_by=event["by_id"], **_OFFICERS)

    def discussed(self, key: Key, event: Told) -> None:
        by_id = event["by_id"]
        self.change(key, **({"officer_discussed": True} if by_id == key[0] else {"supervisor_discussed_by": by_id}))

    def opened(self, key: Key, event: Told) -> None:
        self._opened[key] += 1
        self.openings[*key, self._opened[key]] = (event["by_id"], event["reason"], event["sha256"])


_READ: Mapping[str, Callable[[ToldWords, Key, Told], None]] = {
    DraftPublished.kind: ToldWords.published,
    DraftReceived.kind: ToldWords.received,
    TargetsSet.kind: ToldWords.targets_set,
    LetterNoted.kind: ToldWords.noted,
    RecordDisputed.kind: ToldWords.disputed,
    DisputeDecided.kind: ToldWords.decided,
    FeedbackGiven.kind: ToldWords.feedback,
    LetterDiscussed.kind: ToldWords.discussed,
    LetterOpened.kind: ToldWords.opened,
}
KINDS = (*_READ,)
