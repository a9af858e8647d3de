"""Marks on the times of legs: who made them, who may withdraw them, and how logs of before 0.7 are read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from queue_app.domain.log import events
from queue_app.domain.queue.marks import FACTS, Mark, Marks, Source, Speaker, source, standing
from queue_app.domain.queue.performance import DOUBTS
from queue_app.domain.queue.timeline import Recorded, told
from tests.factories import at, make_called, make_issued

WATI, JOKO, TINI = 1, 2, 3
OF_LEG = {"ticket_id": 1, "leg_id": 1}
HERE: dict[str, Any] = {**OF_LEG, "counter_id": 1, "officer_id": WATI}
SERVED = [
    at(0, make_issued()), at(60, make_called(officer_id=WATI)), at(90, events.ServiceStarted(**HERE)),
    at(150, events.ServiceFinished(**HERE)),
]  # fmt: skip


def marked(why: str | None, by: int | None) -> events.TimeMarked:
    return events.TimeMarked(**OF_LEG, why=why, officer_id=by)


def withdrawn(why: str, by: int, reason: str | None = None) -> events.DoubtWithdrawn:
    return events.DoubtWithdrawn(**OF_LEG, why=why, officer_id=by, reason=reason)


def disputed(why: str, by: int) -> events.DoubtDisputed:
    return events.DoubtDisputed(**OF_LEG, why=why, officer_id=by)


def undone(action: str = "finish") -> events.ActionUndone:
    return events.ActionUndone(**OF_LEG, action=action, next_leg_id=None, counter_id=1, officer_id=WATI)


def marks_of(*happened: events.Event, log: list[Recorded] | None = None) -> Marks:
    """Those of the served leg after this happened to it, a second apart from the 160th on."""
    story = SERVED if log is None else log
    return told([*story, *(at(160 + each, event) for each, event in enumerate(happened))]).marks.get(1, {})


def second(number: int) -> Recorded:
    return at(160 + number, undone())


def test_a_mark_has_its_maker_and_its_time() -> None:
    assert marks_of(marked("officer", WATI), marked("supervisor", TINI), marked("too_short", None)) == {
        "officer": Mark("officer", WATI, second(0).at),
        "supervisor": Mark("supervisor", TINI, second(1).at),
        "too_short": Mark("too_short", None, second(2).at),
    }


def test_a_supervisors_doubt_is_shown_before_the_systems_before_the_officers() -> None:
    officers, systems, supervisors = marked("officer", WATI), marked("too_short", None), marked("supervisor", TINI)

    assert standing(marks_of(officers, systems, supervisors)) == "supervisor"
    assert standing(marks_of(officers, systems)) == "too_short"
    assert standing(marks_of(officers)) == "officer"
    assert standing({}) is None


def test_who_makes_a_mark_is_told_by_its_code() -> None:
    made = {why: source(why) for why in DOUBTS if source(why) != Source.SYSTEM}

    assert made == {"officer": Source.OFFICER, "supervisor": Source.SUPERVISOR}


def test_a_withdrawn_mark_stays_to_be_told_and_stands_no_more() -> None:
    marks = marks_of(marked("too_short", None), withdrawn("too_short", TINI, "waktu_benar"))

    told_of = Mark("too_short", None, second(0).at, TINI, second(1).at, "waktu_benar")
    assert (marks, standing(marks)) == ({"too_short": told_of}, None)


def test_a_mark_made_again_stands_anew() -> None:
    marks = marks_of(marked("officer", WATI), withdrawn("officer", WATI), marked("officer", WATI))

    assert marks == {"officer": Mark("officer", WATI, second(2).at)}


def test_a_mark_made_twice_is_the_first_ones() -> None:
    assert marks_of(marked("supervisor", TINI), marked("supervisor", JOKO)) == {
        "supervisor": Mark("supervisor", TINI, second(0).at)
    }


@pytest.mark.parametrize("fact", sorted(FACTS))
def test_a_fact_is_withdrawn_by_nobody(fact: str) -> None:
    assert standing(marks_of(marked(fact, None), withdrawn(fact, TINI, "waktu_benar"))) == fact


def test_a_disputed_mark_stands() -> None:
    marks = marks_of(marked("too_short", None), disputed("too_short", WATI))

    said = Mark("too_short", None, second(0).at, disputed_by_id=WATI, disputed_at=second(1).at)
    assert (marks, standing(marks)) == ({"too_short": said}, "too_short")


def test_what_is_said_of_a_mark_that_is_not_there_changes_nothing() -> None:
    assert marks_of(withdrawn("too_short", TINI), disputed("too_short", WATI)) == {}


def test_an_undone_finish_takes_the_systems_marks_with_it_and_no_persons() -> None:
    marks = marks_of(marked("too_short", None), marked("supervisor", TINI), marked("officer", WATI), undone())

    assert list(marks) == ["supervisor", "officer"]


def test_an_undone_finish_keeps_what_the_system_had_said_before() -> None:
    resumed = replace(events.ServiceResumed(**HERE), officer_id=JOKO)
    shared = [
        *SERVED[:3], at(100, events.ServiceHeld(**HERE)), at(110, resumed), at(150, events.ServiceFinished(**HERE)),
    ]  # fmt: skip

    marks = marks_of(marked("too_short", None), undone(), log=shared)

    assert marks == {"two_officers": Mark("two_officers", None, shared[4].at)}


def test_an_undone_resume_by_a_colleague_was_no_second_officer() -> None:
    resumed = replace(events.ServiceResumed(**HERE), officer_id=JOKO)
    held = [*SERVED[:3], at(100, events.ServiceHeld(**HERE))]

    assert list(marks_of(resumed, log=held)) == ["two_officers"]
    assert marks_of(resumed, undone("resume"), log=held) == {}


# As logs of before 0.7 tell it.


def test_an_officers_code_by_another_is_read_as_the_supervisors() -> None:
    assert marks_of(marked("officer", TINI)) == {"supervisor": Mark("supervisor", TINI, second(0).at)}


def test_a_mark_taken_back_is_read_as_the_own_one() -> None:
    marks = marks_of(marked("too_short", None), marked("officer", WATI), marked(None, WATI))

    assert (marks["officer"].withdrawn_by_id, standing(marks)) == (WATI, "too_short")


@pytest.mark.parametrize(("why", "by"), [("too_short", None), ("officer", TINI)], ids=["system", "supervisor"])
def test_anothers_mark_taken_back_by_the_officer_is_read_as_disputed(why: str, by: int | None) -> None:
    marks = marks_of(marked(why, by), marked(None, WATI))

    assert [(each.stands, each.disputed_by_id) for each in marks.values()] == [(True, WATI)]


def test_anothers_mark_taken_back_by_a_supervisor_is_read_as_withdrawn() -> None:
    marks = marks_of(marked("officer", WATI), marked("too_short", None), marked(None, TINI))

    assert [(each.why, each.withdrawn_by_id) for each in marks.values()] == [("officer", TINI), ("too_short", TINI)]


# Who may say what.

OWN = Mark("officer", WATI, second(0).at)
SUPERVISORS = Mark("supervisor", TINI, second(0).at)
SYSTEMS = Mark("too_short", None, second(0).at)
FACT = Mark("overnight", None, second(0).at)
GONE = replace(SYSTEMS, withdrawn_by_id=TINI, withdrawn_at=second(1).at)
EVERY = {"own": OWN, "supervisor's": SUPERVISORS, "system's": SYSTEMS, "fact": FACT, "withdrawn": GONE}
THE_OFFICER = Speaker(WATI, is_legs_officer=True, is_supervisor=False)
A_COLLEAGUE = Speaker(JOKO, is_legs_officer=False, is_supervisor=False)
THE_SUPERVISOR = Speaker(TINI, is_legs_officer=False, is_supervisor=True)
SUPERVISOR_WHO_SERVED = Speaker(WATI, is_legs_officer=True, is_supervisor=True)


@pytest.mark.parametrize(
    ("speaker", "marks_as", "takes_back", "withdraws", "disputes"),
    [
        (THE_OFFICER, "officer", {"own"}, set(), {"supervisor's", "system's", "fact"}),
        (A_COLLEAGUE, None, set(), set(), set()),
        (THE_SUPERVISOR, "supervisor", {"supervisor's"}, {"own", "system's"}, set()),
        (SUPERVISOR_WHO_SERVED, "officer", {"own"}, set(), {"supervisor's", "system's", "fact"}),
    ],
    ids=["officer", "colleague", "supervisor", "supervisor who served"],
)
def test_who_may_say_what(
    speaker: Speaker, marks_as: str | None, takes_back: set[str], withdraws: set[str], disputes: set[str]
) -> None:
    assert speaker.marks_as == marks_as
    assert {name for name, mark in EVERY.items() if speaker.may_take_back(mark)} == takes_back
    assert {name for name, mark in EVERY.items() if speaker.may_withdraw(mark)} == withdraws
    assert {name for name, mark in EVERY.items() if speaker.may_dispute(mark)} == disputes
