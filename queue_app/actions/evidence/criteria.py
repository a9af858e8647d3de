"""Criteria by which a unit is recognised: published before they count, never changed, withdrawn for what is to come."""

from __future__ import annotations

from queue_app.domain.evidence import recognition
from queue_app.domain.evidence.recognition import Criterion
from queue_app.domain.log import events
from queue_app.store.desk import Desk
from queue_app.store.evidence import criteria as rows
from queue_app.store.office import catalogue


def publish(desk: Desk, office_id: int, *, measure: str, limit_pct: int, group: str, by: int) -> int:
    """Sets a criterion as of today, whatever day the caller would like; answers its id.

    group: a code of service groups; "": the whole office. Raises BadInput, as recognition.checked does.
    """
    with desk.transaction(office_id) as work:
        recognition.checked(measure, limit_pct, group, groups=catalogue.groups(work.connection, office_id))
        criterion_id = rows.add(work.connection, office_id, Criterion(0, measure, limit_pct, group, work.today))
        work.record(
            events.CriterionSet(
                criterion_id=criterion_id, measure=measure, limit_pct=limit_pct, group=group,
                published_on=work.today.isoformat(), by_id=by,
            )
        )  # fmt: skip
    return criterion_id


def withdraw(desk: Desk, office_id: int, *, criterion_id: int, by: int) -> None:
    """It counts for no period that begins after today. Raises NotFound, also the second time."""
    with desk.transaction(office_id) as work:
        rows.withdraw(work.connection, office_id, criterion_id, day=work.today)
        work.record(events.CriterionWithdrawn(criterion_id=criterion_id, withdrawn_on=work.today.isoformat(), by_id=by))
