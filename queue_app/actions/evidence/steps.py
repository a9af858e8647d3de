"""What every step of the cycle begins with: the report as it is now, ours alone, and whether the step is due."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from queue_app.domain.evidence import letter
from queue_app.domain.evidence.cycle import LONGEST_TEXT, Standing, Step
from queue_app.domain.log.cycle_errors import LetterChanged
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.office import typed
from queue_app.store.desk import Desk, Work
from queue_app.store.evidence import cycle, period
from queue_app.store.evidence.cycle import Progress, Report
from queue_app.store.evidence.letters import Whose

__all__ = ["Taken", "Whose", "hashed", "text_of"]


@dataclass(slots=True)
class Taken:
    """A report within one transaction."""

    work: Work
    whose: Whose
    progress: Progress

    @property
    def report(self) -> Report:
        return self.progress.report

    @property
    def standing(self) -> Standing:
        return self.progress.standing(self.work.office.time_zone)

    @property
    def named(self) -> dict[str, Any]:
        """What every event of the cycle says."""
        return {"officer_id": self.whose.officer_id, "period": self.whose.period.code}

    def require(self, step: Step) -> None:
        """That the step is due. Raises LetterLocked, NotThisStep, TermOver, TermRuns."""
        self.standing.require(step, today=self.work.today, dispute_days=self.whose.dispute_days)

    def require_seen(self, revision: int) -> None:
        """That whoever acts has read the report as it is. Raises LetterChanged."""
        if self.report.revision != revision:
            raise LetterChanged

    def change(self, **values: Any) -> Report:
        """What becomes of the row, which exists from now on; answers the report as it was. Raises LetterChanged."""
        begun = cycle.begin(self.work.connection, self.whose.office_id, self.report)
        cycle.change(self.work.connection, begun, values)
        return begun


@contextmanager
def taken(desk: Desk, whose: Whose) -> Iterator[Taken]:
    """A transaction on one report. Raises NotFound for an officer who is not of the office."""
    with desk.transaction(whose.office_id) as work:
        if whose.officer_id not in period.officers(work.connection, whose.office_id):
            raise NotFound(what="officer")
        found = cycle.progress(work.connection, whose.office_id, whose.officer_id, whose.period.code)
        yield Taken(work, whose, found)


def text_of(text: str, *, field: str, is_needed: bool = True) -> str:
    """What somebody wrote, without what stands around it and what cannot be seen. Raises BadInput."""
    kept = typed.written(text)
    if len(kept) > LONGEST_TEXT or (is_needed and not typed.says_something(kept)):
        raise BadInput(field=field, expected=f"1-{LONGEST_TEXT}")
    return kept


def hashed(text: str) -> str:
    """The hash under which the log knows what was written."""
    return letter.sha256(text.encode())
