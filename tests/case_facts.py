"""Facts of cases as a test needs them: what it does not say is dull."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from queue_app.domain.evidence.facts import CaseFact, End
from queue_app.domain.queue.outcomes import Outcome

FIRST_DAY = date(2026, 11, 2)
DULL = CaseFact(
    business_date=FIRST_DAY,
    ticket_id=0,
    service_id=1,
    counter_id=1,
    officer_id=1,
    is_priority=False,
    arrived_min=480,
    began_min=490,
    wait_s=600.0,
    left_s=None,
    walk_s=10.0,
    service_s=300.0,
    held_s=0.0,
    stay_s=910.0,
    standard_s=600.0,
    end=End.DONE,
    outcome=Outcome.SELESAI,
    documents=None,
    family=None,
    doubts=frozenset(),
    calls=1,
    is_picked=False,
    is_return=False,
    gap_s=None,
    source=None,
)
_TICKETS = count(1)


def case(officer: int = 1, *, service: int = 1, day: int = 0, **said: Any) -> CaseFact:
    """One case of a ticket of its own. day: after the first."""
    mine = {"officer_id": officer, "service_id": service, "business_date": FIRST_DAY + timedelta(days=day)}
    return DULL._replace(**{"ticket_id": next(_TICKETS), **mine, **said})


def cases(officer: int, seconds: Iterable[float], *, service: int = 1, days: int = 2, **said: Any) -> list[CaseFact]:
    """One case for each service time, dealt out over so many days."""
    return [
        case(officer, service=service, day=place % days, service_s=float(each), **said)
        for place, each in enumerate(seconds)
    ]
