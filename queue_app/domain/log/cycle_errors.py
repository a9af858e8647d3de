"""Refusals in the cycle of evidence: a report has its order and its terms, and a locked one is never touched."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class LetterLocked(QueueError):
    """This report is locked. Nothing in it can be changed any more."""

    code = "letter_locked"


class NotThisStep(QueueError):
    """This cannot be done with the report as it stands now."""

    code = "not_this_step"


class LetterChanged(QueueError):
    """This report was changed after you opened it. Please read it again first."""

    code = "letter_changed"


class OwnLetter(QueueError):
    """Nobody decides about the own report. Another supervisor does."""

    code = "own_letter"


class TermOver(QueueError):
    """Disputes were possible until {until}."""

    code = "term_over"


class TermRuns(QueueError):
    """The officer may dispute this report until {until}. Without the officer’s word it can be locked after that day."""

    code = "term_runs"


class PeriodNotOver(QueueError):
    """This period has not ended. A report is published after {last}."""

    code = "period_not_over"


class TrialPeriod(QueueError):
    """This office is still in its trial period. There are no reports about officers for it."""

    code = "trial_period"


class NothingDone(QueueError):
    """The log tells of no work of this officer in this period."""

    code = "nothing_done"


class EvidenceDiffers(QueueError):
    """The report of officer {officer} for {period} is not what the log vouches for. Nothing was locked."""

    code = "evidence_differs"


class NotOpened(QueueError):
    """Say first why you open this officer’s report."""

    code = "not_opened"
