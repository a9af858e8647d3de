"""The time that a citizen asked not to be called is told apart from the wait that the office let anybody wait."""

from __future__ import annotations

from datetime import date, timedelta

from queue_app.domain.evidence.counted import Counted
from queue_app.domain.evidence.facts import facts_of
from queue_app.domain.evidence.rollups import Cell, Measure, rollup_of
from queue_app.domain.log import events
from queue_app.domain.queue.stretches import Stretches
from tests.factories import MORNING
from tests.stories import KTP, ZONE, Story
from tests.stretch_laws import Read, broken

DAY = date(2026, 11, 23)


def late(story: Story, leg: int, *, minutes: int) -> Story:
    until = (story.now + timedelta(minutes=minutes)).isoformat()
    return story.record(events.TicketSetAside(ticket_id=leg, leg_id=leg, wish="late", not_before=until))


def let_pass(story: Story, leg: int, *passed: int) -> Story:
    told = " ".join(map(str, passed))
    return story.record(
        events.TicketSetAside(ticket_id=leg, leg_id=leg, wish="let_pass", order_no=9999, passed=told)
    )  # fmt: skip


def came_back(story: Story, leg: int) -> Story:
    return story.record(events.TicketCameBack(ticket_id=leg, leg_id=leg))


def told(story: Story, ticket: int = 1) -> list[tuple[str, float]]:
    """What each second of the visit was; every law of stretches holds."""
    assert broken(Read(story.log)) == []
    visit = Stretches().read(story.log).visits[ticket]
    return [(each.doing.value, each.seconds) for each in visit.stretches]


def wait_s(story: Story, ticket: int = 1) -> float | None:
    facts = facts_of(Stretches().read(story.log), DAY, DAY, standard_s=lambda *_: 600.0, zone=ZONE)
    return next(each.wait_s for each in facts.cases if each.ticket_id == ticket)


def test_who_is_late_waits_again_once_that_time_is_over() -> None:
    story = late(Story().opened().issued().after(60), 1, minutes=10).after(900).called().started()

    assert told(story) == [("wait", 60), ("aside", 600), ("wait", 300), ("walk", 0)]
    assert wait_s(story) == 360


def test_who_is_there_sooner_waits_from_then_on() -> None:
    story = came_back(late(Story().opened().issued().after(60), 1, minutes=10).after(120), 1).after(30).called()

    assert told(story) == [("wait", 60), ("aside", 120), ("wait", 30)]


def test_a_call_before_that_ends_it_too() -> None:
    story = late(Story().opened().issued().after(60), 1, minutes=10).after(120).called()

    assert told(story) == [("wait", 60), ("aside", 120)]


def test_two_times_that_overlap_are_one() -> None:
    story = late(late(Story().opened().issued(), 1, minutes=10).after(300), 1, minutes=10).after(1200).called()

    assert told(story) == [("aside", 900), ("wait", 600)]


def test_who_lets_others_pass_waits_until_the_first_of_them_is_called_in_the_own_turn() -> None:
    story = let_pass(Story().opened().issued(1).issued(2).issued(3).after(60), 1, 2, 3).after(100).called(2)
    story.started(2).after(200).finished(2).called(3).started(3).after(300).finished(3).called(1).started(1)

    assert told(story) == [("wait", 160), ("aside", 500), ("walk", 0)]
    assert wait_s(story) == 160


def test_a_call_of_theirs_that_is_taken_back_counts_for_nothing() -> None:
    story = let_pass(Story().opened().issued(1).issued(2), 1, 2).after(10).called(2).after(5).undone(2, "call")
    story.after(85).called(2).started(2).after(50).finished(2).called(1)

    assert told(story) == [("wait", 100), ("aside", 50)]


def test_the_own_call_that_is_taken_back_leaves_the_wait_as_it_was() -> None:
    story = late(Story().opened().issued(), 1, minutes=10).after(900).called().after(5).undone(1, "call")
    story.after(95).called()

    assert told(story) == [("aside", 600), ("wait", 400)]


def test_a_wish_of_before_a_missed_call_is_none_of_the_wait_behind_it() -> None:
    story = late(Story().opened().issued(), 1, minutes=10).after(60).called().after(30).missed().after(30).restored()
    story.after(60).called()

    assert told(story) == [("aside", 60), ("walk", 30), ("absent", 30), ("wait", 60)]


def test_a_case_tells_what_was_asked_for_beside_its_wait() -> None:
    story = late(Story().opened().issued(), 1, minutes=10).after(900).called().started()
    gone = events.TicketCancelled(ticket_id=2, leg_id=2, officer_id=None, reason="citizen")
    story.issued(2).after(60).record(gone)
    facts = facts_of(Stretches().read(story.log), DAY, DAY, standard_s=lambda *_: 600.0, zone=ZONE)

    assert [(each.wait_s, each.left_s, each.aside_s, each.wishes, each.is_given_up) for each in facts.cases] == [
        (300, None, 600, 1, False), (None, 60, 0, 0, True),
    ]  # fmt: skip


def test_what_was_asked_for_is_counted_for_the_service_and_moves_no_call() -> None:
    story = late(Story().opened().issued(), 1, minutes=30).after(3600).called().started()
    facts = facts_of(Stretches().read(story.log), DAY, DAY, standard_s=lambda *_: 600.0, zone=ZONE)
    counted = Counted.in_rows([rollup_of(facts.cases, [])[Cell(service_id=KTP)]])

    assert (counted.count(Measure.ASKED_LATER), counted.count(Measure.GIVEN_UP)) == (1, 0)
    assert [place for place, count in enumerate(counted.by_place(Measure.LOAD)) if count] == [18]  # nine o'clock


def test_who_gives_up_is_told_apart_from_whom_an_officer_cancelled() -> None:
    gone = events.TicketCancelled(ticket_id=1, leg_id=1, officer_id=None, reason="citizen")
    story = Story().issued(1).issued(2).record(gone).cancelled(2)
    legs = [visit.legs[each].is_given_up for each, visit in Stretches().read(story.log).visits.items()]

    assert legs == [True, False]


def test_an_hour_that_begins_in_the_morning_is_told_by_the_clock() -> None:
    story = late(Story().opened().issued(), 1, minutes=10).after(900).called()
    aside, wait = Stretches().read(story.log).visits[1].stretches

    assert (aside.ended_at, wait.began_at) == (MORNING + timedelta(minutes=10),) * 2
    assert (aside.ended_by, wait.ended_by) == ("ticket.came_back", "ticket.called")
