"""The fold of stretches: each second of a visit and of a desk is named once, whatever happens."""

from __future__ import annotations

from queue_app.domain.log.events import ServedOnPaper
from tests.stories import Story, told


def morning() -> Story:
    """Wati is at her counter and one citizen has come."""
    return Story().opened().after(60).issued()


def test_a_visit_is_a_wait_a_walk_and_a_service() -> None:
    story = morning().after(300).called().after(40).started().after(480).finished()

    assert told(story.visit()) == [("wait", 300, None), ("walk", 40, 1), ("serve", 480, 1)]


def test_a_desk_is_free_before_and_after_whoever_comes() -> None:
    story = morning().after(300).called().after(40).started().after(480).finished().after(20).closed()

    assert told(story.desk()) == [("free", 360, 1), ("walk", 40, 1), ("serve", 480, 1), ("free", 20, 1)]


def test_each_stretch_says_what_ended_it() -> None:
    story = morning().called().started().held().resumed().finished()

    assert [each.ended_by for each in story.visit()] == [
        "ticket.called", "ticket.started", "ticket.held", "ticket.resumed", "ticket.finished",
    ]  # fmt: skip


def test_a_hold_is_the_visits_and_the_desk_is_free_meanwhile() -> None:
    story = morning().called().started().after(120).held().after(600).resumed().after(60).finished().closed()

    assert told(story.visit())[-3:] == [("serve", 120, 1), ("hold", 600, 1), ("serve", 60, 1)]
    assert told(story.desk())[-4:] == [("serve", 120, 1), ("free", 600, 1), ("serve", 60, 1), ("free", 0, 1)]


def test_a_missed_call_is_an_absence_until_the_citizen_waits_again() -> None:
    story = morning().called().after(90).missed().after(300).restored().after(60).called().started().finished()

    assert told(story.visit())[1:4] == [("walk", 90, 1), ("absent", 300, 1), ("wait", 60, None)]


def test_who_missed_the_call_for_good_is_absent_for_no_time() -> None:
    assert told(morning().called().after(90).missed().after(9000).visit()) == [("wait", 0, None), ("walk", 90, 1)]


def test_a_break_is_told_with_its_reason() -> None:
    story = Story().opened().after(60).paused("salat").after(600).back().after(5).closed()

    assert [(each.doing.value, each.seconds, each.reason) for each in story.desk()] == [
        ("free", 60, None), ("break", 600, "salat"), ("free", 5, None),
    ]  # fmt: skip


def test_a_take_over_gives_the_rest_of_the_service_to_the_other_officer() -> None:
    story = morning().called().started().after(300).taken_over(by=2).after(120).finished().closed(session=2)

    assert told(story.visit())[-2:] == [("serve", 300, 1), ("serve", 120, 2)]
    assert (told(story.desk(1))[-1], told(story.desk(2))) == (("serve", 300, 1), [("serve", 120, 2), ("free", 0, 2)])


def test_an_undone_finish_lets_the_service_go_on_as_if_it_had_not_been() -> None:
    story = morning().called().started().after(300).finished().after(8).undone(1, "finish").after(60).finished()

    assert told(story.visit())[-1] == ("serve", 368, 1)
    assert told(story.desk())[-3:] == [("serve", 300, 1), ("free", 8, 1), ("serve", 60, 1)]


def test_an_undone_call_lets_the_citizen_wait_on() -> None:
    story = morning().after(50).called().after(5).undone(1, "call").after(100).called()

    assert told(story.visit()) == [("wait", 155, None)]


def test_an_undone_recall_leaves_the_call() -> None:
    story = morning().called().after(20).recalled().after(2).undone(1, "recall").after(8).started()

    assert told(story.visit())[-1] == ("walk", 30, 1)


def test_an_undone_finish_that_went_on_at_once_takes_the_next_service_back() -> None:
    story = morning().called().started().after(300).finished().continued(to=11)
    story.called(11, rule="same_visit").started(11).after(5).undone(1, "finish", opened=11).after(55).finished()

    assert told(story.visit())[-1] == ("serve", 360, 1)
    assert list(story.read().visits[1].legs) == [1]


def test_a_transfer_waits_again_in_its_next_leg() -> None:
    story = morning().called().started().after(300).transferred(to=11).after(70).by(2).called(11)

    assert told(story.visit())[-2:] == [("serve", 300, 1), ("wait", 70, None)]


def test_a_ticket_taken_for_a_later_hour_waits_from_then_on() -> None:
    story = Story().issued(arrives_at="2026-11-23T01:30:00+00:00").after(minutes=45).called()

    assert told(story.visit()) == [("wait", 900, None)]


def test_a_ticket_called_before_its_hour_has_not_waited() -> None:
    story = Story().issued(arrives_at="2026-11-23T01:30:00+00:00").after(minutes=5).called()

    assert told(story.visit()) == [("wait", 0, None)]


def test_a_clock_that_is_set_back_takes_no_second_and_marks_what_it_touched() -> None:
    story = morning().after(60).called().after(30).started().after(600).set_clock(-1080).after(600).finished()

    assert told(story.visit())[-1] == ("serve", 1200, 1)
    assert [each.jumped for each in story.visit()] == [False, False, True]


def test_a_clock_that_ran_back_in_an_old_log_is_seen_without_an_event_of_its_own() -> None:
    story = morning().called().started().after(600).issued(2).after(-1080).issued(3).after(600).finished()

    assert (told(story.visit())[-1], story.visit()[-1].jumped) == (("serve", 1200, 1), True)


def test_a_log_read_from_its_middle_still_tells_when_desks_served() -> None:
    story = morning().called().started().after(60).finished().after(5).undone(1, "finish").after(60).finished().closed()
    story.log = [each for each in story.log if each.event.kind != "ticket.issued"]

    assert told(story.desk())[1:] == [
        ("walk", 0, 1), ("serve", 60, 1), ("free", 5, 1), ("serve", 60, 1), ("free", 0, 1)
    ]  # fmt: skip


def test_what_was_entered_from_paper_has_no_end() -> None:
    story = morning().after(9000)
    story.record(ServedOnPaper(ticket_id=1, leg_id=1, business_date="2026-11-23", officer_id=1))

    assert (story.visit(), story.read().visits[1].is_on_paper) == ([], True)


def test_a_recall_that_is_taken_back_does_not_cut_the_desks_stretch() -> None:
    story = morning().called().after(20).recalled().after(2).undone(1, "recall").after(8).started().finished().closed()

    assert told(story.desk())[1:] == [("walk", 30, 1), ("serve", 0, 1), ("free", 0, 1)]
