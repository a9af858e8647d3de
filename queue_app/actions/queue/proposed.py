"""What the system proposes not to believe of a service's time, told at its finish."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from queue_app.actions.queue import jumps
from queue_app.domain.office import standard_times
from queue_app.domain.queue import performance
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.timeline import Leg, service_time
from queue_app.store.desk import Work
from queue_app.store.office.now import office_at_work
from queue_app.store.queue import tickets, usual_times
from queue_app.store.queue.tickets import TicketLeg


def doubts(work: Work, found: TicketLeg, ended: Leg) -> tuple[str, ...]:
    """Keys of performance.DOUBTS, of a leg that has just ended together with the visit's earlier ones of its service.

    A priority citizen may rightly take long: of one, length is no doubt.
    """
    own = [*_earlier(work, found), ended]
    standards = office_at_work(work).standards[ended.service_id]
    known = usual_times.known(work.connection, ended.service_id)
    limits = performance.limits(
        60.0 * standard_times.on(standards, found.business_date), service=known.service, walk=known.walk
    )
    odd = performance.proposals(
        sum(took.total_seconds() for leg in own if (took := service_time(leg))),
        walk_s=sum(map(_walk_s, own)),
        held_s=sum(leg.held_s for leg in own),
        limits=limits,
    )
    return (*_facts(work, ended), *(why for why in odd if not (found.is_priority and why == "forgotten_finish")))


def _facts(work: Work, ended: Leg) -> Iterator[str]:
    begun = ended.started_at or work.now
    if business_date(begun, work.office.time_zone) != work.today:
        yield "overnight"
    if jumps.was_set_since(work, ended.called_at or begun):
        yield "clock_jumped"


def _earlier(work: Work, found: TicketLeg) -> list[Leg]:
    if found.leg.position == 1:
        return []
    visit = (each.leg for each in tickets.legs_of(work.connection, found.leg.ticket_id))
    return [leg for leg in visit if leg.service_id == found.leg.service_id and leg.position < found.leg.position]


def _walk_s(leg: Leg) -> float:
    return (leg.started_at - leg.called_at) / timedelta(seconds=1) if leg.started_at and leg.called_at else 0.0
