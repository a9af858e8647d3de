"""All verbs of several officers in any order, on a real database: at any moment the log's stretches keep their laws."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from queue_app.actions.queue import (
    absences,
    calls,
    carrying,
    corrections,
    counter,
    days,
    desks,
    numbers,
    remarks,
    visits,
)
from queue_app.actions.queue.counter import Finish
from queue_app.actions.queue.visits import Onward
from queue_app.domain.log.errors import CounterBusy, QueueError
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.outcomes import Outcome
from queue_app.store.engines import Database
from queue_app.store.log import chain
from queue_app.store.queue.tables import DeskStatus
from tests.factories import make_plan
from tests.offices import Office, found
from tests.stretch_laws import Read, broken

STAFF = ["wati", "joko", "tini"]
ONWARD = {  # what a desk goes on with, most often the first
    State.CALLED: ["start", "start", "start", "recall", "no_show", "transfer", "cancel"],
    State.SERVING: ["finish", "finish", "pass_on", "stay", "hold", "transfer", "to_colleague"],
    State.HELD: ["resume", "resume", "resume", "cancel"],
    State.NO_SHOW: ["restore"],
    State.WAITING: ["call_ticket", "call_ticket", "call_ticket", "cancel"],
}
FIRST = [State.SERVING, State.CALLED, State.HELD, State.WAITING, State.NO_SHOW]
OF_LEGS: dict[str, Callable[..., Any]] = {
    "recall": counter.recall,
    "start": counter.start,
    "no_show": counter.no_show,
    "hold": counter.hold,
    "resume": counter.resume,
    "finish": counter.finish,
    "pass_on": counter.finish,
    "stay": counter.finish,
    "transfer": visits.transfer,
    "to_colleague": visits.transfer,
    "restore": absences.restore,
    "cancel": absences.cancel,
    "call_ticket": calls.call_ticket,
    "undo": corrections.take_back,
}
OF_TIMES: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (remarks.mark_time, {}),
    (remarks.mark_time, {}),
    (remarks.withdraw_doubt, {"why": "too_short", "reason": "waktu_benar"}),
    (remarks.withdraw_doubt, {"why": "forgotten_finish", "reason": "waktu_benar"}),
    (remarks.withdraw_doubt, {"why": "officer"}),
    (remarks.withdraw_doubt, {"why": "supervisor"}),
    (remarks.dispute_doubt, {"why": "forgotten_finish"}),
]
OF_DESKS: dict[str, Callable[..., Any]] = {
    "open": desks.open_desk,
    "take_over": desks.take_over,
    "hand_over": desks.hand_over,
    "close": desks.close_desk,
    "pause": desks.pause,
    "back": desks.come_back,
}
STEPS = [
    *["leg"] * 18, *["undo"] * 3, *["call"] * 8, *["issue"] * 4, *["open"] * 3, *OF_DESKS, "take_over", "back",
    "next_day", "paper", "carry", "speak", "speak",
]  # fmt: skip
WHICH = [0, 0, 0, 0, 1, 1, 2, 3]
LENGTHS_S = [0, 0.000001, 0.4, 3, 3, 9, 45, 400, 4000]
SET_S = [*[0] * 30, -30, -1.5, -5, -1200, 600]  # by whoever may set the clock
_tags = itertools.count(1)


class Days(RuleBasedStateMachine):
    """An office of its own for each run, with three officers, two counters and two services."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.tag = f"-s{next(_tags)}"
        self.office: Office = found(self.database, make_plan(slug=f"kantor{self.tag}", tag=self.tag), tag=self.tag)
        self.last: tuple[int, str] | None = None  # the leg that something was done with last, and by whom
        for service, priority in (("KTP", None), ("AKTA", "lansia"), ("KTP", None), ("AKTA", None)):
            self.office.issue(service, priority=priority)
        self.office.open_counter(1, by="wati")
        self.office.open_counter(2, by="joko")

    # One rule: Hypothesis leaves rules out of whole runs at random, and a day without calls or starts teaches little.
    @rule(
        step=st.sampled_from(STEPS), who=st.sampled_from(STAFF), which=st.sampled_from(WHICH), choice=st.integers(0, 6),
        number=st.sampled_from([1, 2]), seconds=st.sampled_from(LENGTHS_S), set_s=st.sampled_from(SET_S),
    )  # fmt: skip
    def step(self, step: str, who: str, which: int, choice: int, number: int, seconds: float, set_s: float) -> None:
        self.office.clock.set_by(minutes=set_s / 60)
        self.office.clock.tick(seconds=min(seconds, 9) if step == "undo" else seconds)
        with suppress(QueueError):  # what the office's rules refuse, they refuse
            if step in OF_DESKS:
                self.at_a_desk(step, who, number)
            else:
                getattr(self, step)(who, which, choice)

    def leg(self, who: str, which: int, choice: int) -> None:
        """A verb that may follow, by whoever is at the counter, or at times by another."""
        legs = [leg for leg in self.office.legs().values() if leg.state in FIRST]
        if not legs:
            self.issue(who, which, choice)
            return
        chosen = sorted(legs, key=lambda leg: FIRST.index(leg.state))[which % len(legs)]
        verbs = ONWARD[chosen.state]
        by = who if choice == 6 else self.seated(who, at=chosen.counter_id)
        self.do(verbs[choice % len(verbs)], by, chosen.leg_id)

    def undo(self, who: str, which: int, choice: int) -> None:
        """Of what was done last, by whoever did it, or by another."""
        if self.last is None:
            self.leg(who, which, choice)
            return
        leg_id, by = self.last
        self.do("undo", who if choice == 6 else by, leg_id)

    def do(self, verb: str, who: str, leg_id: int) -> None:
        leg = self.office.legs()[leg_id]
        other = next(each for each in self.office.services.values() if each != leg.service_id)
        colleague = self.office.officers[STAFF[STAFF.index(who) - 1]]
        outcomes = list(Outcome)
        more: dict[str, dict[str, Any]] = {
            "hold": {"reason": "fotokopi"},
            "cancel": {"reason": "pulang"},
            "call_ticket": {"reason": "darurat"},
            "finish": {"done": Finish(outcomes[-leg_id % 4 if leg_id % 5 == 0 else 0])},
            "pass_on": {"done": Finish(next_service_id=other)},
            "stay": {"done": Finish(next_service_id=other, stay=True)},
            "transfer": {"to": Onward(other, come_back=bool(leg_id % 2))},
            "to_colleague": {"to": Onward(leg.service_id, officer_id=colleague)},
        }
        if verb == "no_show":
            self.office.hear()
        self.act(OF_LEGS[verb], who, leg_id=leg_id, **more.get(verb, {}))
        self.last = (leg_id, who) if verb != "undo" else None

    def speak(self, who: str, which: int, choice: int) -> None:
        """Of the time of a service: the last one, or an earlier one."""
        finished = [leg for leg in self.office.legs().values() if leg.state == State.FINISHED]
        if finished:
            leg = finished[-1 - which % len(finished)]
            verb, more = OF_TIMES[choice]
            names = {officer_id: name for name, officer_id in self.office.officers.items()}
            by = names.get(leg.officer_id or 0, who) if choice % 3 else who
            is_supervisor = {} if verb is remarks.dispute_doubt else {"is_supervisor": by == "tini"}
            self.act(verb, by, leg_id=leg.leg_id, **more, **is_supervisor)

    def at_a_desk(self, verb: str, who: str, number: int) -> None:
        colleague = self.office.officers[STAFF[STAFF.index(who) - 1]]
        more: dict[str, dict[str, Any]] = {
            "hand_over": {"to_officer_id": colleague},
            "pause": {"status": DeskStatus.BREAK, "reason": "salat"},
            **{name: {"counter_id": self.office.counters[number]} for name in ("open", "take_over")},
        }
        self.act(OF_DESKS[verb], who, **more.get(verb, {}))

    def call(self, who: str, which: int, choice: int) -> None:
        by = self.seated(who)
        try:
            self.last = self.act(calls.call_next, by).leg.leg_id, by
        except CounterBusy:
            self.leg(who, which, choice)

    def issue(self, _who: str, which: int, choice: int) -> None:
        self.office.issue("AKTA" if which % 2 else "KTP", priority="lansia" if choice == 0 else None)

    def next_day(self, _who: str, which: int, _choice: int) -> None:
        self.office.clock.tick(days=1 if len(self.office.legs()) > 8 else 0.05)  # a day of some length
        if which:
            days.expire_left_over(self.office.desk, self.office.office_id)
            days.close_left_desks(self.office.desk, self.office.office_id)

    def paper(self, _who: str, which: int, choice: int) -> None:
        yesterday = self.office.clock().date() - timedelta(days=1)
        text = f"A{choice + 1} 23.59 {'+' if which else '-'}"
        self.act(numbers.enter_list, "tini", text=text, day=yesterday)

    def carry(self, _who: str, which: int, _choice: int) -> None:
        if which == 0:
            service_id = self.office.services["AKTA"]
            self.act(carrying.carry_over, "tini", service_id=service_id)

    def seated(self, who: str, *, at: int | None = None) -> str:
        """Who holds that counter, or any; `who` where nobody does."""
        names = {officer_id: name for name, officer_id in self.office.officers.items()}
        desks_now = [each for each in Read(self.recorded()).told.desks.values() if each.ended_by is None]
        seats = {each.counter_id: names[each.officer_id] for each in desks_now}
        return who if who in seats.values() and at not in seats else seats.get(at or 0, next(iter(seats.values()), who))

    def recorded(self) -> list[Any]:
        with self.office.desk.reading() as connection:
            return list(chain.recorded(connection, self.office.office_id))

    def act(self, verb: Callable[..., Any], who: str, **more: Any) -> Any:
        return verb(self.office.desk, self.office.office_id, officer_id=self.office.officers[who], **more)

    @invariant()
    def every_law_of_stretches_holds(self) -> None:
        assert broken(Read(self.recorded())) == []

    def teardown(self) -> None:
        """In the end every row is the fold of its events."""
        self.office.check()


def play(database: Database, *, examples: int, steps: int) -> None:
    machine = type("DaysHere", (Days,), {"database": database})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, database=None,
            phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.timeout(600)  # finding the shortest way to a failure takes its time
@pytest.mark.slow("twelve days of forty verbs, each with every law")
def test_stretches_keep_their_laws_whatever_officers_do(database: Database) -> None:
    play(database, examples=12, steps=40)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_stretches_keep_their_laws_whatever_officers_do_for_long(database: Database) -> None:
    play(database, examples=300, steps=60)
