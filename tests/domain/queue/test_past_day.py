from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from queue_app.domain.queue.past_day import PastLeg, PastSession, arrivals, intervals
from queue_app.domain.queue.routing import Policy
from queue_app.domain.queue.simulated.day import simulate
from queue_app.domain.queue.simulated.people import CounterDay
from tests.factories import MORNING

STANDARD_S = {1: 600.0, 2: 900.0, 3: 300.0}
NIGHT = MORNING + timedelta(hours=16)
ALL_DAY = {1: [(MORNING, NIGHT)]}


def minutes(count: float) -> datetime:
    return MORNING + timedelta(minutes=count)


def leg(number: int, queued: float, called: float | None = None, ended: float | None = None, **more: Any) -> PastLeg:
    """The minutes of the morning in which the leg was queued, called and ended."""
    told: dict[str, Any] = {
        "ticket_id": number, "position": 1, "service_id": 1, "is_priority": False, "order_no": number,
        "appointed_at": None, "held_s": 0.0, "counter_id": None if called is None else 1, "rule": "only_regular",
        "is_accurate": True,
    }  # fmt: skip
    return PastLeg(
        leg_id=number, queued_at=minutes(queued), arrived_at=minutes(queued),
        called_at=None if called is None else minutes(called), ended_at=None if ended is None else minutes(ended),
        **{**told, **more},
    )  # fmt: skip


def takes(*legs: PastLeg) -> dict[int, float]:
    """Minutes that each arrival keeps its counter."""
    return {each.leg_id: each.takes_s / 60 for each in arrivals(legs, ALL_DAY, standard_s=STANDARD_S)}


def test_a_leg_keeps_its_counter_from_the_call_to_the_end_without_holds() -> None:
    assert takes(leg(1, 0, 5, 17), leg(2, 0, 30, 42, held_s=120.0)) == {1: 12 + 13, 2: 10}


def test_the_officers_own_time_counts_only_while_the_next_one_was_waiting() -> None:
    assert takes(leg(1, 0, 0, 10), leg(2, 5, 12, 20), leg(3, 25, 26, 30)) == {1: 12, 2: 8, 3: 4}


def test_the_wait_for_help_to_fall_due_is_not_the_officers_own_time() -> None:
    assert takes(leg(1, 0, 0, 10), leg(2, 5, 20, 24, rule="help")) == {1: 10, 2: 4}


def test_a_break_is_nobodys_service_time() -> None:
    legs = [leg(1, 0, 0, 10), leg(2, 5, 40, 50)]
    open_ = {1: [(MORNING, minutes(10)), (minutes(40), NIGHT)]}

    assert [each.takes_s for each in arrivals(legs, open_, standard_s=STANDARD_S)] == [600, 600]


def test_what_has_no_time_to_believe_takes_what_is_usual() -> None:
    known = [leg(1, 0, 0, 4), leg(2, 90, 90, 98), leg(3, 120, 120, 136, service_id=2)]
    unknown = [leg(4, 200), leg(5, 300, 300, 390, is_accurate=False), leg(6, 400, 400, service_id=3)]

    assert takes(*known, *unknown) == {1: 4, 2: 8, 3: 16, 4: 6, 5: 6, 6: 8}
    assert takes(leg(1, 0, service_id=2)) == {1: 15}


def test_the_next_service_of_the_same_visit_is_part_of_the_leg_before() -> None:
    more = leg(2, 10, 10, 25, ticket_id=1, position=2, rule="same_visit")

    found = arrivals([leg(1, 0, 2, 10), more], ALL_DAY, standard_s=STANDARD_S)

    assert [(each.leg_id, each.takes_s / 60, each.waited_s) for each in found] == [(1, 23, 120.0)]


def test_who_was_never_called_stays_until_the_ticket_was_ended() -> None:
    gone, stayed = arrivals([leg(1, 0, ended=20), leg(2, 0)], ALL_DAY, standard_s=STANDARD_S)

    assert (gone.leaves_at, gone.waited_s) == (minutes(20), None)
    assert (stayed.leaves_at, stayed.waited_s) == (None, None)


def test_a_directed_leg_is_for_the_counter_that_called_it() -> None:
    directed, other = arrivals([leg(1, 0, 5, 9, rule="directed"), leg(2, 0, 9, 12)], ALL_DAY, standard_s=STANDARD_S)

    assert (directed.counter_id, other.counter_id) == (1, None)


def test_a_counter_calls_in_its_sessions_without_their_pauses() -> None:
    sessions = [
        PastSession(1, minutes(100), minutes(200), [(minutes(120), minutes(130)), (minutes(190), minutes(200))]),
        PastSession(1, MORNING, minutes(60)),
        PastSession(2, MORNING, minutes(10), [(minutes(10), NIGHT)]),
    ]

    assert intervals(sessions, [], until=NIGHT) == {
        1: [(MORNING, minutes(60)), (minutes(100), minutes(120)), (minutes(130), minutes(190))],
        2: [(MORNING, minutes(10))],
    }


def test_a_session_that_nobody_closed_ends_with_the_last_leg_of_its_counter() -> None:
    overnight = PastSession(1, MORNING, NIGHT + timedelta(hours=2))
    legs = [leg(1, 0, 5, 30), leg(2, 0, 31, 16 * 60 + 90)]

    assert intervals([overnight], legs, until=NIGHT) == {1: [(MORNING, minutes(31))]}
    assert intervals([PastSession(1, MORNING, None)], [], until=NIGHT) == {1: []}


def test_a_day_replayed_under_its_own_order_is_the_day_as_it_was() -> None:
    legs = [leg(1, 0, 0, 9), leg(2, 1, 10, 20), leg(3, 2, 36, 40), leg(4, 3, 40, 50), leg(5, 90, 90, 99)]
    open_ = {1: [(MORNING, minutes(20)), (minutes(36), minutes(200))]}

    people = arrivals(legs, open_, standard_s=STANDARD_S)
    day = simulate(people, [CounterDay(1, {1: 1}, open_[1])], policy=Policy())

    assert [(call.arrival.leg_id, call.waited_s) for call in day.calls] == [
        (each.leg_id, each.waited_s) for each in people
    ]
