"""What displays say of the calls that they speak."""

from __future__ import annotations

from queue_app.store.desk import Desk
from queue_app.store.hall import announcements


def heard(desk: Desk, office_id: int, seq: int, *, key: str) -> None:
    """A display has spoken an announcement to its end. key: the screen's.

    Saying so again changes nothing, and neither does saying so before its turn: nobody can have heard it then.
    """
    with desk.reading() as connection:  # every display says so: only the first one's word is written
        if not announcements.waits(connection, office_id, seq, now=desk.clock()):
            return
    with desk.transaction(office_id) as work:
        announcements.heard(work.connection, office_id, seq, by=key, at=work.now)
