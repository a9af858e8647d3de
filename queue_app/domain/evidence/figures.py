"""What is told of an office's work on certain business dates: every figure of its officers, and what is in none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from queue_app.domain.evidence.desk_time import DeskTime, desk_times
from queue_app.domain.evidence.duties import Duty, DutyId, StandardOn, duties
from queue_app.domain.queue.desk_stretches import DeskStory
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.stretch import Doing
from queue_app.domain.queue.stretches import Stretches
from queue_app.domain.queue.visit_stretches import VisitStory


@dataclass(frozen=True, slots=True)
class Figures:
    """desks: by officer, of the sessions opened on these dates. on_paper: visits entered once their day was over, of
    which nobody has a time. going_on: visits that have not ended; who missed the call and has not come back since
    is none of them.
    """

    duties: Mapping[DutyId, Duty]
    desks: Mapping[int, DeskTime]
    on_paper: int
    going_on: int


def figures(told: Stretches, first: date, last: date, *, standard_s: StandardOn, zone: str) -> Figures:
    """Of the visits and desk sessions of business dates `first` to `last`, both included; others may be among them.

    zone: the office's.
    """
    visits = list(visits_of(told, first, last))
    desks = list(desks_of(told, first, last, zone=zone))
    return Figures(
        duties(visits, desks, standard_s=standard_s, zone=zone),
        desk_times(desks, zone=zone),
        on_paper=sum(each.is_on_paper for each in visits),
        going_on=sum(each.open is not None and each.open.doing is not Doing.ABSENT for each in visits),
    )


def visits_of(told: Stretches, first: date, last: date) -> Iterator[VisitStory]:
    """The visits of these business dates, in the order in which their numbers were given."""
    return (each for each in told.visits.values() if first <= each.business_date <= last)


def desks_of(told: Stretches, first: date, last: date, *, zone: str) -> Iterator[DeskStory]:
    """The desk sessions that were opened on these business dates of the office's zone."""
    return (each for each in told.desks.values() if first <= business_date(each.opened_at, zone) <= last)
