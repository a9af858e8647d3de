"""What a clock that was set does to the time that passed since something: nobody gains a minute by it."""

from __future__ import annotations

from datetime import datetime, timedelta

from queue_app.domain.log.clock import ClockSet, set_since
from queue_app.store.desk import Work
from queue_app.store.log import jumps


def was_set_since(work: Work, moment: datetime) -> bool:
    """Whether the clock was set between the event that was logged at that moment and this transaction.

    Exact, also where the clock showed the moment twice. Costs nothing where the clock was not set lately.
    """
    if work.jump is not None:
        return True
    return _may_precede(work, moment) and not jumps.is_after_all(work.connection, work.office.id, moment)


def passed_since(work: Work, moment: datetime) -> timedelta:
    """The time that passed since something was noted at that moment, whatever was done to the clock meanwhile.

    Where the clock showed the moment twice, since the second time.
    """
    return work.now - moment - timedelta(seconds=set_since(moment, work.now, before(work, moment)))


def before(work: Work, moment: datetime) -> list[ClockSet]:
    """The jumps that may have come since that moment, the newest first; the one of this transaction is among them."""
    own = [ClockSet(work.now, work.jump.by_s)] if work.jump else []
    return own + (jumps.last(work.connection, work.office.id) if _may_precede(work, moment) else [])


def _may_precede(work: Work, moment: datetime) -> bool:
    until = work.head.answer.kept.jumped_until
    return until is not None and moment <= until
