from __future__ import annotations

from dataclasses import replace

from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.promise import OfficeWaits, Promise

MADE = 1_800_000_000.0  # on a whole minute
REGULAR = Newcomer(1, is_priority=False)


def promise(from_min: int, to_min: int, *, made_at: float = MADE, cause: str | None = None) -> Promise:
    begin, end = int(MADE) + from_min * 60, int(MADE) + to_min * 60
    return Promise(made_at, begin, end, begin + 60, end - 90, end - 30, How.EARLY, None, 1.0, cause)


WAITS = OfficeWaits(7, MADE, How.EARLY, {3: promise(4, 12)}, {REGULAR: promise(6, 15)}, {3: 1})


def test_a_newcomer_is_told_later_what_was_said_a_while_ago_from_then_on() -> None:
    told = promise(6, 15).from_now(MADE + 600)

    assert told == promise(16, 25, made_at=MADE + 600)


def test_a_newcomer_is_told_no_other_minutes_within_seconds() -> None:
    told = promise(6, 15).from_now(MADE + 20)

    assert (told.from_at, told.to_at) == (promise(6, 15).from_at, promise(6, 15).to_at)


def test_a_clock_that_was_set_back_moves_no_promise() -> None:
    assert promise(6, 15).from_now(MADE - 3600) == promise(6, 15)


def test_people_read_the_same_where_only_estimates_differ() -> None:
    finer = {3: promise(4, 12)._replace(p50_at=MADE + 400, made_at=MADE + 20)}

    assert WAITS.shows(replace(WAITS, seq=9, at=MADE + 20, waiting=finer))


def test_people_read_otherwise_where_a_range_a_place_or_a_newcomers_minutes_differ() -> None:
    others = [
        replace(WAITS, waiting={3: promise(4, 13)}),
        replace(WAITS, waiting={}),
        replace(WAITS, ahead={3: 2}),
        replace(WAITS, newcomers={REGULAR: promise(7, 16)}),
        replace(WAITS, how=How.LEARNED),
    ]

    assert [WAITS.shows(each) for each in others] == [False] * 5


def test_newcomers_read_the_same_a_minute_later_where_it_takes_as_long() -> None:
    later = replace(WAITS, newcomers={REGULAR: promise(7, 16, made_at=MADE + 60)})

    assert WAITS.shows(later)


def test_an_old_round_is_told_only_where_nothing_has_happened_or_moves_since() -> None:
    late, idle = MADE + 91, replace(WAITS, waiting={}, newcomers={})

    told = [WAITS.is_told(seq=9, now=MADE + 90), WAITS.is_told(seq=7, now=late)]

    assert (told, [idle.is_told(seq=7, now=late), idle.is_told(seq=8, now=late)]) == ([True, False], [True, False])


def test_a_round_from_before_the_clock_was_set_back_is_as_old_as_one_of_long_ago() -> None:
    assert [WAITS.is_told(seq=9, now=MADE - before_s) for before_s in (90, 91)] == [True, False]


def test_promises_move_with_the_clock_while_somebody_waits_or_would() -> None:
    at_once = promise(0, 1)._replace(p90_at=MADE)
    nobody = replace(WAITS, waiting={})

    assert [each.moves for each in (WAITS, nobody, replace(nobody, newcomers={REGULAR: at_once}))] == [
        True,
        True,
        False,
    ]


def test_a_night_in_which_nothing_can_be_promised_to_who_was_left_waiting_moves_nothing() -> None:
    left = replace(WAITS, waiting={3: promise(0, 0)._replace(how=How.NONE)}, newcomers={})

    assert not left.moves
