"""The people and counters of a sight as the one simulator takes them: who waits, who may still come past them, a
phantom for each newcomer, and when each counter calls.
"""

from __future__ import annotations

from collections import Counter as Counted
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from math import ceil
from typing import NamedTuple

from queue_app.domain.citizen.estimate import Newcomer
from queue_app.domain.citizen.sight import LATELY_S, Counter, Sight, Waiting
from queue_app.domain.queue.simulated.people import Arrival, CounterDay

LEAST_SEEN_S = 900.0  # of arrivals: what came in the first minutes of a day says little of an hour
PRIORITY_SHARE, PRIORITY_WORTH = 0.08, 25.0  # of those who come, before anything is seen
LONGEST_AHEAD_S = 3 * LATELY_S  # nobody comes after that, as far as those who wait now are concerned
LEAST_AWAY_S = 1200.0  # who is away until nobody knows when
LAST_OPEN_S = 24 * LATELY_S  # whoever has a number is served, also past the closing time

PHANTOMS_FROM, COMING_FROM = 1, 10_000  # their leg ids are these and more, below zero


class Seen(NamedTuple):
    """Everybody in a sight of whom something can be told, with the phantoms by leg id. last: the place of the last."""

    waiting: Sequence[Waiting]
    phantoms: Mapping[int, Newcomer]
    counters: Sequence[Counter]
    last: int


def seen(sight: Sight) -> Seen:
    """Whom anything can be told: of services that a counter serves which calls, now or at a time that is known.

    Counters of which nobody knows when they are back help the others once they are, and promise nothing by themselves.
    """
    known = [each for each in sight.counters if each.is_calling or each.back_at is not None]
    ids = {each.counter_id for each in known}
    served = sorted({service_id for each in known for service_id in each.ranks})
    newcomers = [Newcomer(service_id, is_priority) for service_id in served for is_priority in (False, True)]
    waiting = [each for each in sight.waiting if each.service_id in served or each.counter_id in ids]
    phantoms = {-PHANTOMS_FROM - place: each for place, each in enumerate(newcomers)}
    last = max((each.order_no for each in waiting), default=0)
    return Seen(waiting, phantoms, sight.counters if known else (), last)


def calls_in_s(counter: Counter, sight: Sight) -> float:
    """Until the counter calls again: where nobody knows, about as long as it has been away already."""
    if counter.is_calling:
        return 0.0
    if counter.back_at is not None:
        return max(counter.back_at - sight.at, 0.0)
    return max(LEAST_AWAY_S, sight.at - (counter.free_since or sight.at))


def arrival(each: Waiting, sight: Sight, *, takes_s: float) -> Arrival:
    """The person as the simulator takes one; who waits is there, also where the clock was set back since."""
    queued_at, arrived_at = (moment(min(at, sight.at)) for at in (each.queued_at, each.arrived_at))
    return Arrival(
        each.leg_id, each.order_no, each.service_id, each.is_priority, queued_at, arrived_at, takes_s,
        appointed_at=_moment(each.appointed_at), counter_id=each.counter_id, not_before=_moment(each.not_before),
    )  # fmt: skip


def phantom(leg_id: int, who: Seen, sight: Sight) -> Arrival:
    """One who comes now, behind everybody, and keeps nobody waiting: it takes no time."""
    newcomer = who.phantoms[leg_id]
    now = moment(sight.at)
    return Arrival(leg_id, who.last - leg_id, newcomer.service_id, newcomer.is_priority, now, now, 0.0)


class Coming(NamedTuple):
    """number: how many of its kind come before; one comes every `every_s`."""

    leg_id: int
    service_id: int
    number: int
    every_s: float


def to_come(who: Seen, sight: Sight, mean_s: Mapping[int, float]) -> list[Coming]:
    """Who comes past those who wait now: people with priority, as often as of late, until all who wait are called.

    Others stand behind everybody who waits and change nothing for them.
    mean_s: how long a visit keeps its counter, by service id.
    """
    servers = Counted(service_id for each in who.counters for service_id in each.ranks)
    lasts_s = _lasts_s(who, servers, mean_s)
    if sight.closes_at is not None:
        lasts_s = min(lasts_s, max(sight.closes_at - sight.at, 0.0))
    rates = {each: rate for each, rate in sorted(_priority_rates(sight).items()) if each in servers}
    legs = count(COMING_FROM)
    return [
        Coming(-next(legs), service_id, number, 1 / rate)
        for service_id, rate in rates.items()
        for number in range(ceil(lasts_s * rate))
    ]


def comer(each: Coming, who: Seen, sight: Sight, *, phase: float, takes_s: float) -> Arrival:
    """They come evenly, the first after `phase` (0 to 1) of the time between two: of all lucks theirs is the least."""
    at = moment(sight.at + (each.number + phase) * each.every_s)
    return Arrival(each.leg_id, who.last - each.leg_id, each.service_id, True, at, at, takes_s)  # noqa: FBT003


def counter_day(counter: Counter, sight: Sight, *, busy_s: float) -> CounterDay:
    """When it calls from now on: until all is done, without the office's breaks unless it works in one already."""
    opens = sight.at + calls_in_s(counter, sight)
    free_at = moment(max(opens, sight.at + busy_s))
    return CounterDay(counter.counter_id, counter.ranks, list(_intervals(opens, sight)), free_at, counter.turn)


def moment(at: float) -> datetime:
    """POSIX seconds as the simulator has its times."""
    return datetime.fromtimestamp(at, UTC)


def _moment(at: float | None) -> datetime | None:
    return None if at is None else moment(at)


def _intervals(opens: float, sight: Sight) -> Iterator[tuple[datetime, datetime]]:
    for begins, ends in breaks(sight):
        if begins > opens:
            yield moment(opens), moment(begins)
        opens = max(opens, ends)
    yield moment(opens), moment(sight.at + LAST_OPEN_S)


def breaks(sight: Sight) -> list[tuple[float, float]]:
    """The office's breaks that are still to come."""
    return [each for each in sight.breaks if each[0] > sight.at]


def _lasts_s(who: Seen, servers: Mapping[int, int], mean_s: Mapping[int, float]) -> float:
    """In so many seconds everybody who waits now has been called, nearly always."""
    waiting = Counted(each.service_id for each in who.waiting)
    longest = max((mean_s[each] * number / servers.get(each, 1) for each, number in waiting.items()), default=0.0)
    everybody = sum(mean_s[each] * number for each, number in waiting.items()) / max(len(who.counters), 1)
    return min(LONGEST_AHEAD_S, LEAST_SEEN_S + 2 * max(longest, everybody))


def _priority_rates(sight: Sight) -> dict[int, float]:
    """Service id -> people with priority in a second."""
    known = [*(each.is_priority for each in sight.waiting), *(each.is_priority for each in sight.called)]
    share = (PRIORITY_WORTH * PRIORITY_SHARE + sum(known)) / (PRIORITY_WORTH + len(known))
    first = min((each.at for each in sight.arrived), default=sight.at)
    span = min(LATELY_S, max(LEAST_SEEN_S, sight.at - first))
    came = Counted(each.service_id for each in sight.arrived)
    return {service_id: share * number / span for service_id, number in came.items()}
