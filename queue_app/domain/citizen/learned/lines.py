"""What is the same for everybody in one sight (`Hall`), and for everybody who waits for one service (`Line`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from queue_app.domain.citizen.learned.drain import FAR_S, Drain
from queue_app.domain.citizen.learned.usual import Usual
from queue_app.domain.citizen.sight import LATELY_S, Called, Counter, Sight

SHORT_S, MIDDLE_S = 300.0, 900.0  # how far back the nearer past is counted
LAST_CALLS, LAST_ENDS = 5, 20
NO_WAIT = -1.0  # where nobody was called lately


class Hall(NamedTuple):
    """counters: that somebody is at. left_60: came within the hour and left uncalled.

    pace: what the last services took over what they usually take.
    """

    minute: float
    busy: float
    counters: float
    came_5: float
    came_15: float
    came_60: float
    called_5: float
    called_15: float
    called_60: float
    left_60: float
    last_wait_any_s: float
    waits_15_s: float
    head_any_s: float
    pace: float


class Line(NamedTuple):
    """offering: counters that offer the service. idle_2, idle_10: free since no more than so many minutes."""

    service: float
    offering: float
    offering_busy: float
    idle: float
    idle_2: float
    idle_10: float
    first_free_s: float
    second_free_s: float
    third_free_s: float
    spent_mean_s: float
    spent_most_s: float
    last_wait_s: float
    last_waits_s: float
    since_call_s: float
    head_s: float
    waited_mean_s: float
    came_own_5: float
    came_own_15: float
    came_own_60: float
    called_own_15: float


def hall(sight: Sight, usual: Usual) -> Hall:
    """What is the same for everybody in this sight."""
    at, came, called = sight.at, [each.at for each in sight.arrived], [each.called_at for each in sight.called]
    came_5, came_15, came_60 = (len(came) - bisect_left(came, at - span) for span in (SHORT_S, MIDDLE_S, LATELY_S))
    called_5, called_15, called_60 = (
        len(called) - bisect_left(called, at - span) for span in (SHORT_S, MIDDLE_S, LATELY_S)
    )
    lately = sight.called[len(called) - called_60 :]
    queued = [*(each.queued_at for each in lately), *(each.queued_at for each in sight.waiting)]
    stayed = sum(each >= at - LATELY_S for each in queued)
    present = [each for each in sight.counters if each.is_calling or each.busy_with is not None]
    return Hall(
        minute=sight.minute,
        busy=sum(each.busy_with is not None for each in present),
        counters=len(present),
        came_5=came_5, came_15=came_15, came_60=came_60,
        called_5=called_5, called_15=called_15, called_60=called_60,
        left_60=came_60 - stayed,
        last_wait_any_s=_wait_s(lately[-1]) if lately else NO_WAIT,
        waits_15_s=_mean([_wait_s(each) for each in lately[called_60 - called_15 :]]),
        head_any_s=max((at - each.queued_at for each in sight.waiting), default=0.0),
        pace=_pace(lately[-LAST_ENDS:], usual),
    )  # fmt: skip


def line(sight: Sight, usual: Usual, drain: Drain, service_id: int) -> Line:
    """What is the same for everybody who waits for this service."""
    at = sight.at
    counters = [drain.counters[place] for place, _ in drain.offering(service_id)]
    spent = [at - each.busy_since for each in counters if each.busy_since is not None]
    idle = [_idle_s(each, at) for each in counters if each.busy_with is None]
    free = sorted(drain.free_in_s[place] for place, _ in drain.offering(service_id))
    first, second, third = (*free[:3], FAR_S, FAR_S, FAR_S)[:3]
    waited = [at - each.queued_at for each in sight.waiting if each.service_id == service_id]
    came = [each.at for each in sight.arrived if each.service_id == service_id]
    called = [each for each in sight.called if each.service_id == service_id]
    waits = [_wait_s(each) for each in called[-LAST_CALLS:]]
    return Line(
        service=usual.services.index(service_id) if service_id in usual.services else len(usual.services),
        offering=len(counters), offering_busy=len(spent),
        idle=len(idle), idle_2=sum(each <= 120 for each in idle), idle_10=sum(each <= 600 for each in idle),
        first_free_s=first, second_free_s=second, third_free_s=third,
        spent_mean_s=_mean(spent, 0.0), spent_most_s=max(spent, default=0.0),
        last_wait_s=waits[-1] if waits else NO_WAIT, last_waits_s=_mean(waits),
        since_call_s=at - called[-1].called_at if called else LATELY_S,
        head_s=max(waited, default=0.0), waited_mean_s=_mean(waited, 0.0),
        came_own_5=sum(each >= at - SHORT_S for each in came), came_own_15=sum(each >= at - MIDDLE_S for each in came),
        came_own_60=len(came), called_own_15=sum(each.called_at >= at - MIDDLE_S for each in called),
    )  # fmt: skip


def _wait_s(each: Called) -> float:
    return each.called_at - each.queued_at


def _idle_s(each: Counter, at: float) -> float:
    """A counter that somebody is at, but long free, was seen within the hour of the past as well."""
    return min(at - each.free_since, LATELY_S) if each.free_since is not None else LATELY_S


def _pace(called: Sequence[Called], usual: Usual) -> float:
    return _mean(
        [
            (each.ended_at - each.called_at) / max(usual.to_go_s(each.service_id, 0.0), 1.0)
            for each in called
            if each.ended_at is not None
        ],
        1.0,
    )


def _mean(values: Sequence[float], otherwise: float = NO_WAIT) -> float:
    return sum(values) / len(values) if values else otherwise
