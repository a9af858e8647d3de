"""The recount of work, held against figures that were worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.recount_compared import of_work, rows
from tests.recount_work import Work
from tests.stories import AKTA, KTP, STANDARDS_S, ZONE, Story

WATI, JOKO = 1, 2
ANY = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}


def counted(story: Story) -> dict[tuple[int, int], dict[str, Any]]:
    work = Work(rows(story.log), zone=ZONE, standard_s=lambda service, _: STANDARDS_S[service], **ANY)
    return of_work(work.duties())


def hours(story: Story) -> dict[int, dict[str, Any]]:
    return Work(rows(story.log), zone=ZONE, standard_s=lambda *_: 600, **ANY).hours()


def test_two_services_have_a_median_and_a_share_within_the_standard() -> None:
    story = Story().opened().issued().served(walk_s=20, serve_s=300).issued(2).served(2, walk_s=40, serve_s=700)

    assert counted(story) == {
        (WATI, KTP): {
            "outcomes": {"selesai": 2}, "timed": 2, "median_s": 500, "p90_s": 660, "within_pct": 50, "served_s": 1000,
            "walks": 2, "walk_median_s": 30,
        }
    }  # fmt: skip


def test_what_was_taken_back_was_never_done_and_is_told() -> None:
    story = Story().opened().issued().called().started().after(300).finished().after(5).undone(1, "finish")
    story.after(95).finished().closed()

    own = counted(story)[WATI, KTP]

    assert (own["outcomes"], own["median_s"], own["undone"]) == ({"selesai": 1}, 400, 1)
    assert hours(story) == {WATI: {"sessions": 1, "seconds": {"free": 5, "walk": 0, "serve": 395}}}


def test_a_service_that_was_shared_belongs_to_the_last_and_its_time_to_both() -> None:
    story = Story().opened().issued().called().started().after(900).taken_over(by=JOKO).after(100).finished()

    assert counted(story)[WATI, KTP]["served_s"] == 900
    assert counted(story)[JOKO, KTP] == {
        "outcomes": {"selesai": 1}, "untimed": 1, "left_out": {"two_officers": 1}, "doubted_by": {"system": 1},
        "served_s": 100,
    }  # fmt: skip


def test_a_hold_counts_as_idle_but_for_whom_the_officer_served_meanwhile() -> None:
    story = Story().opened().issued().called().started().after(400).held().after(100)
    story.issued(2).served(2, walk_s=20, serve_s=200).after(80).resumed().after(100).finished()

    own = counted(story)[WATI, KTP]

    assert (own["holds"], own["held_s"], own["held_idle_s"], own["median_s"]) == (1, 400, 200, 350)


def test_a_clock_that_was_set_takes_no_second_and_leaves_a_doubt() -> None:
    story = Story().opened().issued().called().started().after(600).set_clock(-1080).after(600).finished()

    assert (counted(story)[WATI, KTP]["served_s"], counted(story)[WATI, KTP]["left_out"]) == (1200, {"clock_jumped": 1})


def test_work_that_was_given_up_and_what_was_sent_on_are_told() -> None:
    story = Story().opened().issued().called().after(60).started().after(300).transferred(to=11, service=AKTA)
    story.issued(2).called(2).started(2).after(240).held(2).after(60).cancelled(2)

    own = counted(story)[WATI, KTP]

    assert (own["sent_on"], own["sent_on_s"], dict(own["given_up"]), own["unfinished_s"]) == (
        1, 360, {"ticket.cancelled": 1}, 240,
    )  # fmt: skip


def test_a_service_done_again_by_another_is_a_return() -> None:
    story = Story().opened().issued().served(serve_s=300).continued(to=11, service=AKTA)
    story.by(JOKO).opened().served(11, serve_s=600).continued(11, to=21, service=KTP).served(21, serve_s=60)

    assert {key: (each.get("outcomes"), each.get("returns")) for key, each in counted(story).items()} == {
        (WATI, KTP): ({"selesai": 1}, None), (JOKO, AKTA): ({"selesai": 1}, None), (JOKO, KTP): (None, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("by", "reason", "left_out"),
    [(WATI, None, {}), (JOKO, "salah_tandai", {}), (None, None, {"officer": 1})],
)
def test_a_mark_stands_until_it_is_withdrawn(by: int | None, reason: str | None, left_out: dict[str, int]) -> None:
    story = Story().opened().issued().served(serve_s=300).marked(1, "officer", by=WATI)
    if by is not None:
        story.withdrawn(1, "officer", by=by, reason=reason)

    assert counted(story)[WATI, KTP].get("left_out", {}) == left_out
