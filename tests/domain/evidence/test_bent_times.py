"""What an officer could bend with the desk's own verbs, and what the figures say of it now; each case by its name."""

from __future__ import annotations

import pytest

from queue_app.domain.evidence.desk_time import desk_times
from queue_app.domain.evidence.duties import Duty
from queue_app.domain.queue.marks import Source
from queue_app.domain.queue.stretch import Doing
from tests.stories import AKTA, KTP, ZONE, Story

WATI, JOKO, TINI = 1, 2, 3


def morning() -> Story:
    """Wati is at her counter and one citizen has come."""
    return Story().opened().after(60).issued()


def of(story: Story, officer: int = WATI, service: int = KTP) -> Duty:
    return story.duties()[officer, service]


def untimed(duty: Duty) -> tuple[int, int, dict[str, int]]:
    """How many were finished, how many of them have no time that counts, and why."""
    return duty.finished, duty.untimed, dict(duty.left_out)


def test_1_a_start_long_after_the_call_is_told_and_doubted() -> None:
    story = morning().called().after(minutes=40).started().after(1).finished()

    duty = of(story)

    assert untimed(duty) == (1, 1, {"late_start": 1, "too_short": 1})
    assert (duty.walk.median_s, duty.service.count, duty.within_pct) == (2400, 0, None)


def test_2_a_service_that_is_mostly_hold_is_doubted_and_its_holds_are_told() -> None:
    story = morning().called().started().after(120).held().after(minutes=55).resumed().after(60).finished()

    duty = of(story)

    assert untimed(duty) == (1, 1, {"mostly_hold": 1})
    assert (duty.holds, duty.held_s, duty.held_idle_s, duty.served_s) == (1, 3300, 3300, 180)


def test_2_a_hold_in_which_others_were_served_was_no_idle_one() -> None:
    story = morning().called().started().after(300).held().after(100)
    story.issued(2).served(2, walk_s=20, serve_s=400).after(80).resumed().after(100).finished().closed()

    duty = of(story)

    assert (duty.held_s, duty.held_idle_s, duty.left_out["mostly_hold"]) == (600, 200, 1)


def test_4_an_officer_does_not_choose_which_doubts_count() -> None:
    story = morning().served(serve_s=6000).marked(1, "forgotten_finish", by=None)
    story.marked(1, None, by=WATI)

    assert untimed(of(story)) == (1, 1, {"forgotten_finish": 1})


def test_4_doubts_are_counted_by_who_has_them_and_priority_apart() -> None:
    story = morning().served(serve_s=300).marked(1, "officer", by=WATI)
    story.issued(2).served(2, serve_s=300).marked(2, "supervisor", by=TINI)
    story.issued(3, is_priority=True).served(3, serve_s=300)

    duty = of(story)

    assert dict(duty.doubted_by) == {Source.OFFICER: 1, Source.SUPERVISOR: 1}
    assert untimed(duty) == (3, 3, {"officer": 1, "supervisor": 1, "priority": 1})


def test_4_what_a_supervisor_withdraws_with_a_reason_is_believed_again() -> None:
    story = morning().called().after(minutes=20).started().after(300).finished()
    story.marked(1, "late_start", by=None).withdrawn(1, "late_start", by=TINI, reason="diperiksa")

    assert untimed(of(story)) == (1, 0, {})


def test_4_a_fact_is_withdrawn_by_nobody() -> None:
    story = morning().called().started().after(300).set_clock(-60).after(60).finished()
    story.marked(1, "clock_jumped", by=None).withdrawn(1, "clock_jumped", by=TINI, reason="diperiksa")

    assert untimed(of(story)) == (1, 1, {"clock_jumped": 1})


def test_5_an_undo_takes_back_what_its_officer_did_and_no_mark_of_another() -> None:
    story = morning().served(serve_s=300).marked(1, "supervisor", by=TINI)
    story.after(5).undone(1, "finish").after(5).finished()

    assert untimed(of(story)) == (1, 1, {"supervisor": 1})


def test_6_work_that_ends_without_a_finish_is_told_with_its_time() -> None:
    story = morning().called().started().after(minutes=30).held().after(60).cancelled()
    story.issued(2).called(2).started(2).after(minutes=10).held(2).after(minutes=600).expired(2)

    duty = of(story)

    assert (duty.finished, duty.given_up.total(), duty.unfinished_s, duty.served_s) == (0, 2, 2400, 2400)


