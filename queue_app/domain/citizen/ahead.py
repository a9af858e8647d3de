"""How many are called before each who waits: in the real order, which is not that of the numbers."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from queue_app.domain.citizen.sight import Counter, Sight, Waiting
from queue_app.domain.queue.simulated.day import simulate
from queue_app.domain.queue.simulated.people import Arrival, Call, CounterDay

USUAL_S = 600.0  # at the counter, of a service whose standard is not known
PAUSE_S = 600.0  # until somebody is back of whom nobody knows when
SOON_S = 30.0  # until a counter is free that has passed its standard time
FOR_EVER = timedelta(days=10)


def ahead(sight: Sight) -> dict[int, int]:
    """Of everybody who waits, by leg id: how many people who wait now are called before.

    Everybody of the same service counts, and who is called by a counter of whose own work the service is; who comes
    later and may pass the line does not. One play of the order as it stands, each with the standard time: it says who
    is before whom, and promises nothing. Services that no counter serves now are played as if one served each.
    """
    start = _at(sight.at)
    counters = [_day(each, sight, start) for each in sight.counters]
    alone = {each.service_id for each in sight.waiting} - {service for each in counters for service in each.ranks}
    counters += [CounterDay(-service, {service: 1}, [(start, start + FOR_EVER)]) for service in sorted(alone)]
    people = [_arrival(each, sight) for each in sight.waiting]
    return _counted(simulate(people, counters, policy=sight.policy, start=start).calls, counters)


def _counted(calls: Iterable[Call], counters: Iterable[CounterDay]) -> dict[int, int]:
    own = {each.counter_id: [service for service, rank in each.ranks.items() if rank == 1] for each in counters}
    found: dict[int, int] = {}
    before: Tally[int] = Tally()  # by service
    for call in calls:
        found[call.arrival.leg_id] = before[call.arrival.service_id]
        before.update({call.arrival.service_id, *own[call.counter_id]})
    return found


def _at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _arrival(each: Waiting, sight: Sight) -> Arrival:
    came_at, arrived_at = min(each.queued_at, sight.at), min(each.arrived_at, sight.at)  # the clock may be set back
    queued_at = max(came_at, each.not_before or 0.0)
    return Arrival(
        each.leg_id, each.order_no, each.service_id, each.is_priority, _at(queued_at), _at(arrived_at),
        _standard_s(sight.standard_s, each.service_id),
        appointed_at=None if each.appointed_at is None else _at(each.appointed_at), counter_id=each.counter_id,
    )  # fmt: skip


def _day(each: Counter, sight: Sight, start: datetime) -> CounterDay:
    opens = start if each.is_calling else _at(max(sight.at, each.back_at or sight.at + PAUSE_S))
    return CounterDay(
        each.counter_id, each.ranks, [(opens, start + FOR_EVER)], busy_until=_free_at(each, sight), turn=each.turn
    )


def _free_at(each: Counter, sight: Sight) -> datetime | None:
    if each.busy_with is None:
        return None
    since = sight.at if each.busy_since is None else each.busy_since
    return _at(max(since + _standard_s(sight.standard_s, each.busy_with), sight.at + SOON_S))


def _standard_s(standards: Mapping[int, float], service_id: int) -> float:
    return standards.get(service_id) or USUAL_S
