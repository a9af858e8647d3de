"""Calls that no display spoke: told to the counter that called, and to the supervisor."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.store.hall import announcements, presence
from queue_app.store.hall.announcements import Unheard

SPEAKS_WITHIN = timedelta(days=7)  # an office whose displays were all gone for longer calls by mouth


class Voice(NamedTuple):
    """How a call stands in the room, for the counter that called."""

    officer_id: int | None
    is_unheard: bool
    heard: int  # how many of its calls were spoken


def voices(connection: Connection, office_id: int, *, now: datetime, unheard_s: int) -> dict[int, Voice]:
    """Of every ticket that is called now, by leg."""
    missed = {each.leg_id for each in unheard(connection, office_id, now=now, unheard_s=unheard_s)}
    called = announcements.called_now(connection, office_id, now=now)
    return {leg: Voice(officer_id, leg in missed, heard) for leg, (officer_id, heard) in called.items()}


def unheard(connection: Connection, office_id: int, *, now: datetime, unheard_s: int) -> list[Unheard]:
    """Tickets that are called now and that no display spoke: known `unheard_s` after their turn, or once it is over.

    A display tells of the end of its sound, so that a sentence of more than `unheard_s` is waited for. None in an
    office without a display that is meant to speak: nobody waits for its voice.
    """
    if not presence.speaks_since(connection, office_id, now - SPEAKS_WITHIN):
        return []
    return announcements.unheard(connection, office_id, now=now, since=now - timedelta(seconds=unheard_s))
