"""How far somebody has come who learns the way of a number: read from the log of the training itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from queue_app.domain.log import events
from queue_app.screens.state import Shown
from queue_app.store.hall import announcements
from queue_app.store.log import journal


class TrainingSteps(Shown, frozen=True, kw_only=True):
    """What was done at least once, in the order of the guide."""

    taken: bool
    called: bool
    heard: bool
    started: bool
    finished: bool


def steps(connection: Connection, office_id: int, *, now: datetime) -> TrainingSteps:
    """heard: a call has had its turn on the display, with sound or without."""
    done = journal.kinds(connection, office_id)
    return TrainingSteps(
        taken=events.TicketIssued.kind in done,
        called=events.TicketCalled.kind in done,
        heard=announcements.had_a_turn(connection, office_id, now=now),
        started=events.ServiceStarted.kind in done,
        finished=events.ServiceFinished.kind in done,
    )
