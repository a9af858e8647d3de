"""How a report comes to be: from a draft to what both have discussed and nobody can change any more.

A state is never stored: it follows from what was done. The table says what may be done in each; whose it is to do, the
address says (rights.EVALUATE, rights.OWN_EVIDENCE), and that nobody decides about the own report, `require_other`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from queue_app.domain.log.cycle_errors import LetterLocked, NotThisStep, OwnLetter, TermOver, TermRuns

LONGEST_TEXT = 4000  # letters of a note, a dispute, an answer, a feedback
# Why a report is locked without the officer's word: code -> msgid.
LOCKED_ALONE: dict[str, str] = {
    "menolak": "The officer does not wish to discuss it",
    "cuti": "The officer is on long leave",
    "pindah": "The officer has moved or left",
    "lainnya": "Another reason",
}
# Why a head of the unit opens one officer's report: code -> msgid.
OPENED: dict[str, str] = {
    "keberatan": "An objection to the evaluation",
    "penilaian": "The evaluation of this officer",
    "pengaduan": "A complaint about a service",
    "pembinaan": "Guidance at the supervisor’s request",
    "lainnya": "Another reason",
}


class State(StrEnum):
    DRAFT = "draft"  # nothing is published yet
    PUBLISHED = "published"  # the officer can read it, note, and dispute
    DISPUTED = "disputed"  # a dispute waits for its decision
    REVISED = "revised"  # a dispute was accepted: the figures must be published again
    HALF = "half_discussed"  # one of the two has said that it was discussed
    DISCUSSED = "discussed"  # both have
    LOCKED = "locked"  # and nothing changes it


class Step(StrEnum):
    TARGET = "target"  # the officer types the SKP's targets
    NOTE = "note"  # the officer's
    PUBLISH = "publish"  # the supervisor's, with figures read from the log anew
    DISPUTE = "dispute"  # the officer's
    DECIDE = "decide"  # the supervisor's, on one dispute
    FEEDBACK = "feedback"  # the supervisor's
    DISCUSS = "discuss"  # each for themselves
    LOCK = "lock"  # the supervisor's, once both have discussed
    LOCK_ALONE = "lock_alone"  # the supervisor's, with a reason, when the term for disputes is over


_WORDS = frozenset({Step.TARGET, Step.NOTE})
_READ = _WORDS | {Step.FEEDBACK, Step.PUBLISH, Step.DISPUTE, Step.DISCUSS, Step.LOCK_ALONE}
MAY: Mapping[State, frozenset[Step]] = {
    State.DRAFT: _WORDS | {Step.PUBLISH},
    State.PUBLISHED: _READ,
    State.DISPUTED: _WORDS | {Step.FEEDBACK, Step.DISPUTE, Step.DECIDE},
    State.REVISED: _WORDS | {Step.FEEDBACK, Step.DISPUTE, Step.PUBLISH},
    State.HALF: _READ,
    State.DISCUSSED: (_READ | {Step.LOCK}) - {Step.LOCK_ALONE},
    State.LOCKED: frozenset(),
}


class Decision(StrEnum):
    ACCEPTED = "accepted"  # the record is left out of the times, or counts again
    REFUSED = "refused"


DECISIONS: dict[str, str] = {Decision.ACCEPTED: "Accepted", Decision.REFUSED: "Refused"}  # code -> msgid


@dataclass(frozen=True, slots=True)
class Standing:
    """What was done to one report. version: of its draft, 0: none. received_on: when the officer first opened it.

    undecided: disputes. accepted: those since the draft was published. Days are business dates.
    """

    version: int = 0
    published_on: date | None = None
    received_on: date | None = None
    undecided: int = 0
    accepted: int = 0
    officer_discussed: bool = False
    supervisor_discussed: bool = False
    is_locked: bool = False

    @property
    def state(self) -> State:
        """What follows from it; the first that holds."""
        both = self.officer_discussed and self.supervisor_discussed
        states = {
            State.LOCKED: self.is_locked,
            State.DRAFT: self.version == 0,
            State.DISPUTED: self.undecided > 0,
            State.REVISED: self.accepted > 0,
            State.DISCUSSED: both,
            State.HALF: self.officer_discussed or self.supervisor_discussed,
        }
        return next((state for state, holds in states.items() if holds), State.PUBLISHED)

    def dispute_until(self, days: int) -> date | None:
        """The last business date on which the officer may dispute it; None before it is published.

        Counted from the day after it was received, as PP 30/2019 Ps 59 counts; from its publishing while the officer
        has not opened it.
        """
        begins = self.received_on or self.published_on
        return begins + timedelta(days=days) if begins else None

    def may(self, step: Step, *, today: date, dispute_days: int) -> bool:
        """Whether the step can be taken on that day."""
        try:
            self.require(step, today=today, dispute_days=dispute_days)
        except (LetterLocked, NotThisStep, TermOver, TermRuns):
            return False
        return True

    def require(self, step: Step, *, today: date, dispute_days: int) -> None:
        """Raises LetterLocked, NotThisStep, TermOver (too late for a dispute), TermRuns (too early to lock alone)."""
        state = self.state
        if state is State.LOCKED:
            raise LetterLocked
        if step not in MAY[state]:
            raise NotThisStep
        until = self.dispute_until(dispute_days)
        if step is Step.DISPUTE and until is not None and today > until:
            raise TermOver(until=until)
        if step is Step.LOCK_ALONE and until is not None and today <= until:
            raise TermRuns(until=until)


def require_other(officer_id: int, *, by: int) -> None:
    """That whoever evaluates is not the one who is evaluated. Raises OwnLetter."""
    if officer_id == by:
        raise OwnLetter
