"""Cases: a service counts once a visit, for whoever finished it last, with all its time."""

from __future__ import annotations

from queue_app.domain.queue.cases import Case
from tests.stories import AKTA, KTP, Story

WATI, JOKO, TINI = 1, 2, 3


def morning() -> Story:
    """Wati and Joko are at their counters and one citizen has come."""
    return Story().by(JOKO).opened().by(WATI).opened().issued()


def counted(cases: list[Case]) -> list[tuple[int, int | None, str | None, bool]]:
    return [(each.service_id, each.officer_id, each.outcome, each.is_return) for each in cases]


def once_more(story: Story) -> Story:
    """By way of another service the visit comes to its first one again, at whoever acts."""
    return story.continued(1, to=11, service=AKTA).served(11, serve_s=60).continued(11, to=21, service=KTP)


def test_what_was_not_done_is_counted_for_who_finishes_it_after_all() -> None:
    story = once_more(morning().served(serve_s=300, outcome="berkas_kurang")).by(JOKO).served(21, serve_s=200)

    assert counted(story.cases()) == [(KTP, JOKO, "selesai", False), (AKTA, WATI, "selesai", False)]
    assert story.cases()[0].service_s == 500


def test_who_did_a_service_keeps_it_whatever_another_does_afterwards() -> None:
    story = once_more(morning().served(serve_s=300)).by(JOKO).served(21, serve_s=1, outcome="tidak_terlayani")

    assert counted(story.cases())[:2] == [(KTP, WATI, "selesai", False), (KTP, JOKO, "tidak_terlayani", True)]


def test_who_comes_back_to_the_own_service_goes_on_with_it() -> None:
    story = once_more(morning().served(serve_s=300)).served(21, serve_s=40, outcome="berkas_kurang")

    assert counted(story.cases())[0] == (KTP, WATI, "berkas_kurang", False)


def test_work_that_was_sent_on_and_never_called_again_is_that_of_who_did_it() -> None:
    story = morning().called().started().after(1800).transferred(to=11, service=KTP).after(60).cancelled(11)

    assert (story.cases()[0].officer_id, story.duties()[WATI, KTP].unfinished_s) == (WATI, 1800)


def test_a_call_is_as_long_as_it_was_also_where_the_counter_was_taken_over() -> None:
    story = morning().called().after(minutes=40).taken_over(by=TINI, session=2).after(5).started().after(300).finished()

    assert (story.cases()[0].walk_s, set(story.duties()[TINI, KTP].left_out)) == (2405, {"late_start"})


def test_a_missed_call_makes_the_start_late_and_the_walk_after_the_next_one_no_longer() -> None:
    story = morning().called().after(minutes=40).missed().restored().called().after(30).started()

    assert (story.cases()[0].called_s, story.duties()[WATI, KTP].walk.median_s) == (2430, 30)


def test_what_was_taken_back_in_a_leg_that_is_gone_is_told_all_the_same() -> None:
    story = morning().called().started().after(300).finished().continued(to=11)
    story.called(11, rule="out_of_order", reason="darurat").undone(11, "call").undone(1, "finish", opened=11).finished()

    duties = story.duties()

    assert [(duties[WATI, each].picked, duties[WATI, each].undone) for each in (KTP, AKTA)] == [(0, 1), (1, 1)]
