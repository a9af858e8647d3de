"""Numbers that were taken faster than people can take them, as the counter and the board warn of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from queue_app.screens.state import Moment, Shown, moment
from queue_app.store.queue import floods


class FloodTold(Shown, frozen=True):
    """waiting: how many of its numbers still wait. since: when staff were first told."""

    id: int
    waiting: int
    since: Moment


def told(connection: Connection, office_id: int, *, seq: int, day: date) -> list[FloodTold]:
    """Those of the day that nobody has settled. seq: of the last event."""
    found = floods.standing(connection, office_id, seq)
    return [FloodTold(each.id, each.waiting, moment(each.began_at)) for each in found if each.day == day]
