"""What a counter may call: real rows, written straight into the tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.routing import Candidate, Policy, Turn, order
from queue_app.store.office.tables import CounterService
from queue_app.store.queue.heads import AsOf, heads
from queue_app.store.queue.tables import DeskSession, Leg, Ticket
from tests.factories import MORNING, make_plan
from tests.offices import Office
from tests.questions import plan, questions

DAY = business_date(MORNING, "Asia/Jakarta")
RATIO = Policy()
APPOINTMENTS = Policy("appointment_window", early_min=10, late_min=15)


def minutes(count: float) -> datetime:
    return MORNING + timedelta(minutes=count)


class Queue:
    """Waiting legs of an office, and what its counters may call."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.count = 0

    def add(self, service: str = "KTP", **more: Any) -> int:
        """One more ticket waits; answers its number."""
        self.count += 1
        own = {"office_id": self.office.office_id, "business_date": more.pop("day", DAY)}
        is_priority, at = more.pop("is_priority", False), minutes(more.pop("queued", 0))
        ticket = {"series_id": 1, "number": self.count, "token": f"t{self.office.office_id}-{self.count}",
                  "is_priority": is_priority, "arrived_at": at}  # fmt: skip
        leg = {"service_id": self.office.services[service], "position": 1, "state": State.WAITING,
               "is_priority": is_priority, "order_no": self.count, "queued_at": at, "held_s": 0.0,
               "call_count": 0, **more}  # fmt: skip
        with self.office.desk.database.writer.transaction() as connection:
            ticket_id = connection.execute(insert(Ticket).returning(Ticket.id), own | ticket).scalar_one()
            connection.execute(insert(Leg), own | leg | {"ticket_id": ticket_id})
        return self.count

    def rank(self, service: str, rank: int, *, counter: int = 1) -> None:
        key = (CounterService.counter_id == self.office.counters[counter],
               CounterService.service_id == self.office.services[service])  # fmt: skip
        with self.office.desk.database.writer.transaction() as connection:
            connection.execute(update(CounterService).where(*key).values(rank=rank))

    def close(self, username: str) -> None:
        """The officer's desk session ends."""
        mine = DeskSession.officer_id == self.office.officers[username]
        with self.office.desk.database.writer.transaction() as connection:
            connection.execute(update(DeskSession).where(mine).values(closed_at=MORNING))

    def heads(self, *, by: str = "wati", now: float = 60, limit: int = 10, policy: Policy = RATIO) -> list[Candidate]:
        with self.office.desk.reading() as connection:
            as_of = AsOf(DAY, minutes(now), policy)
            found = heads(connection, self.office.office_id, self.office.officers[by], as_of, limit=limit)
        assert [leg.leg.leg_id for leg, _candidate in found] == [candidate.leg_id for _leg, candidate in found]
        return [candidate for _leg, candidate in found]

    def numbers(self, **more: Any) -> list[int]:
        """The numbers that `heads` gives, in the order of their calls."""
        policy, now = more.get("policy", RATIO), minutes(more.get("now", 60))
        choices = order(self.heads(**more), Turn(), policy=policy, now=now, limit=100)
        return [choice.candidate.order_no for choice in choices]


@pytest.fixture
def queue(unchecked_office: Office) -> Queue:
    """Counter 1 (wati) offers KTP and AKTA, counter 2 (joko) only AKTA; both are open."""
    unchecked_office.open_counter(1, by="wati")
    unchecked_office.open_counter(2, by="joko")
    return Queue(unchecked_office)


def test_the_first_of_each_class_come_with_all_that_the_choice_needs(queue: Queue) -> None:
    for is_priority in (False, True, False, True):
        queue.add(is_priority=is_priority, queued=queue.count)

    found = queue.heads(limit=1)

    assert [(one.order_no, one.is_priority, one.queued_at, one.arrived_at, one.rank) for one in found] == [
        (1, False, minutes(0), minutes(0), 1), (2, True, minutes(1), minutes(1), 1),
    ]  # fmt: skip


def test_a_counter_sees_only_the_services_it_offers(queue: Queue) -> None:
    queue.add("KTP")
    queue.add("AKTA")

    assert queue.numbers(by="wati") == [1, 2]
    assert queue.numbers(by="joko") == [2]


def test_help_is_seen_once_it_is_due(queue: Queue) -> None:
    queue.rank("AKTA", 2)
    queue.add("AKTA", queued=0)
    queue.add("KTP", queued=20)

    assert {now: queue.numbers(now=now) for now in (14, 15, 40)} == {14: [2], 15: [1, 2], 40: [1, 2]}
    assert [one.rank for one in queue.heads(now=15)] == [2, 1]


def test_help_is_seen_by_its_wait_there_and_called_by_its_first_arrival(queue: Queue) -> None:
    queue.rank("AKTA", 2)
    queue.add("AKTA", queued=30)
    queue.add("AKTA", queued=5)

    assert {now: queue.numbers(now=now) for now in (40, 45)} == {40: [2], 45: [1, 2]}


