"""Who missed the call comes back into the queue, and who gave up goes out of it."""

from __future__ import annotations

import pytest

from queue_app.actions.queue import absences, counter
from queue_app.domain.log.errors import BadInput, QueueError, TooLate
from queue_app.domain.queue.lifecycle import State
from queue_app.store.queue.tickets import TicketLeg
from tests.actions.queue.test_calls import choose
from tests.offices import Office


def missed(office: Office) -> TicketLeg:
    """The first ticket, which did not come to counter 1."""
    office.open_counter()
    office.issue()
    return office.do(counter.no_show, office.call_next())


def waits_in_order(office: Office) -> list[str]:
    """The numbers as they would be called one after another."""
    shown: list[str] = []
    while True:
        try:
            leg = office.call_next()
        except QueueError:
            return shown
        shown.append(leg.shown)
        office.do(counter.no_show, leg)


def test_who_missed_the_call_waits_again_after_the_stated_number_of_others(office: Office) -> None:
    choose(office, restore_place="after", restore_after=2)
    leg = missed(office)
    for _ in range(3):
        office.issue()

    office.do(absences.restore, leg, by="joko")

    assert waits_in_order(office) == ["A002", "A003", "A001", "A004"]


def test_two_who_missed_their_calls_keep_their_order(office: Office) -> None:
    choose(office, restore_place="after", restore_after=1)
    first = missed(office)
    office.issue()
    second = office.do(counter.no_show, office.call_next())
    for _ in range(2):
        office.issue()

    office.do(absences.restore, first)
    office.do(absences.restore, second)

    assert sorted(waits_in_order(office)) == ["A001", "A002", "A003", "A004"]


def test_a_call_missed_too_long_ago_is_not_brought_back(office: Office) -> None:
    choose(office, restore_within_min=30)
    leg = missed(office)

    office.clock.tick(minutes=30, seconds=1)

    with pytest.raises(TooLate):
        office.do(absences.restore, leg)


def test_a_ticket_is_cancelled_with_a_reason(office: Office) -> None:
    office.issue()
    office.open_counter()
    leg = office.call_next()

    with pytest.raises(BadInput):
        office.do(absences.cancel, leg, reason="entah")
    cancelled = office.do(absences.cancel, leg, reason="ganda")

    assert (cancelled.leg.state, cancelled.leg.end_reason) == (State.CANCELLED, "ganda")
