"""Dated changes that people note, so that the survey can be compared around them."""

from __future__ import annotations

from datetime import date

from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput
from queue_app.store.citizen.survey import changes as rows
from queue_app.store.desk import Desk

LONGEST_NAME = 120
FIRST_YEAR = 2000


def note(desk: Desk, office_id: int, *, day: date, name: str, by: int) -> int:
    """Answers its id. Raises BadInput (day: not to come; name: 1 to LONGEST_NAME characters)."""
    told = " ".join(name.split())
    with desk.transaction(office_id) as work:
        if not 1 <= len(told) <= LONGEST_NAME or "\0" in told:
            raise BadInput(field="name", expected=f"1-{LONGEST_NAME}")
        if day.year < FIRST_YEAR or day > work.today:
            raise BadInput(field="day", expected=f"<= {work.today}")
        change_id = rows.add(work.connection, office_id, day=day, name=told, by=by, at=work.now)
        work.record(events.ChangeNoted(change_id=change_id, business_date=day.isoformat(), by_id=by))
    return change_id


def withdraw(desk: Desk, office_id: int, *, change_id: int, by: int) -> None:
    """It is compared around no more. Raises NotFound, also when repeated."""
    with desk.transaction(office_id) as work:
        rows.withdraw(work.connection, office_id, change_id, at=work.now)
        work.record(events.ChangeWithdrawn(change_id=change_id, by_id=by))
