"""What a sender sees of the own complaint: how it stands, what was said for these eyes, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from queue_app.domain.citizen.complaints import due
from queue_app.domain.citizen.complaints.states import ENDS, TRANSITIONS, Verb
from queue_app.domain.log.errors import QueueError
from queue_app.screens.complaints.office import Ground, Line, ground_of, line_of
from queue_app.store.citizen.complaints import files, rows, steps
from queue_app.store.citizen.complaints.rows import Kept
from queue_app.store.citizen.complaints.steps import Step
from queue_app.store.desk import Desk

HIDDEN = frozenset({Verb.NOTE, Verb.ASSIGN})  # of the house
MAY = (Verb.COMPLETE, Verb.CLOSE, Verb.REOPEN, Verb.WITHDRAW)  # in the order of the buttons


@dataclass(frozen=True, slots=True)
class Own:
    """One complaint for its sender. may: what is offered. lapses_on, closes_on: last days to complete, to reopen."""

    line: Line
    steps: list[Step]
    may: tuple[Verb, ...]
    lapses_on: date | None
    closes_on: date | None
    no_lapor: str
    pictures: int


def own(desk: Desk, office_id: int, code: str) -> Own:
    """The complaint of that code, as it was typed. Raises NotFound."""
    with desk.reading() as connection:
        kept = rows.by_code(connection, desk.seal, office_id, code)
        ground = ground_of(connection, desk.office(office_id), desk)
        said = steps.of(connection, desk.seal, kept.id)
        return Own(
            line_of(kept, ground), [each for each in said if each.said.verb not in HIDDEN], _may(kept, ground),
            due.lapses_on(kept.handling), due.closes_on(ground.calendar, kept.handling), kept.handling.no_lapor,
            files.count(connection, kept.id),
        )  # fmt: skip


def _may(kept: Kept, ground: Ground) -> tuple[Verb, ...]:
    barred: frozenset[Verb] = ENDS if kept.lodged.is_code_known else frozenset()
    possible = [verb for verb in MAY if (kept.state, verb) in TRANSITIONS and verb not in barred]
    return tuple(verb for verb in possible if verb is not Verb.REOPEN or _may_reopen(kept, ground))


def _may_reopen(kept: Kept, ground: Ground) -> bool:
    try:
        due.require_reopening(ground.calendar, kept.handling, ground.today)
    except QueueError:
        return False
    return True
