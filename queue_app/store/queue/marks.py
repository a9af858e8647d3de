"""Rows of doubts about the times of legs; what they mean is told by domain.queue.marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from queue_app.domain.queue import marks
from queue_app.domain.queue.marks import Mark, Marks
from queue_app.store.queue.tables import Leg, LegMark
from queue_app.store.rows import columns

_MARKS = select(LegMark.leg_id, *columns(Mark, LegMark)).order_by(LegMark.made_at, LegMark.why)
_OF_LEGS = _MARKS.where(LegMark.leg_id.in_(bindparam("legs", expanding=True)))
_REMOVE = delete(LegMark).where(LegMark.leg_id == bindparam("leg"), LegMark.why == bindparam("code"))
_SHOW = update(Leg).where(Leg.id == bindparam("leg")).values(inaccurate=bindparam("why"))


def of_leg(connection: Connection, leg_id: int) -> Marks:
    """Every mark of the leg, also those that stand no more."""
    return of_legs(connection, [leg_id]).get(leg_id, {})


def of_legs(connection: Connection, leg_ids: Collection[int]) -> Mapping[int, Marks]:
    """Leg id -> its marks, of those that have some."""
    found: dict[int, dict[str, Mark]] = defaultdict(dict)
    for leg_id, *mark in connection.execute(_OF_LEGS, {"legs": list(leg_ids)}) if leg_ids else ():
        found[leg_id][mark[0]] = Mark(*mark)
    return dict(found)


def change(connection: Connection, leg_id: int, was: Marks, becomes: Marks) -> str | None:
    """Writes what the leg's marks have become. Answers the standing doubt that is shown."""
    changed = [each for why, each in becomes.items() if was.get(why) != each]
    for why in [*(each.why for each in changed if each.why in was), *(set(was) - set(becomes))]:
        connection.execute(_REMOVE, {"leg": leg_id, "code": why})
    if changed:
        connection.execute(insert(LegMark), [{"leg_id": leg_id, **asdict(each)} for each in changed])
    shown = marks.standing(becomes)
    if shown != marks.standing(was):
        connection.execute(_SHOW, {"leg": leg_id, "why": shown})
    return shown
