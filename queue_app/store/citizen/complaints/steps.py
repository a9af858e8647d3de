"""What was done with a complaint, in its order, and what of it the log has not heard yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, insert, select

from queue_app.domain.citizen.complaints.handling import Said
from queue_app.domain.citizen.complaints.states import State, Verb
from queue_app.store.citizen.complaints import anew, sealed
from queue_app.store.citizen.complaints.tables import ComplaintStep
from queue_app.store.sealing import Seal


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done, on which business date, and the state after it."""

    number: int
    on: date
    state: State
    said: Said


@dataclass(frozen=True, slots=True)
class Untold:
    """A step that the log has not heard of: what it will hear."""

    complaint_id: int
    on: date
    state: State
    verb: Verb


def add(
    connection: Connection, seal: Seal, office_id: int, complaint_id: int, *, said: Said, state: State, today: date
) -> None:
    """Behind the last one of its complaint."""
    of_it = ComplaintStep.complaint_id == complaint_id
    number = connection.scalar(select(func.count()).select_from(ComplaintStep).where(of_it)) or 0
    connection.execute(
        insert(ComplaintStep).values(
            id=sealed.new_id(), office_id=office_id, complaint_id=complaint_id, number=number, on=today, state=state,
            sealed=sealed.close(seal, said),
        )
    )  # fmt: skip


def of(connection: Connection, seal: Seal, complaint_id: int) -> list[Step]:
    """All steps of one complaint, the first one first."""
    asked = (
        select(ComplaintStep.number, ComplaintStep.on, ComplaintStep.state, ComplaintStep.sealed)
        .where(ComplaintStep.complaint_id == complaint_id)
        .order_by(ComplaintStep.number)
    )
    return [
        Step(number, on, state, sealed.opened(seal, data, Said))
        for number, on, state, data in connection.execute(asked)
    ]


def take_untold(connection: Connection, seal: Seal, office_id: int, *, before: date) -> list[Untold]:
    """Those of days before that one, by day, and within a day by complaint; marked as told, and written anew.

    What another seal file closed stays untold: nobody knows what it says.
    """
    where = (ComplaintStep.office_id == office_id, ~ComplaintStep.is_told, ComplaintStep.on < before)
    asked = (
        select(
            ComplaintStep.id, ComplaintStep.complaint_id, ComplaintStep.on, ComplaintStep.state, ComplaintStep.sealed
        )
        .where(*where)
        .order_by(ComplaintStep.on, ComplaintStep.complaint_id, ComplaintStep.number)
    )
    found = [row for row in connection.execute(asked) if sealed.is_open(seal, row.sealed)]
    for row in sorted(found, key=lambda each: each.id):
        anew.write(connection, seal, ComplaintStep, row.id, is_told=True)
    return [
        Untold(row.complaint_id, row.done_on, row.state, sealed.opened(seal, row.sealed, Said).verb) for row in found
    ]