def test_7_services_of_one_visit_in_turns_count_once_each() -> None:
    story, leg = morning().called().started(), 1
    for number in range(1, 11):
        story.after(1).finished(leg).continued(leg, to=leg + 10, service=(AKTA, KTP)[number % 2 == 0])
        leg += 10
        story.called(leg, rule="same_visit").started(leg)
    story.after(1).finished(leg)

    assert {key: (duty.finished, duty.served_s) for key, duty in story.duties().items()} == {
        (WATI, KTP): (1, 6), (WATI, AKTA): (1, 5),
    }  # fmt: skip


def test_7_a_service_that_a_colleague_had_done_is_a_return_and_no_second_one() -> None:
    story = morning().served(serve_s=300).continued(to=11, service=AKTA)
    story.by(JOKO).opened().served(11, serve_s=600).continued(11, to=21, service=KTP).served(21, serve_s=1)

    assert (untimed(of(story)), of(story).service.median_s) == ((1, 0, {}), 300)
    assert (of(story, JOKO).finished, of(story, JOKO).returns, of(story, JOKO).served_s) == (0, 1, 1)


def test_8_who_takes_over_a_call_and_serves_it_has_the_service() -> None:
    story = morning().called().after(30).taken_over(by=JOKO).after(10).started().after(300).finished()

    assert (untimed(of(story, JOKO)), of(story, JOKO).service.median_s) == ((1, 0, {}), 300)
    assert (WATI, KTP) not in story.duties()


def test_8_a_service_taken_over_belongs_to_who_finished_it_and_its_time_to_both() -> None:
    story = morning().called().started().after(900).taken_over(by=JOKO).after(100).finished()

    assert (of(story).finished, of(story).served_s, of(story, JOKO).served_s) == (0, 900, 100)
    assert untimed(of(story, JOKO)) == (1, 1, {"two_officers": 1})


def test_8_who_sent_a_citizen_on_is_told_with_how_long_it_took() -> None:
    story = morning().called().after(60).started().after(300).transferred(to=11, service=AKTA)

    assert (of(story).sent_on, of(story).sent_on_s, of(story).finished) == (1, 360, 0)


@pytest.mark.parametrize("outcome", ["berkas_kurang", "dirujuk", "tidak_terlayani"])
def test_10_only_what_was_done_tells_how_long_it_takes(outcome: str) -> None:
    duty = of(morning().served(serve_s=300, outcome=outcome))

    assert (dict(duty.outcomes), duty.service.count, duty.untimed) == ({outcome: 1}, 0, 0)


def test_12_a_service_sent_to_a_colleague_keeps_all_its_time() -> None:
    story = morning().called().started().after(1800).transferred(to=11, service=KTP)
    story.by(JOKO).opened().after(60).served(11, serve_s=120)

    case = story.cases()[0]

    assert (case.service_s, case.officer_id, len(story.cases())) == (1920, JOKO, 1)
    assert (of(story).sent_on_s, of(story).served_s, of(story, JOKO).served_s) == (1800, 1800, 120)
    assert untimed(of(story, JOKO)) == (1, 1, {"two_officers": 1})


def test_12_a_service_that_comes_back_adds_up() -> None:
    story = morning().called().started().after(1800).transferred(to=11, service=AKTA)
    story.by(JOKO).opened().served(11, serve_s=120).continued(11, to=21, service=KTP)
    story.by(WATI).after(30).served(21, serve_s=60)

    assert (of(story).service.median_s, of(story).service.count) == (1860, 1)


def test_13_a_no_show_at_once_and_a_call_out_of_order_are_told() -> None:
    story = morning().called(reason="lainnya", rule="out_of_order").recalled().recalled().missed()
    story.after(60).restored().called().after(90).missed()

    duty = of(story)

    assert (duty.picked, duty.no_shows, duty.no_shows_at_once) == (1, 2, 1)


def test_what_was_taken_back_is_told_too() -> None:
    story = morning().called().after(2).undone(1, "call").called().started().after(300).finished()
    story.after(5).undone(1, "finish").after(100).finished()

    assert (of(story).undone, of(story).service.median_s) == (2, 405)


def test_what_nobody_called_and_what_goes_on_still_is_nobodys() -> None:
    story = morning().issued(2).called(2).after(300)

    assert story.duties() == {}


def test_who_serves_a_number_that_the_same_officer_gave_is_told() -> None:
    story = (
        Story().opened().issued(officer_id=WATI).served(serve_s=300).issued(2, officer_id=JOKO).served(2, serve_s=300)
    )

    assert (of(story).finished, of(story).own_numbers) == (2, 1)


