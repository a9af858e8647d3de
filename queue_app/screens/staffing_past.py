"""What one counter more, or one fewer, would have done on a past day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from queue_app.domain.evidence.staffing.past import Compared, compared
from queue_app.screens.preview import recorded
from queue_app.screens.staffing import desks_of
from queue_app.store.desk import Desk
from queue_app.store.office.now import office_now
from queue_app.store.queue import past_days


@dataclass(frozen=True, slots=True)
class PastDay:
    """found: None where nobody waited that day. numbers: counter id -> number on the sign."""

    day: date
    found: Compared | None
    on_paper: int
    numbers: dict[int, int]


def past_day(desk: Desk, office_id: int, day: date) -> PastDay:
    """The day called again with the office's present order. Raises NotFound."""
    office = desk.office(office_id)
    with desk.reading() as connection:
        people, counters = recorded(connection, office, day)
        known = office_now(connection, office_id)
        on_paper = past_days.on_paper(connection, office_id, day=day)

    def compare() -> Compared:
        return compared(people, counters, desks_of(known), policy=known.policy)

    return PastDay(day, cast("Compared", desk.offload(compare)) if people else None, on_paper, known.numbers)
