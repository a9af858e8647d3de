"""Alerts of an office: kept as they begin and end, whoever looks, and acknowledged by a person."""

from __future__ import annotations

from collections.abc import Sequence

from queue_app.domain.log import events
from queue_app.domain.queue.alerts import Cause, change
from queue_app.store.desk import Desk
from queue_app.store.queue import alerts


def renew(desk: Desk, office_id: int, causes: Sequence[Cause]) -> None:
    """Begins and ends alerts, so that those which stand are those with a cause (as `domain.queue.alerts` tells them).

    Writes only where something changed. Several workers may look: inside the transaction the office is ours alone, and
    the second finds done what the first did. The log tells nothing of it: what caused an alert stands there already.
    """
    with desk.reading() as connection:
        seen = [each.key for each in alerts.standing(connection, office_id)]
    if not any(change(seen, causes)):
        return
    with desk.transaction(office_id) as work:
        found = change([each.key for each in alerts.standing(work.connection, office_id)], causes)
        alerts.end(work.connection, office_id, found.ended, at=work.now)
        alerts.begin(work.connection, office_id, found.begun, day=work.today, at=work.now)


def acknowledge(desk: Desk, office_id: int, alert_id: int, *, officer_id: int) -> bool:
    """Somebody looks after it; everybody else sees who. Answers whether it was this person who did.

    An alert that has ended, or that a colleague looks after, stays as it is. Raises NotFound.
    """
    with desk.transaction(office_id) as work:
        kind = alerts.kind_of(work.connection, office_id, alert_id)
        is_mine = alerts.acknowledge(work.connection, alert_id, by=officer_id, at=work.now)
        if is_mine:
            work.record(events.AlertAcknowledged(alert_id=alert_id, what=kind.value, officer_id=officer_id))
    return is_mine
