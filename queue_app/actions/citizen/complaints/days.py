"""What a new day does by itself: lapses and closings, and what the log is told."""

from __future__ import annotations

from queue_app.actions.citizen.complaints.moving import move
from queue_app.domain.citizen.complaints.due import closes_on, lapses_on
from queue_app.domain.citizen.complaints.states import State, Verb
from queue_app.domain.log.events import ComplaintIdentityOpened, ComplaintMoved
from queue_app.store.citizen.complaints import anew, rows, steps
from queue_app.store.desk import Desk
from queue_app.store.office import calendar


def begin(desk: Desk, office_id: int) -> None:
    """All of it, once a day."""
    end_overdue(desk, office_id)
    tell_log(desk, office_id)


def end_overdue(desk: Desk, office_id: int) -> int:
    """Withdraws what was never completed and closes what was answered and left so; gives how many."""
    with desk.transaction(office_id) as work:
        own = calendar.opening(work.connection, office_id).calendar
        waiting = rows.of_office(work.connection, desk.seal, office_id, states=(State.INCOMPLETE, State.ANSWERED))
        ends = {State.INCOMPLETE: Verb.LAPSE, State.ANSWERED: Verb.CLOSE}
        until = [(kept, lapses_on(kept.handling) or closes_on(own, kept.handling)) for kept in waiting]
        over = [kept for kept, last in until if last is not None and last < work.today]
        for kept in over:
            move(work, desk.seal, kept, ends[kept.state], by_id=None)
    return len(over)


def tell_log(desk: Desk, office_id: int) -> int:
    """Tells the log of all steps of days that are over, by day and by number, never in their order; gives how many."""
    with desk.transaction(office_id) as work:
        untold = steps.take_untold(work.connection, desk.seal, office_id, before=work.today)
        anew.write_all(work.connection, desk.seal, {each.complaint_id for each in untold})
        for each in untold:
            day = each.on.isoformat()
            work.record(
                ComplaintIdentityOpened(each.complaint_id, day)
                if each.verb is Verb.OPEN_IDENTITY
                else ComplaintMoved(each.complaint_id, day, each.state)
            )
    return len(untold)
