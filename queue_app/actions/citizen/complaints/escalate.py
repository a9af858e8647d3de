"""Who must be told that deadlines come near or have passed: once for each, and not a word of what they are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from queue_app.domain.citizen.complaints.deadlines import Deadline, Rule, remind_on
from queue_app.domain.citizen.complaints.due import running
from queue_app.domain.citizen.complaints.kinds import group_of
from queue_app.domain.citizen.complaints.sight import readers
from queue_app.domain.citizen.complaints.states import OPEN
from queue_app.domain.log.rights import Role
from queue_app.domain.office.hours import Calendar
from queue_app.store.citizen.complaints import rows
from queue_app.store.citizen.complaints.reported import reported
from queue_app.store.citizen.complaints.rows import Kept
from queue_app.store.citizen.complaints.rules import rules
from queue_app.store.desk import Desk
from queue_app.store.office import calendar


class Audience(StrEnum):
    SERVICE = "service"  # the head of the office
    INTEGRITY = "integrity"  # whoever watches over the recipients of such reports


class When(StrEnum):
    EARLY = "early"  # seven tenths of the days have passed
    DUE = "due"  # the last day has come


Told = Mapping[Audience, Mapping[When, int]]


def escalate(desk: Desk, office_id: int) -> Told:
    """How many complaints each must be told of now; nobody is told of the same deadline twice in the same way.

    What the head may not see, as being about them, goes the way of reports about integrity.
    """
    told: dict[Audience, Counter[When]] = {each: Counter() for each in Audience}
    with desk.transaction(office_id) as work:
        own, days = calendar.opening(work.connection, office_id).calendar, rules(work.connection, office_id)
        for kept in rows.of_office(work.connection, desk.seal, office_id, states=OPEN):
            new = dict(_new(kept, own, days, work.today))
            if not new:
                continue
            of = reported(work.connection, kept.lodged, kept.received_on, time_zone=work.office.time_zone)
            audience = Audience.SERVICE if Role.HEAD in readers(kept.lodged.track, of) else Audience.INTEGRITY
            told[audience][max(new.values(), key=list(When).index)] += 1
            rows.remember(work.connection, desk.seal, kept, replace(kept.handling, reminded=_marks(kept, new)))
    return {audience: dict(counted) for audience, counted in told.items() if counted}


def _new(kept: Kept, own: Calendar, days: Mapping[Rule, int], today: date) -> Iterator[tuple[str, When]]:
    """The mark of each deadline that nobody was told of yet, and how it stands."""
    runs = running(
        own, days, group_of(kept.lodged.kind, kept.lodged.category), kept.state, received_on=kept.received_on,
        handling=kept.handling,
    )  # fmt: skip
    for each in runs:
        when = _when(own, each, today)
        mark = f"{each.stage}:{each.due_on}:{when}"
        if when and mark not in kept.handling.reminded:
            yield mark, when


def _when(own: Calendar, due: Deadline, today: date) -> When | None:
    if today >= due.due_on:
        return When.DUE
    return When.EARLY if today >= remind_on(own, due) else None


def _marks(kept: Kept, new: Mapping[str, When]) -> tuple[str, ...]:
    return (*kept.handling.reminded, *new)
