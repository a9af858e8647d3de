"""The follow-up plan (RTL): a line is set, done with its evidence, or withdrawn. No line is ever changed."""

from __future__ import annotations

from queue_app.domain.citizen.survey import follow_up as lines
from queue_app.domain.citizen.survey.follow_up import LONGEST_TOLD, FollowUpEntry
from queue_app.domain.citizen.survey.periods import read
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput
from queue_app.store.citizen.survey import follow_ups as rows
from queue_app.store.desk import Desk


def set_line(desk: Desk, office_id: int, entry: FollowUpEntry, *, by: int) -> int:
    """Answers the line's id. Raises BadInput, as follow_up.checked does, and NotFound for no such period."""
    code = read(entry.period).code
    with desk.transaction(office_id) as work:
        kept = lines.checked(entry, today=work.today)
        line_id = rows.add(work.connection, office_id, kept, by=by, at=work.now, today=work.today)
        work.record(events.FollowUpSet(follow_up_id=line_id, period=code, due_on=kept.due_on.isoformat(), by_id=by))
    return line_id


def finish(desk: Desk, office_id: int, *, line_id: int, realisation: str, evidence: str, by: int) -> None:
    """Today it is done. realisation: what became of it; evidence: where that can be seen. Both are asked for.

    Raises BadInput (realisation, evidence: 1 to LONGEST_TOLD characters), NotFound where no such line is open.
    """
    told = {"realisation": realisation.strip(), "evidence": evidence.strip()}
    for field, text in told.items():
        if not 1 <= len(text) <= LONGEST_TOLD or "\0" in text:
            raise BadInput(field=field, expected=f"1-{LONGEST_TOLD}")
    with desk.transaction(office_id) as work:
        rows.finish(work.connection, office_id, line_id, **told, day=work.today, by=by)
        work.record(events.FollowUpDone(follow_up_id=line_id, business_date=work.today.isoformat(), by_id=by))


def withdraw(desk: Desk, office_id: int, *, line_id: int, by: int) -> None:
    """It stays in the plan, marked so. Raises NotFound where no such line is open."""
    with desk.transaction(office_id) as work:
        rows.withdraw(work.connection, office_id, line_id, at=work.now)
        work.record(events.FollowUpWithdrawn(follow_up_id=line_id, by_id=by))
