"""Promised against kept: what counts as kept, what is not known, and what nobody can make look better."""

from __future__ import annotations

from datetime import date

import pytest

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.happened import Happened, happened
from queue_app.domain.citizen.scored import Cell, Shares, Sums, Verdict, scored, verdict
from queue_app.domain.log import events
from queue_app.domain.queue.outcomes import FLOOD
from tests.domain.citizen.promised import promise, written
from tests.stories import KTP, Story

DAY = date(2026, 11, 23)
FIRST = Cell(KTP, How.EARLY, is_first=True)


def promised_story() -> Story:
    """One number, promised to be called between ten and twenty minutes from now."""
    return Story().opened().issued(promised=written(10, 20))


def only(story: Story) -> Happened:
    (leg,) = happened(story.log, DAY)
    return leg


def became(story: Story) -> Verdict:
    return verdict(only(story), promise(10, 20))


@pytest.mark.parametrize(
    ("minutes", "found"),
    [(9.99, Verdict.EARLIER), (10, Verdict.KEPT), (20, Verdict.KEPT), (20.01, Verdict.LATER)],
)
def test_a_promise_is_kept_from_the_first_to_the_last_moment_of_its_range(minutes: float, found: Verdict) -> None:
    assert became(promised_story().after(minutes=minutes).called()) is found


def test_who_leaves_before_the_range_is_over_says_nothing_and_behind_it_all() -> None:
    assert became(promised_story().after(minutes=15).cancelled()) is Verdict.UNKNOWN
    assert became(promised_story().after(minutes=21).cancelled()) is Verdict.LATER


def test_a_call_that_is_taken_back_keeps_no_promise_and_saves_none_that_is_over() -> None:
    in_time = promised_story().after(minutes=15).called().undone(1, "call").after(minutes=30).called()
    too_late = promised_story().after(minutes=25).called().undone(1, "call")

    assert became(in_time) is Verdict.UNDONE
    assert became(too_late) is Verdict.LATER


def test_another_step_that_is_taken_back_leaves_the_call() -> None:
    story = promised_story().after(minutes=15).called().recalled().undone(1, "recall")

    assert became(story) is Verdict.KEPT


def test_a_clock_that_is_set_while_somebody_waits_leaves_the_promise_out() -> None:
    jump = events.ClockJumped(by_s=3600.0, how="steady")

    assert became(promised_story().after(minutes=5).record(jump).after(minutes=10).called()) is Verdict.CLOCK
    assert became(promised_story().after(minutes=15).called().record(jump)) is Verdict.KEPT


def test_who_asked_to_be_called_later_is_left_out_unless_the_range_was_over() -> None:
    wish = events.TicketSetAside(ticket_id=1, leg_id=1, wish="late", not_before="2026-11-23T01:30:00+00:00")

    assert became(promised_story().after(minutes=5).record(wish).after(minutes=30).called()) is Verdict.WISHED
    assert became(promised_story().after(minutes=21).record(wish).after(minutes=30).called()) is Verdict.LATER


def test_a_number_of_a_flood_was_promised_to_nobody() -> None:
    void = events.TicketCancelled(ticket_id=1, leg_id=1, officer_id=1, reason=FLOOD)

    assert became(promised_story().after(minutes=5).record(void)) is Verdict.FLOOD


def test_a_number_from_paper_is_left_out() -> None:
    story = Story().opened().issued(source="manual", arrives_at="2026-11-23T00:30:00+00:00")

    assert became(story.after(minutes=15).called()) is Verdict.ENTERED


def test_who_comes_back_was_called_the_first_time() -> None:
    story = promised_story().after(minutes=15).called().missed().restored().after(minutes=30).called()

    assert became(story) is Verdict.KEPT
    assert only(story).is_absent is False


def test_a_transfer_waits_anew_and_nothing_was_promised_with_its_number() -> None:
    story = promised_story().after(minutes=15).called().started().transferred(to=2).by(2).opened()

    first, second = happened(story.after(minutes=5).called(2).log, DAY)

    assert (first.ahead, second.ahead, second.is_given, second.promised) == (0, 0, False, None)
    assert second.called_at == second.queued_at + 300


def test_a_transfer_that_is_taken_back_never_was() -> None:
    story = promised_story().after(minutes=15).called().started().transferred(to=2).undone(1, "transfer", opened=2)

    assert [each.leg_id for each in happened(story.log, DAY)] == [1]


def test_numbers_of_another_day_are_not_among_them() -> None:
    assert happened(promised_story().log, date(2026, 11, 24)) == []


def test_a_day_is_counted_by_service_and_by_where_its_promises_come_from() -> None:
    story = Story().opened().issued(1, promised=written(10, 20)).issued(2, promised=written(0, 4)).issued(3)

    found = scored(happened(story.after(minutes=15).called(1).after(minutes=1).called(2).log, DAY), {})

    assert found == {
        FIRST: Sums(
            shown=2, kept=1, later=1, width_min=14, known=2000, kept_known=1000, timed=2, timed_w=2000, held_80=1000,
            held_90=1000, off_s=840_000, pinball_80=48_000 + 624_000,
        ),
        Cell(KTP, How.NONE, is_first=True): Sums(without=1),
    }  # fmt: skip


def test_whoever_stayed_speaks_for_those_who_left() -> None:
    """Of four with nobody ahead one leaves after five minutes: the three who stayed longer weigh four thirds."""
    story = Story().opened()
    for ticket in range(1, 5):
        begun_min = (ticket - 1) * 6
        story.issued(ticket, promised=written(begun_min, begun_min + 10, made_min=begun_min)).after(minutes=5)
        story.cancelled(ticket).after(minutes=1) if ticket == 1 else story.after(minutes=1).called(ticket)

    sums = scored(happened(story.log, DAY), {})[FIRST]

    assert (sums.unknown, sums.kept, sums.known, sums.timed_w) == (1, 3, 3 * 1333, 3 * 1333)


def test_a_promise_that_followed_is_scored_by_itself_until_the_call() -> None:
    story = promised_story().after(minutes=25).called()
    later = {1: [promise(20, 30, made_min=18), promise(24, 40, made_min=30)]}

    found = scored(happened(story.log, DAY), later)

    assert found[FIRST].later == 1
    assert found[Cell(KTP, How.EARLY, is_first=False)].shown == 1
    assert found[Cell(KTP, How.EARLY, is_first=False)].kept == 1


def test_sums_of_days_add_up() -> None:
    both = Sums(shown=2, kept=1, known=2000, kept_known=1000, width_min=14) + Sums(shown=1, known=1000, kept_known=1000)

    assert both == Sums(shown=3, kept=1, known=3000, kept_known=2000, width_min=14)
    assert (both.shares, both.width) == (Shares(2 / 3, 0.0, 1 - 2 / 3), 14 / 3)


def test_what_was_taken_back_is_no_promise_and_leaves_the_one_before_to_be_judged() -> None:
    story = promised_story().after(minutes=30).called()
    taken_back = promise(0, 0, made_min=5)._replace(how=How.NONE, from_at=0, to_at=0)

    found = scored(happened(story.log, DAY), {1: [taken_back]})

    assert {cell: sums.later for cell, sums in found.items()} == {FIRST: 1}
