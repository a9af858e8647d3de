"""Calls that no display spoke: told to the counter that called, and to the supervisor."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from queue_app.store.hall import announcements, presence
from queue_app.store.hall.announcements import Unheard

SPEAKS_WITHIN = timedelta(days=7)  # an office whose displays were all gone for longer calls by mouth


def unheard(connection: Connection, office_id: int, *, now: datetime, unheard_s: int) -> list[Unheard]:
    """Tickets that are called now and that no display spoke: known `unheard_s` after their turn, or once it is over.

    A display tells of the end of its sound, so that a sentence of more than `unheard_s` is waited for. None in an
    office without a display that is meant to speak: nobody waits for its voice.
    """
    if not presence.speaks_since(connection, office_id, now - SPEAKS_WITHIN):
        return []
    return announcements.unheard(connection, office_id, now=now, since=now - timedelta(seconds=unheard_s))
