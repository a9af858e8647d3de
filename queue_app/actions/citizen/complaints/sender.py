"""What a sender does with the own complaint, by its code: bring what is missing, withdraw it, have it opened again."""

from __future__ import annotations

from queue_app.actions.citizen.complaints.moving import Words, move, require_own_code
from queue_app.domain.citizen.complaints.due import require_reopening
from queue_app.domain.citizen.complaints.states import Verb, after
from queue_app.store.citizen.complaints import rows
from queue_app.store.desk import Desk
from queue_app.store.office import calendar


def complete(desk: Desk, office_id: int, *, code: str, text: str) -> None:
    """Brings what was asked for. Raises NotFound, ComplaintStands (nothing was), BadInput (nothing said)."""
    with desk.transaction(office_id) as work:
        kept = rows.by_code(work.connection, desk.seal, office_id, code)
        move(work, desk.seal, kept, Verb.COMPLETE, by_id=None, words=Words(public=text))


def withdraw(desk: Desk, office_id: int, *, code: str) -> None:
    """Takes it back. Raises NotFound, ComplaintStands: it is answered or over, or staff know the code."""
    with desk.transaction(office_id) as work:
        kept = rows.by_code(work.connection, desk.seal, office_id, code)
        require_own_code(kept.lodged, kept.state)
        move(work, desk.seal, kept, Verb.WITHDRAW, by_id=None)


def reopen(desk: Desk, office_id: int, *, code: str, text: str) -> None:
    """Has it opened again, once, within ten working days of the answer: text says what is wrong with that.

    Raises NotFound, ReopenedOnce, ReopenOver, ComplaintStands (nothing was answered), BadInput (nothing said).
    """
    with desk.transaction(office_id) as work:
        kept = rows.by_code(work.connection, desk.seal, office_id, code)
        after(kept.state, Verb.REOPEN)
        require_reopening(calendar.opening(work.connection, office_id).calendar, kept.handling, work.today)
        move(work, desk.seal, kept, Verb.REOPEN, by_id=None, words=Words(public=text))