@pytest.mark.parametrize(("rank", "minute"), [(2, 15), (3, 30), (4, 45), (5, 45)])
def test_every_rank_has_its_own_threshold(queue: Queue, rank: int, minute: int) -> None:
    queue.rank("AKTA", rank)
    queue.add("AKTA")

    assert (queue.numbers(now=minute - 0.01), queue.numbers(now=minute)) == ([], [1])


def test_own_work_is_seen_by_a_counter_whose_clock_was_set_back(queue: Queue) -> None:
    queue.add("KTP", queued=10)

    assert queue.numbers(now=0) == [1]


@pytest.mark.parametrize("column", ["to_counter_id", "to_officer_id"])
def test_a_directed_ticket_is_for_its_counter_or_officer_alone(queue: Queue, column: str) -> None:
    target = queue.office.counters[2] if column == "to_counter_id" else queue.office.officers["joko"]
    queue.add("AKTA")
    queue.add("AKTA", **{column: target})

    assert queue.numbers(by="wati") == [1]
    assert [(one.order_no, one.is_directed) for one in queue.heads(by="joko")] == [(1, False), (2, True)]
    assert queue.numbers(by="joko") == [2, 1]


@pytest.mark.parametrize("column", ["to_counter_id", "to_officer_id"])
def test_a_directed_ticket_is_everybodys_while_its_counter_or_officer_is_away(queue: Queue, column: str) -> None:
    target = queue.office.counters[2] if column == "to_counter_id" else queue.office.officers["joko"]
    queue.add("AKTA", **{column: target})
    queue.close("joko")

    assert [(one.order_no, one.is_directed) for one in queue.heads(by="wati")] == [(1, False)]


def test_a_directed_ticket_is_called_where_its_service_is_not_offered(queue: Queue) -> None:
    queue.add("KTP", to_counter_id=queue.office.counters[2])

    assert (queue.numbers(by="wati"), queue.numbers(by="joko")) == ([], [1])


def test_a_ticket_for_a_counter_and_an_officer_is_free_only_when_both_are_away(queue: Queue) -> None:
    queue.add("AKTA", to_counter_id=queue.office.counters[2], to_officer_id=queue.office.officers["tini"])

    seen_while_open = queue.numbers(by="wati")
    queue.close("joko")

    assert (seen_while_open, queue.numbers(by="wati")) == ([], [1])


def test_appointments_whose_time_it_is_come_by_their_time(queue: Queue) -> None:
    queue.add()
    queue.add(appointed_at=minutes(75))
    queue.add(appointed_at=minutes(60), is_priority=True)
    queue.add(appointed_at=minutes(69))

    found = [one.order_no for one in queue.heads(now=60, policy=APPOINTMENTS)]

    assert found == [1, 2, 3, 4]  # the line, with the appointment that is too early, then those whose time it is
    assert queue.numbers(now=60, policy=APPOINTMENTS) == [3, 4, 1, 2]


def test_an_appointment_out_of_its_window_does_not_hide_those_behind_it(queue: Queue) -> None:
    queue.add(appointed_at=minutes(60))
    queue.add()

    assert sorted(one.order_no for one in queue.heads(now=60, limit=1, policy=APPOINTMENTS)) == [1, 2]
    assert [one.order_no for one in queue.heads(now=76, limit=1, policy=APPOINTMENTS)] == [1]


def test_two_of_one_place_come_by_leg(queue: Queue) -> None:
    queue.add("AKTA", order_no=5)
    queue.add("KTP", order_no=5)

    first = queue.heads(limit=1)[0]

    assert first.leg_id == min(one.leg_id for one in queue.heads())


def test_other_days_and_ended_legs_are_not_seen(queue: Queue) -> None:
    queue.add(day=DAY - timedelta(days=1))
    queue.add(state=State.FINISHED)
    queue.add(state=State.HELD)

    assert queue.heads() == []


def test_other_offices_are_not_seen(queue: Queue, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="lain", tag="-lain"), tag="-lain")
    Queue(other).add(to_counter_id=queue.office.counters[1])
    Queue(other).office.open_counter(1)

    assert queue.heads() == []


@pytest.mark.parametrize("policy", [RATIO, APPOINTMENTS])
def test_the_indexes_of_waiting_legs_are_used(queue: Queue, policy: Policy) -> None:
    """A call must cost the same after a year: what has ended is never looked at."""
    with questions() as seen:
        queue.heads(policy=policy)
    with queue.office.desk.reading() as connection:
        found = plan(connection, seen[-1])

    of_waiting = {"ix_leg_waiting", "ix_leg_directed"} | ({"ix_leg_appointed"} if policy is APPOINTMENTS else set())
    used = set(re.findall(r"ix_leg_\w+", found))
    assert "SCAN leg" not in found
    assert "Seq Scan on leg" not in found
    if "SEARCH" in found:  # PostgreSQL chooses anew by what it happens to know of a table this small
        assert used == of_waiting
