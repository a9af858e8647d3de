"""All verbs in any order, on real databases, against a small model that was written a second time.

What the model refuses must raise a QueueError and change nothing; what it does must be done alike.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from queue_app.actions.queue import (
    absences,
    calls,
    corrections,
    counter,
    days,
    desks,
    numbers,
    remarks,
    set_aside,
    visits,
)
from queue_app.actions.queue.counter import Finish
from queue_app.actions.queue.visits import Onward
from queue_app.domain.log.errors import QueueError
from queue_app.domain.queue.lifecycle import AT_COUNTER, OPEN, State
from queue_app.domain.queue.priority import CATEGORIES
from queue_app.store.engines import Database
from queue_app.store.queue.tables import DeskStatus, Ticket
from queue_app.store.queue.tickets import TicketLeg
from tests.actions.queue.queue_model import REFUSED, Entry, QueueModel
from tests.factories import make_plan
from tests.offices import NEEDED, Office, found

OFFICERS = st.sampled_from(["wati", "wati", "joko", "joko", "tini"])
THE_HOLDER = "whoever holds the counter"
SOMEBODY = st.sampled_from([THE_HOLDER] * 9 + ["wati", "joko", "tini"])
COUNTERS = st.sampled_from([1, 2])
SERVICES = st.sampled_from(["KTP", "AKTA"])
PRIORITIES = st.sampled_from([None, None, None, None, *CATEGORIES])
LEGS = st.sampled_from([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 8])
ONWARD = {State.SERVING: "finish", State.HELD: "resume", State.NO_SHOW: "restore"}
RANK = {State.CALLED: 0, State.SERVING: 0, State.HELD: 1, State.NO_SHOW: 1, State.WAITING: 3}
VERBS: dict[str, Callable[..., TicketLeg]] = {
    "recall": counter.recall,
    "start": counter.start,
    "hold": counter.hold,
    "finish": counter.finish,
    "no_show": counter.no_show,
    "resume": counter.resume,
    "transfer": visits.transfer,
    "pass_on": counter.finish,
    "restore": absences.restore,
    "cancel": absences.cancel,
    "undo": corrections.take_back,
}
SAYINGS: dict[str, tuple[Callable[..., TicketLeg], dict[str, Any]]] = {
    "mark": (remarks.mark_time, {"is_supervisor": False}),
    "mark as supervisor": (remarks.mark_time, {"is_supervisor": True}),
    "take back": (remarks.withdraw_doubt, {"why": "officer", "is_supervisor": False}),
    "withdraw": (remarks.withdraw_doubt, {"why": "officer", "is_supervisor": True, "reason": "waktu_benar"}),
    "withdraw the supervisor's": (
        remarks.withdraw_doubt, {"why": "supervisor", "is_supervisor": True, "reason": "lainnya"},
    ),
    "dispute": (remarks.dispute_doubt, {"why": "supervisor"}),
    "dispute a fact": (remarks.dispute_doubt, {"why": "two_officers"}),
}  # fmt: skip
WISHES: dict[str, Callable[..., TicketLeg]] = {
    "late": set_aside.be_late, "let_pass": set_aside.let_pass, "here": set_aside.come_back,
    "give_up": set_aside.give_up,
}  # fmt: skip
SPENT = {"sqlite": (70, 50), "postgresql": (15, 50)}  # examples, steps
_tags = itertools.count(1)


class Verbs(RuleBasedStateMachine):
    """Each run founds an office of its own in the one database."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        tag = f"-{next(_tags)}"
        self.office: Office = found(self.database, make_plan(slug=f"kantor{tag}", tag=tag), tag=tag)
        self.model = QueueModel(offers={1: {"KTP", "AKTA"}, 2: {"AKTA"}})
        self.leg_ids: list[int] = []  # in the order of the model's entries
        for service, priority in (("KTP", None), ("AKTA", "lansia"), ("KTP", None), ("AKTA", None)):
            self.issue(service, priority)
        for officer, number in (("wati", 1), ("joko", 2)):
            self.open_desk(officer, number)
        for verbs in (["start", "hold"], ["no_show"]):  # so that resume and restore have their legs from the start
            self.call_next("wati")
            for verb in verbs:
                self.do("wati", 0, verb, "KTP")

    # One rule: Hypothesis leaves rules out of whole runs at random, and a day without calls or starts teaches little.
    @rule(
        kind=st.sampled_from(
            ["leg"] * 8
            + ["call"] * 4
            + ["issue"] * 2
            + ["desk", "take", "say", "break", "time", "day", "paper", "wish", "wish"]
        ),
        somebody=SOMEBODY, officer=OFFICERS, which=LEGS, verb=st.sampled_from(["onward"] * 6 + sorted(VERBS)),
        service=SERVICES, priority=PRIORITIES, number=COUNTERS,
    )  # fmt: skip
    def step(
        self, kind: str, somebody: str, officer: str, which: int, verb: str, service: str, priority: str | None,
        number: int,
    ) -> None:  # fmt: skip
        steps: dict[str, Callable[[], None]] = {
            "leg": lambda: self.do(somebody, which, verb, service),
            "call": lambda: self.call_next(officer),
            "issue": lambda: self.issue(service, priority),
            "desk": lambda: self.open_desk(officer, number) if which < 2 else self.close_desk(officer),
            "take": lambda: self.take_over(officer, number),
            "wish": lambda: self.wish(sorted(WISHES)[which % len(WISHES)], which + number, number),
            "say": lambda: self.say_of_the_last(officer, sorted(SAYINGS)[which % len(SAYINGS)]),
            "break": lambda: self.pause(officer) if which < 1 else self.come_back(officer),
            "time": lambda: self.time_passes(30 * which),
            "day": lambda: self.next_day(expires=which < 2),
            "paper": lambda: self.enter_from_paper(service, was_served=which < 1),
        }
        steps[kind]()

    def issue(self, service: str, priority: str | None) -> None:
        issued = self.office.issue(service, priority=priority)
        letter = {"KTP": "A", "AKTA": "B"}[service]
        assert issued.shown == f"{letter}{self.model.issue(service, is_priority=priority is not None):03d}"
        self.note_new_leg()

    def open_desk(self, officer: str, number: int) -> None:
        self.compare(self.model.open_desk(officer, number), lambda: self.office.open_counter(number, by=officer))

    def close_desk(self, officer: str) -> None:
        self.compare(self.model.close_desk(officer), lambda: self.act(desks.close_desk, officer))

    def take_over(self, officer: str, number: int) -> None:
        counter_id = self.office.counters[number]
        self.compare(
            self.model.take_over(officer, number), lambda: self.act(desks.take_over, officer, counter_id=counter_id)
        )

    def say_of_the_last(self, officer: str, saying: str) -> None:
        """Something about the time of the ticket that was finished last; refused or not, rows stay the fold."""
        over = [place for place, each in enumerate(self.model.entries) if each.state == State.FINISHED]
        if not over:
            return
        verb, said = SAYINGS[saying]
        with suppress(QueueError):
            self.act(verb, officer, leg_id=self.leg_ids[over[-1]], **said)

    def wish(self, wish: str, which: int, count: int) -> None:
        """Of the ticket's own citizen."""
        leg = self.office.legs()[self.leg_ids[self.place(which)]]
        own = [each.wishes for each in self.office.legs().values() if each.ticket_id == leg.ticket_id]
        more = {"late": {"nth": sum(own)}, "let_pass": {"nth": sum(own), "count": count}}.get(wish, {})
        self.compare(
            self.model.wish(wish, self.leg_ids.index(leg.leg_id), count),
            lambda: WISHES[wish](self.office.desk, self.office.office_id, ticket_id=leg.ticket_id, **more),
        )

    def pause(self, officer: str) -> None:
        more = {"status": DeskStatus.BREAK, "reason": "salat"}
        self.compare(self.model.pause(officer), lambda: self.act(desks.pause, officer, **more))

    def come_back(self, officer: str) -> None:
        self.compare(self.model.come_back(officer), lambda: self.act(desks.come_back, officer))

    def call_next(self, officer: str) -> None:
        expected = self.model.call_next(officer)
        called = self.compare(expected, lambda: self.act(calls.call_next, officer))
        if isinstance(expected, Entry):
            assert called.leg.leg_id == self.leg_ids[self.model.entries.index(expected)]

    def do(self, somebody: str, which: int, verb: str, service: str) -> None:
        place = self.place(which)
        officer = self.who(somebody, place)
        if verb == "onward":
            verb = ONWARD.get(self.model.entries[place].state, "start")
        to = self.office.services[service]
        said = {
            **NEEDED.get(VERBS[verb], {}),
            **({"to": Onward(to)} if verb == "transfer" else {}),
            **({"done": Finish(next_service_id=to)} if verb == "pass_on" else {}),
        }
        if verb == "no_show":
            self.office.hear()
        expected = self.model.do(verb, officer, place, service=service)
        self.compare(expected, lambda: self.act(VERBS[verb], officer, leg_id=self.leg_ids[place], **said))
        if verb in {"transfer", "pass_on"} and expected != REFUSED:
            self.note_new_leg()

    def time_passes(self, seconds: int) -> None:
        self.office.clock.tick(seconds=seconds)
        self.model.now += seconds

    def next_day(self, *, expires: bool) -> None:
        if len(self.leg_ids) < 6 * (self.model.day + 1):
            return  # a day of some length
        self.model.day += 1
        self.office.clock.tick(days=1)
        self.model.now += 24 * 60 * 60
        if expires:
            assert days.expire_left_over(self.office.desk, self.office.office_id) == self.model.expire()
        days.note_days(self.office.desk, self.office.office_id)

    def enter_from_paper(self, service: str, *, was_served: bool) -> None:
        if self.model.day == 0:
            return  # the office has no yesterday yet
        letter = {"KTP": "A", "AKTA": "B"}[service]
        number = self.model.record(service, was_served=was_served)
        yesterday = self.office.clock().date() - timedelta(days=1)
        line = f"{letter}{number} 23.59 {'+' if was_served else '-'}"
        self.act(numbers.enter_list, "wati", text=line, day=yesterday)
        self.note_new_leg()

    @invariant()
    def every_leg_is_in_the_state_of_the_model(self) -> None:
        legs = self.office.legs()
        expected = {
            leg_id: each.state
            for leg_id, each in zip(self.leg_ids, self.model.entries, strict=True)
            if not each.is_gone
        }
        assert {leg_id: leg.state for leg_id, leg in legs.items()} == expected

    @invariant()
    def whoever_sits_at_a_counter_is_the_officer_of_its_ticket(self) -> None:
        names = {officer_id: name for name, officer_id in self.office.officers.items()}
        at_counters = {
            leg_id: names[leg.officer_id or 0] for leg_id, leg in self.office.legs().items() if leg.state in AT_COUNTER
        }
        expected = {leg_id: each.officer for leg_id, each in zip(self.leg_ids, self.model.entries, strict=True)}
        assert at_counters == {leg_id: expected[leg_id] for leg_id in at_counters}

    @invariant()
    def rows_are_the_fold_of_their_events_and_the_chain_holds(self) -> None:
        self.office.check_legs()

    @invariant()
    def nobody_is_at_two_places_and_no_counter_serves_two(self) -> None:
        legs = self.office.legs().values()
        at_counters = Counter(leg.counter_id for leg in legs if leg.state in AT_COUNTER)
        open_tickets = Counter(leg.ticket_id for leg in legs if leg.state in OPEN)
        assert max(at_counters.values(), default=1) == 1
        assert max(open_tickets.values(), default=1) == 1

    def teardown(self) -> None:
        """At the end of a run: numbers ran from one without a gap, each series and day, and every row is told."""
        self.office.check()
        each_day = (Ticket.series_id, Ticket.business_date)
        with self.database.reading() as connection:
            runs = connection.execute(
                select(func.min(Ticket.number), func.max(Ticket.number), func.count(Ticket.number.distinct()))
                .where(Ticket.office_id == self.office.office_id)
                .group_by(*each_day)
            ).all()
        assert sorted(tuple(row) for row in runs) == sorted((1, last, last) for last in self.model.numbers.values())

    def act(self, verb: Callable[..., Any], officer: str, **more: Any) -> Any:
        return verb(self.office.desk, self.office.office_id, officer_id=self.office.officers[officer], **more)

    def compare(self, expected: object, action: Callable[[], Any]) -> Any:
        """Does it. What the model refused must raise, change no row and tell nobody."""
        if expected != REFUSED:
            return action()
        before, told = self.office.legs(), len(self.office.published)
        with pytest.raises(QueueError):
            action()
        assert (self.office.legs(), len(self.office.published)) == (before, told)
        return None

    def place(self, which: int) -> int:
        """A leg, those first with which most can happen."""
        here = [place for place, each in enumerate(self.model.entries) if not each.is_gone]
        places = sorted(here, key=lambda place: RANK.get(self.model.entries[place].state, 2))
        return places[which % len(places)]

    def who(self, officer: str, place: int) -> str:
        """The officer, or whoever holds the counter where the leg is (else one of them)."""
        holders = {number: name for name, number in self.model.holders.items()}
        return holders.get(self.model.entries[place].counter or 0, "wati") if officer == THE_HOLDER else officer

    def note_new_leg(self) -> None:
        self.leg_ids.append(max(self.office.legs()))


@pytest.mark.timeout(600)  # finding the shortest way to a failure takes its time
@pytest.mark.slow("seventy days of fifty steps, each compared with the model")
def test_all_verbs_in_any_order_do_what_the_model_does(database: Database, backend: str) -> None:
    examples, steps = SPENT[backend]
    machine = type("VerbsHere", (Verbs,), {"database": database})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
