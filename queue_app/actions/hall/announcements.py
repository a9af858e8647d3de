"""What displays say of the calls that they speak, and the end of what was said."""

from __future__ import annotations

from datetime import timedelta

from queue_app.store.desk import Desk
from queue_app.store.hall import announcements

KEPT = timedelta(days=7)


def heard(desk: Desk, office_id: int, seq: int, *, key: str) -> None:
    """A display has spoken an announcement to its end. key: the screen's.

    Saying so again changes nothing, and neither does saying so before its turn: nobody can have heard it then.
    """
    with desk.reading() as connection:  # every display says so: only the first one's word is written
        if not announcements.waits(connection, office_id, seq, now=desk.clock()):
            return
    with desk.transaction(office_id) as work:
        announcements.heard(work.connection, office_id, seq, by=key, at=work.now)


def forget(desk: Desk, office_id: int) -> int:
    """Deletes what was announced a week ago; answers how many."""
    with desk.transaction(office_id) as work:
        return announcements.forget(work.connection, office_id, until=work.now - KEPT)
