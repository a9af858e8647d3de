"""One officer at one service: what is counted, what is timed, and two officers whose raw means mislead."""

from __future__ import annotations

from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.evidence.duties import Duty, Times
from tests.stories import AKTA, KTP, Story

WATI, JOKO = 1, 2


def served(*minutes: float, by: int = WATI, service: int = KTP, story: Story | None = None) -> Story:
    """One citizen after the other, each served for so long."""
    story = (story or Story()).by(by).opened()
    for place in minutes:
        ticket = sum(1 for each in story.log if each.event.kind == "ticket.issued") + 1
        story.issued(ticket, service).served(ticket, serve_s=60 * place)
    return story


def of(story: Story, officer: int = WATI, service: int = KTP) -> Duty:
    return story.duties()[officer, service]


def test_median_p90_and_share_within_the_standard_as_worked_by_hand() -> None:
    # Ordered 4 6 8 10 12: the middle is 8; P90 stands at place 0.9*4 = 3.6, so 10 + 0.6*2 = 11.2; 4 of 5 within 10.
    duty = of(served(12, 4, 10, 8, 6))

    assert (duty.service, duty.within_pct) == (Times(5, 480, 672), 80)


def test_the_median_of_an_even_number_of_services_lies_between_the_middle_two() -> None:
    assert of(served(4, 6, 9, 20)).service.median_s == 450


def test_one_service_is_its_own_median_and_p90() -> None:
    assert of(served(7)).service == Times(1, 420, 420)


def test_a_service_of_exactly_the_standard_is_within_it() -> None:
    assert of(served(10, 10.01)).within_pct == 50


def test_a_priority_service_is_counted_and_not_timed() -> None:
    story = served(8)
    story.issued(2, is_priority=True).served(2, serve_s=1500)

    assert (of(story).finished, of(story).untimed, of(story).service) == (2, 1, Times(1, 480, 480))


def test_what_is_left_out_is_told_with_its_seconds() -> None:
    story = served(8).marked(1, "officer", by=WATI)
    story.issued(2).served(2, serve_s=300, outcome="dirujuk")
    story.by(JOKO).opened().issued(3).served(3, serve_s=60).continued(3, to=13, service=KTP)
    story.by(WATI).served(13, serve_s=45)

    duty = of(story)

    assert (dict(duty.left_out_s), dict(duty.outcomes_s), duty.returns_s) == (
        {"officer": 480}, {"selesai": 480, "dirujuk": 300}, 45,
    )  # fmt: skip


@given(st.lists(st.integers(1, 1800), min_size=2, max_size=6))
def test_the_order_in_which_citizens_come_says_nothing(seconds: list[int]) -> None:
    minutes = [each / 60 for each in seconds]

    assert of(served(*minutes)) == of(served(*minutes[::-1]))


def two_officers() -> Story:
    """A (Wati) has 5 KTP of 9 and 20 akta of 14 minutes, B (Joko) has 20 KTP of 10.5 and 5 akta of 15.5."""
    story = served(*[9] * 5)
    served(*[14] * 20, service=AKTA, story=story)
    served(*[10.5] * 20, by=JOKO, story=story)
    return served(*[15.5] * 5, by=JOKO, service=AKTA, story=story)


def test_raw_means_call_the_slower_officer_faster() -> None:
    a, b = [9] * 5 + [14] * 20, [10.5] * 20 + [15.5] * 5

    assert (mean(a), mean(b)) == (13.0, 11.5)


@pytest.mark.parametrize("service", [KTP, AKTA])
def test_within_each_service_the_faster_officer_is_faster(service: int) -> None:
    duties = two_officers().duties()
    a, b = duties[WATI, service], duties[JOKO, service]

    assert (a.service.median_s or 0) < (b.service.median_s or 0)
    assert (a.within_pct, b.within_pct) == (100, 0)
