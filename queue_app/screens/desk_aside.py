"""Who waits for a counter and is late, by the own word on the citizen's page. Reads only."""

from __future__ import annotations

from datetime import date, datetime

from queue_app.screens.state import Lean, Moment, moment
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.visitors import InOffice

SHOWN = 5


class AsideTicket(Lean, frozen=True, kw_only=True):
    """Whose citizen is late, and is not called before `until`."""

    number: str
    service_id: int
    until: Moment


def late(here: InOffice, own: HeldCounter, office: OfficeNow, *, day: date, now: datetime) -> list[AsideTicket]:
    """Of the counter's own work."""
    own_work = office.own_work(own.counter_id)
    mine = (each for each in here.wished if each.business_date == day and each.leg.service_id in own_work)
    return [
        AsideTicket(number=each.shown, service_id=each.leg.service_id, until=moment(each.leg.not_before))
        for each in mine
        if each.leg.not_before and each.leg.is_late(now)
    ][:SHOWN]
