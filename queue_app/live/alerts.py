"""Looks after what wants a person: by itself for every office, and more often where somebody has the board open."""

from __future__ import annotations

from collections.abc import Hashable

from queue_app.actions.queue import alerts
from queue_app.screens import alerts as seen
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.queue import alerts as rows


def look(desk: Desk, office: OfficeKey, *, unheard_s: int) -> Hashable:
    """Begins and ends the office's alerts; answers what stands now, to be compared with what stood before."""
    with desk.reading() as connection:
        causes = seen.causes(connection, office, now=desk.clock(), unheard_s=unheard_s)
    alerts.renew(desk, office.id, causes)
    with desk.reading() as connection:
        return tuple((each.id, each.acknowledged_at) for each in rows.standing(connection, office.id))
