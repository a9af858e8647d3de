"""Several workers tell the same receiver: each ticket in order, each message once, and again only where one is lost."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable

import pytest

from queue_app.actions.office.hooks import telling
from queue_app.domain.office.hooks.pacing import LEASE
from tests.hooked import Hooked, hooked
from tests.offices import Office

WORKERS, VISITS = 3, 8


def wait_for(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def by_ticket(hook: Hooked) -> dict[str, list[int]]:
    """The numbers of the log as each ticket's messages were taken."""
    found: dict[str, list[int]] = defaultdict(list)
    for each in hook.receiver.taken:
        found[each.number].append(each.data["seq"])
    return found


@pytest.mark.slow("three workers' loops at once, with refusals in between")
def test_under_three_workers_each_ticket_is_told_in_order_and_once(office: Office) -> None:
    with hooked(office) as hook:
        turns = {"left": 3}
        lock = threading.Lock()

        def now_and_then(_heard: object) -> int:
            with lock:
                turns["left"] -= 1
                return 422 if turns["left"] == 0 else 200

        hook.receiver.answer = now_and_then
        workers = [hook.worker() for _ in range(WORKERS)]
        for each in workers:
            each.start()
        office.open_counter()
        for _ in range(VISITS):
            office.issue()
            office.served(minutes=0)  # the clock stands: a turn lasts by it
        # But of the ticket that was refused; and each try is noted, or its turn would be over for the clock's sake.
        wait_for(lambda: len(hook.deliveries()) == 4 * VISITS - 1)
        office.clock.tick(seconds=30)
        wait_for(lambda: len(hook.receiver.taken) == 4 * VISITS)
        for each in workers:
            each.stop()

        assert by_ticket(hook) == {number: sorted(set(seqs)) for number, seqs in by_ticket(hook).items()}
        assert sum(map(len, by_ticket(hook).values())) == 4 * VISITS


def test_a_worker_that_died_with_its_turn_keeps_it_for_a_while_and_no_longer(office: Office) -> None:
    with hooked(office) as hook:
        office.issue()
        assert telling.take_turn(office.desk, hook.id, "gone")
        hook.tell()
        before = hook.receiver.told()
        office.clock.tick(seconds=LEASE.total_seconds())
        hook.tell()

        assert (before, hook.receiver.told()) == ([], [("ticket.issued", "A001")])


def test_a_worker_that_lost_its_turn_meanwhile_writes_nothing(office: Office) -> None:
    with hooked(office) as hook:
        office.issue()
        (due,) = telling.due(office.desk)
        slow, quick = hook.worker(), hook.worker()

        def overtaken(_heard: object) -> int:
            hook.receiver.answer = lambda _heard: 200
            office.clock.tick(seconds=LEASE.total_seconds())
            hook.tell(quick)
            return 200

        hook.receiver.answer = overtaken
        slow.carry(due)

        assert len({each.id for each in hook.receiver.taken}) == 1
        assert len(hook.deliveries()) == 1


def test_a_receiver_that_hangs_holds_up_no_other_one(office: Office) -> None:
    with hooked(office) as stuck, hooked(office) as other:
        free = threading.Event()
        stuck.receiver.answer = lambda _heard: 200 if free.wait(60) else 500
        worker = other.worker(timeout_s=30)
        office.issue()
        worker.start()
        wait_for(lambda: len(other.receiver.taken) == 1)
        waiting = stuck.receiver.taken[:]
        free.set()
        worker.stop()

        assert waiting == []
