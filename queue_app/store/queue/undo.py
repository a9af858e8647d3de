"""What an action was before it: kept with the leg for a few seconds, so that a slip of the hand can be taken back."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from queue_app.domain.queue.lifecycle import Action
from queue_app.domain.queue.timeline import Leg

TurnBefore = tuple[int, int, date | None]  # regular run, appointed run, and the day they belong to


class LastAction(msgspec.Struct, frozen=True):
    """The last thing done to a leg, by whom, and all that it changed."""

    action: Action
    at: datetime
    officer_id: int
    before: Leg
    turn: TurnBefore | None = None  # of the calling counter, before the call
    opened: Leg | None = None  # the leg that it opened, as it left it
    doubts: tuple[str, ...] = ()  # the system's marks that it brought


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(LastAction)


def written(last: LastAction) -> str:
    """As it is kept in the row."""
    return _ENCODER.encode(last).decode()


def read(kept: str | None) -> LastAction | None:
    """The last action of a leg that can still be taken back."""
    return _DECODER.decode(kept) if kept else None
