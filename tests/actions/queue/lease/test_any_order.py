"""Whatever happens in whatever order: no number is there twice, nobody is lost, and the line is by origin."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from queue_app.actions.queue.lease import returning
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import business_date
from queue_app.store.queue.tables import Leg, Ticket
from tests.kiosks_lent import Lender, paired
from tests.offices import Office

STEPS = 120


class Day:
    """An office with two kiosks that are cut off now and then, for a few minutes each step."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office, self.random = office, random.Random(seed)
        self.kiosks = [paired(office, name=f"Kios {number}", size=6) for number in range(2)]
        self.expected = 0
        for each in self.kiosks:
            each.ask()

    def step(self) -> None:
        kiosk = self.random.choice(self.kiosks)
        what: list[Callable[[Lender], object]] = [self.take, self.give, self.give, self.hand_in, self.twice, self.ask]
        self.random.choice(what)(kiosk)
        self.office.clock.tick(seconds=self.random.randint(1, 90))

    def take(self, _kiosk: Lender) -> None:
        self.office.issue()
        self.expected += 1

    def give(self, kiosk: Lender) -> None:
        if any(kiosk.next[each] <= each.last for each in kiosk.blocks()):
            kiosk.give()
            self.expected += 1

    def hand_in(self, kiosk: Lender) -> None:
        kiosk.hand_in()

    def twice(self, kiosk: Lender) -> None:
        slips = list(kiosk.slips)
        kiosk.hand_in()
        kiosk.send(*slips)

    def ask(self, kiosk: Lender) -> None:
        self.hand_in(kiosk)
        kiosk.ask()


@pytest.mark.parametrize("seed", range(3))
def test_in_any_order_of_things(office: Office, seed: int) -> None:
    day = Day(office, seed)
    for _ in range(STEPS):
        day.step()
    for each in day.kiosks:
        each.hand_in()
    returning.of_days_over(office.desk, office.office_id)

    assert business_date(office.clock.now, "Asia/Jakarta") == day.kiosks[0].today
    numbers = office.rows(Ticket.number)
    assert (len(numbers), len(set(numbers))) == (day.expected, day.expected)
    assert set(office.rows(Leg.state)) == {State.WAITING}
    came = [at for _place, at in sorted(zip(office.rows(Leg.order_no), office.rows(Leg.queued_at), strict=True))]
    assert came == sorted(came)
    office.check()
