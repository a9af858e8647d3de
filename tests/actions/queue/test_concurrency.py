"""Many threads at once in one process. Many processes at once are another test's."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import accumulate

from queue_app.actions.queue import counter, tickets
from queue_app.domain.log import events
from queue_app.domain.log.errors import NobodyWaiting, ServiceClosed
from queue_app.domain.office.plan import CounterPlan, OfficePlan, OfficerPlan
from queue_app.domain.queue.lifecycle import State
from queue_app.store.queue.tables import Leg, Ticket
from tests.calendars import set_service
from tests.factories import PASSWORD, make_plan
from tests.offices import Office

KIOSKS, COUNTERS, EACH = 16, 8, 15
TOTAL = KIOSKS * EACH


def make_large_plan() -> OfficePlan:
    """Eight counters that all offer both services."""
    small = make_plan(slug="besar")
    return OfficePlan(
        slug="besar", name=small.name, address=small.address, time_zone=small.time_zone, groups=small.groups,
        services=small.services,
        counters=[CounterPlan(number, ["KTP", "AKTA"]) for number in range(1, COUNTERS + 1)],
        officers=[OfficerPlan(f"petugas{number}", f"Petugas {number}", PASSWORD) for number in range(1, COUNTERS + 1)],
    )  # fmt: skip


def issue_many(office: Office, kiosk: int, start: threading.Barrier) -> list[str]:
    """One kiosk's numbers. Every press is made twice, as an impatient finger does."""
    start.wait()
    shown = []
    for press in range(EACH):
        code = ("KTP", "AKTA")[press % 2]
        key = f"kiosk-{kiosk:02d}-{press:03d}"
        first, again = office.issue(code, key=key), office.issue(code, key=key)
        assert (first.is_new, again.is_new, first.shown) == (True, False, again.shown)
        shown.append(first.shown)
    return shown


def call_many(office: Office, number: int, served: list[int], start: threading.Barrier) -> list[int]:
    """The tickets that one counter served, until all were."""
    officer = f"petugas{number}"
    office.open_counter(number, by=officer)
    start.wait()
    own: list[int] = []
    while len(served) < TOTAL:
        try:
            leg = office.call_next(by=officer)
        except NobodyWaiting:
            threading.Event().wait(0.01)
            continue
        office.do(counter.start, leg, by=officer)
        office.do(counter.finish, leg, by=officer)
        own.append(leg.leg.ticket_id)
        served.append(leg.leg.ticket_id)
    return own


def test_no_number_is_given_twice_and_no_ticket_called_twice(found_another: Callable[..., Office]) -> None:
    office = found_another(make_large_plan())
    start = threading.Barrier(KIOSKS + COUNTERS)
    served: list[int] = []

    with ThreadPoolExecutor(KIOSKS + COUNTERS) as pool:
        kiosks = [pool.submit(issue_many, office, kiosk, start) for kiosk in range(KIOSKS)]
        counters = [pool.submit(call_many, office, number, served, start) for number in range(1, COUNTERS + 1)]
        assert wait(kiosks, timeout=60).not_done == set()
        assert wait(counters, timeout=60).not_done == set()

    issued = sorted(shown for kiosk in kiosks for shown in kiosk.result())
    a, b = KIOSKS * ((EACH + 1) // 2), KIOSKS * (EACH // 2)
    assert issued == [
        *(f"A{number:03d}" for number in range(1, a + 1)), *(f"B{number:03d}" for number in range(1, b + 1)),
    ]  # fmt: skip
    assert sorted(ticket for each in counters for ticket in each.result()) == sorted(office.rows(Ticket.id))
    assert Counter(office.rows(Leg.state)) == {State.FINISHED: TOTAL}
    called = Counter(event.ticket_id for event in office.events() if isinstance(event, events.TicketCalled))
    assert set(called.values()) == {1}
    told = sorted((each.seq, len(each.events)) for each in office.published)
    ends = accumulate((count for _seq, count in told), initial=office.founded)
    assert [office.founded, *(seq for seq, _count in told)] == list(ends)
    office.check()


def test_one_press_sent_by_many_at_once_is_one_ticket(office: Office) -> None:
    start = threading.Barrier(12)

    def press() -> tickets.Issued:
        start.wait()
        return office.issue(key="press-the-same")

    with ThreadPoolExecutor(12) as pool:
        answers = [each.result() for each in [pool.submit(press) for _ in range(12)]]

    assert len({each.token for each in answers}) == 1
    assert [each.is_new for each in answers].count(True) == 1
    assert office.rows(Ticket.number) == [1]


def test_of_many_calls_at_one_counter_at_once_one_succeeds(office: Office) -> None:
    office.open_counter()
    for _ in range(8):
        office.issue()
    start = threading.Barrier(8)

    def call() -> str:
        start.wait()
        try:
            return office.call_next().shown
        except Exception as refusal:  # noqa: BLE001 - whatever it was is compared below
            return type(refusal).__name__

    with ThreadPoolExecutor(8) as pool:
        answers = [each.result() for each in [pool.submit(call) for _ in range(8)]]

    assert sorted(answers) == ["A001", *["CounterBusy"] * 7]


def test_of_many_who_press_at_once_just_those_within_the_quota_get_a_number(office: Office) -> None:
    set_service(office, "KTP", daily_quota=3)
    start = threading.Barrier(KIOSKS)

    with ThreadPoolExecutor(KIOSKS) as pool:
        pressed = [pool.submit(press_at_the_end, office, start) for _ in range(KIOSKS)]
        assert wait(pressed, timeout=60).not_done == set()

    assert sorted(each.result() for each in pressed) == ["A001", "A002", "A003", *["quota_used"] * (KIOSKS - 3)]


def press_at_the_end(office: Office, start: threading.Barrier) -> str:
    """The number of one press, or why there is none."""
    start.wait()
    try:
        return office.issue().shown
    except ServiceClosed as refused:
        return str(refused.data["reason"])
