"""Counts of this process: cheap, and bounded whatever is counted."""

from __future__ import annotations

from contextlib import suppress

from queue_app.metered import MOST, OTHER, Count, Level, Spread, Spreading


def test_things_are_counted_by_their_labels() -> None:
    pressed = Count("presses", "", ("verb",))
    pressed.add("call")
    pressed.add("call", by=2)
    pressed.add("hold")

    assert pressed.values == {("call",): 3, ("hold",): 1}


def test_labels_without_end_are_counted_as_others() -> None:
    asked = Count("asked", "", ("path",))
    for number in range(MOST + 5):
        asked.add(str(number))

    assert (len(asked.values), asked.values[OTHER,]) == (MOST + 1, 5)


def test_a_level_is_what_it_was_set_to_last() -> None:
    age = Level("age", "")
    age.set(3)
    age.set(2)

    assert age.values == {(): 2}


def test_a_value_falls_into_the_first_step_that_holds_it() -> None:
    took = Spreading("took", "", steps=(1.0, 2.0))
    for value in (0.5, 1.0, 1.5, 9.0):
        took.took(value)

    assert took.values == {(): Spread([2, 1, 1], 12.0)}


def test_a_block_is_timed_also_where_it_fails() -> None:
    took = Spreading("took", "")
    with suppress(ZeroDivisionError), took.timing():
        _ = 1 // 0

    assert sum(took.values[()].counts) == 1