def test_serving_before_a_no_show_that_is_no_one_is_doubted_as_a_late_start() -> None:
    story = morning().called().after(minutes=30).missed().restored().called().after(20).started().after(60).finished()

    assert untimed(of(story)) == (1, 1, {"late_start": 1})


def test_a_real_absence_before_the_service_leaves_no_doubt() -> None:
    story = morning().called().after(180).missed().after(600).restored().called().after(30).started().after(300)

    assert untimed(of(story.finished())) == (1, 0, {})


def test_a_colleague_who_sends_somebody_on_late_leaves_no_doubt_of_who_serves() -> None:
    story = morning().called().after(minutes=30).transferred(to=11, service=KTP)
    story.by(JOKO).opened().served(11, walk_s=30, serve_s=300)

    assert untimed(of(story, JOKO)) == (1, 0, {})


def test_a_service_that_goes_on_at_the_counter_is_no_quick_way_from_the_call() -> None:
    story = morning().called().after(60).started().after(300).finished().continued(to=11)
    story.called(11, rule="same_visit").started(11).after(300).finished(11)

    assert (of(story).walk.count, of(story, service=AKTA).walk.count) == (1, 0)


def test_6_a_call_that_was_cancelled_before_any_start_is_told_with_how_long_it_was() -> None:
    story = morning().called().after(minutes=40).cancelled()

    duty = of(story)

    assert (duty.cancelled, duty.cancelled_s, duty.given_up.total()) == (1, 2400, 0)


def test_6_work_that_a_colleague_cancelled_is_not_the_one_s_who_began_it() -> None:
    story = morning().called().started().after(300).held().after(60).by(JOKO).cancelled()

    assert (of(story).given_up.total(), of(story).unfinished_s) == (0, 300)
    assert (of(story, JOKO).given_up.total(), of(story, JOKO).unfinished_s) == (1, 0)


def test_4_a_doubt_that_a_supervisor_withdrew_stays_told() -> None:
    story = morning().called().after(minutes=20).started().after(300).finished()
    story.marked(1, "late_start", by=None).withdrawn(1, "late_start", by=TINI, reason="lainnya")
    story.issued(2).served(2, serve_s=300).marked(2, "officer", by=WATI).withdrawn(2, "officer", by=WATI)

    assert (of(story).withdrawn, of(story).service.count) == (1, 2)


def test_7_services_that_the_officer_added_to_a_visit_are_told() -> None:
    story = morning().called().started().after(100).finished().continued(to=11, service=AKTA)
    story.called(11, rule="same_visit").started(11).after(100).finished(11)
    story.issued(2).served(2, serve_s=100).continued(2, to=12, service=AKTA)
    story.by(JOKO).opened().served(12, serve_s=100)

    assert [of(story, who, AKTA).added for who in (WATI, JOKO)] == [1, 0]
    assert of(story).added == 0


def test_1_a_citizen_who_is_said_to_be_absent_in_between_has_waited_since_the_first_call() -> None:
    story = morning().called().after(minutes=20).missed().after(10).restored().called().started().after(40).finished()

    assert untimed(of(story)) == (1, 1, {"late_start": 1})


def test_8_who_takes_a_call_over_goes_on_with_it_from_the_call_on() -> None:
    story = morning().called().after(120).taken_over(by=JOKO).after(5).started().after(300).finished()
    story.issued(2).called(2).after(120).taken_over(by=TINI, session=2).after(5).missed(2)

    assert of(story, JOKO).walk.median_s == 125
    assert (of(story, TINI).no_shows, of(story, TINI).no_shows_at_once) == (1, 0)


def test_a_counter_handed_to_a_colleague_who_is_not_there_is_told_until_something_is_done() -> None:
    story = (
        Story().opened().after(60).handed_over(to=JOKO).after(minutes=50).issued().served(serve_s=300).closed(session=2)
    )

    joko = desk_times(story.read().desks.values(), zone=ZONE)[JOKO]

    assert (joko.given_s, joko.seconds[Doing.FREE]) == (3000, 3000)


def test_1_a_call_that_a_colleague_let_stand_makes_nobody_elses_start_late() -> None:
    story = morning().called().after(minutes=40).missed().after(10).restored()
    story.by(JOKO).opened().served(1, serve_s=300)

    assert untimed(of(story, JOKO)) == (1, 0, {})
